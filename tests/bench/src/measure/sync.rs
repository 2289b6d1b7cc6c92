//! Round trips, alone and beside animated windows.

use std::io::{self, BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use lisere_bench::client::Client;
use lisere_bench::window::Damage;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::thread::sched_getaffinity;

use super::{Reading, look, reading};
use crate::crowd::Crowd;
use crate::peer::Peer;
use crate::plan::Plan;
use crate::processes::{first_two, pin};
use crate::session::{Place, Session};
use lisere_bench::numbers::percentile;

/// One request in each: back to back, round trips would hide a repaint that delays only one.
const EACH: Duration = Duration::from_millis(1);
/// Between two looks whether a load is still wanted.
const SLICE: Duration = Duration::from_millis(200);
/// So that the first frames of a load are over.
const WARM: Duration = Duration::from_millis(1000);

/// The compositor and the prober share a CPU, for a wakeup across CPUs costs more than any
/// compositor's code; the load has the other.
pub(super) fn measure(session: &Session, plan: &Plan) -> io::Result<Vec<Reading>> {
    let ours = sched_getaffinity(None)?;
    let (first, second) = first_two(&ours);
    let own = [std::process::id()];
    pin(&session.processes(), &first)?;
    pin(&own, &first)?;
    let time = plan.seconds(4, 2);
    let idle = round_trips(session, time);
    let busy = Loaded::start(&session.place, 50).and_then(|loaded| {
        pin(&[loaded.child.id()], &second)?;
        round_trips(session, time)
    });
    // What is started next inherits where this process may run.
    pin(&own, &ours)?;
    let mut readings = readings("idle", &idle?);
    readings.extend(self::readings("50 animated", &busy?));
    Ok(readings)
}

fn readings(state: &str, times: &[f64]) -> Vec<Reading> {
    let both = [("p50", 0.5), ("p99", 0.99)].into_iter();
    let readings = both.filter_map(|(name, share)| {
        let time = percentile(times, share)?;
        Some(reading(format!("{state}, {name}"), time, "µs"))
    });
    readings.collect()
}

/// What each of many round trips took, in µs.
fn round_trips(session: &Session, time: Duration) -> io::Result<Vec<f64>> {
    let mut client = Client::connect(&session.place.socket())?;
    let mut times = Vec::new();
    let begin = Instant::now();
    while begin.elapsed() < time {
        let start = Instant::now();
        client.round_trip(|_, _| {})?;
        times.push(start.elapsed().as_secs_f64() * 1e6);
        let left = EACH.saturating_sub(start.elapsed());
        if client.connection.wait(left)? {
            client.connection.try_read()?;
        }
    }
    Ok(times)
}

/// Another process that shows animated windows; it ends with this.
struct Loaded {
    child: Child,
}

impl Loaded {
    fn start(place: &Place, windows: usize) -> io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command
            .args(["load", "--peer", place.peer.name()])
            .args(["--windows", &windows.to_string(), "--runtime"])
            .arg(&place.runtime)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command.spawn()?;
        let stdout = child.stdout.take();
        let loaded = Self { child };
        let mut line = String::new();
        if let Some(stdout) = stdout {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        match line.is_empty() {
            true => Err(io::Error::other("the load did not start")),
            false => Ok(loaded),
        }
    }
}

impl Drop for Loaded {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        if let Err(error) = self.child.wait() {
            crate::note(&format!("a load may still run: {error}"));
        }
    }
}

/// What the other process is told.
#[derive(Debug, clap::Args)]
pub(crate) struct Load {
    #[arg(long, value_enum)]
    peer: Peer,
    #[arg(long)]
    runtime: PathBuf,
    #[arg(long)]
    windows: usize,
}

impl Load {
    /// Animates until standard input ends.
    pub(crate) fn run(self) -> io::Result<()> {
        let (peer, runtime) = (self.peer, self.runtime);
        let look = look(640, 480, Damage::Full);
        let place = Place { peer, runtime };
        let mut crowd = Crowd::gather(&place, look, self.windows, self.windows)?;
        crowd.animate(self.windows)?;
        crowd.run(WARM)?;
        writeln!(io::stdout(), "ready")?;
        let stdin = io::stdin();
        let now = Timespec::default();
        while poll(&mut [PollFd::new(&stdin, PollFlags::IN)], Some(&now))? == 0 {
            crowd.run(SLICE)?;
        }
        Ok(())
    }
}
