//! A program that takes without end: processes, memory, processors, or room for files.

use std::fs::{self, File};
use std::io::{self, PipeReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use clap::ValueEnum;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use serde::{Deserialize, Serialize};

const MIB: usize = 1024 * 1024;
/// Where it stops by itself, for the sake of the machine: processes, and bytes.
const MOST_PROCESSES: u64 = 1000;
const MOST_MEMORY: u64 = 2048 * MIB as u64;
const MOST_FILES: u64 = 512 * MIB as u64;

/// What is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Processes that wait.
    Processes,
    /// Memory that is written to.
    Memory,
    /// Time of every processor.
    Processors,
    /// Room in /tmp.
    Tmp,
    /// Room in /dev/shm.
    Shared,
    /// Room in the home.
    Home,
    /// Nothing: what the others start.
    Wait,
}

/// What a bomb is told.
#[derive(Debug, clap::Args)]
pub struct Plan {
    /// What to take
    #[arg(value_enum)]
    kind: Kind,
}

/// What it got before it was stopped.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Got {
    /// Processes or bytes.
    pub amount: u64,
    /// What the kernel said; nothing if it stopped by itself.
    pub stopped: Option<String>,
}

/// Takes, says as a line of JSON how much it got, and goes on trying until standard input ends.
///
/// # Errors
/// When nobody reads.
pub fn run(plan: &Plan) -> io::Result<()> {
    match plan.kind {
        Kind::Processes => processes(),
        Kind::Memory => memory(),
        Kind::Processors => processors(),
        Kind::Tmp => files("/tmp".into()),
        Kind::Shared => files("/dev/shm".into()),
        Kind::Home => files(std::env::var_os("HOME").unwrap_or_default().into()),
        Kind::Wait => io::stdin().read(&mut [0]).map(drop),
    }
}

fn say(amount: u64, stopped: Option<&io::Error>) -> io::Result<()> {
    let stopped = stopped.map(ToString::to_string);
    let line = serde_json::to_string(&Got { amount, stopped })?;
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{line}")?;
    stdout.flush()
}

/// Whether it is to go on; it waits a moment for the word to stop.
fn goes_on() -> io::Result<bool> {
    let stdin = io::stdin();
    let moment = Timespec {
        tv_sec: 0,
        tv_nsec: 200_000,
    };
    Ok(poll(&mut [PollFd::new(&stdin, PollFlags::IN)], Some(&moment))? == 0)
}

fn processes() -> io::Result<()> {
    // Whoever waits on it ends with this process.
    let (reader, _writer) = io::pipe()?;
    let (mut amount, mut stopped) = (1, None);
    while amount < MOST_PROCESSES && stopped.is_none() {
        match another(&reader) {
            Ok(()) => amount += 1,
            Err(error) => stopped = Some(error),
        }
    }
    say(amount, stopped.as_ref())?;
    while goes_on()? {
        // It may fail for good or succeed where another has gone.
        let _ = another(&reader);
    }
    Ok(())
}

fn another(reader: &PipeReader) -> io::Result<()> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["bomb", "wait"]).stdin(reader.try_clone()?);
    command.stdout(Stdio::null()).spawn().map(drop)
}

fn memory() -> io::Result<()> {
    let mut blocks: Vec<Vec<u8>> = Vec::new();
    let (mut amount, mut stopped) = (0, None);
    while amount < MOST_MEMORY && stopped.is_none() {
        let mut block = Vec::new();
        match block.try_reserve_exact(MIB) {
            Ok(()) => {
                block.resize(MIB, 1);
                blocks.push(block);
                amount += MIB as u64;
            }
            Err(error) => stopped = Some(io::Error::new(io::ErrorKind::OutOfMemory, error)),
        }
    }
    say(amount, stopped.as_ref())?;
    let mut round: u8 = 1;
    while goes_on()? {
        round = round.wrapping_add(1);
        for block in &mut blocks {
            block
                .iter_mut()
                .step_by(4096)
                .for_each(|byte| *byte = round);
        }
    }
    Ok(())
}

/// As many as there are processors, each in a process that never waits.
fn processors() -> io::Result<()> {
    let count = std::thread::available_parallelism()?.get();
    let mut spinning = Vec::new();
    for _ in 0..count {
        let mut command = Command::new("sh");
        command.args(["-c", "while :; do :; done"]);
        spinning.push(command.stdin(Stdio::null()).spawn()?);
    }
    say(count as u64, None)?;
    while goes_on()? {}
    for mut child in spinning {
        child.kill()?;
        child.wait()?;
    }
    Ok(())
}

fn files(folder: PathBuf) -> io::Result<()> {
    let path = folder.join("filler");
    let block = vec![1; MIB / 4];
    let mut file = File::create(&path)?;
    let (mut amount, mut stopped) = (0, None);
    while amount < MOST_FILES && stopped.is_none() {
        match file.write(&block) {
            Ok(count) => amount += count as u64,
            Err(error) => stopped = Some(error),
        }
    }
    say(amount, stopped.as_ref())?;
    while goes_on()? {
        let _ = file.write(&block);
    }
    fs::remove_file(path)
}
