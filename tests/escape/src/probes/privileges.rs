//! Becoming more than one was started as.

use std::fs;
use std::io;
use std::process::{Command, Stdio};

use rustix::process::{Resource, getrlimit};

use super::Probe;
use crate::baits::Baits;
use crate::call::{Arg, call};
use crate::outcome::{Tried, held, moot};

pub(super) const ALL: &[Probe] = &[
    Probe::new(
        "setuid-program",
        "start a setuid program that becomes root",
        setuid_program,
    ),
    Probe::new(
        "new-privileges",
        "start a program that has more privileges than its starter",
        |_| match status("NoNewPrivs")?.trim() {
            "0" => Ok("nothing keeps it from that".into()),
            _ => held("the kernel takes them away"),
        },
    ),
    Probe::new(
        "capabilities",
        "have capabilities within reach",
        |_| match status("CapBnd")?.trim().trim_start_matches('0') {
            "" => held("there are none"),
            some => Ok(format!("{some} in the bounding set")),
        },
    )
    .let_by(&["admin"]),
    Probe::new(
        "crash",
        "have a crash written down by what the machine has for that",
        crash,
    ),
    Probe::new(
        "unfiltered",
        "call the kernel without a filter",
        |_| match status("Seccomp")?.trim() {
            "2" => held("there is a filter"),
            _ => Ok("there is no filter".into()),
        },
    ),
    Probe::new("become-root", "become root by setresuid", |_| {
        let zero = || Arg::Word(0);
        call(libc::SYS_setresuid, [zero(), zero(), zero()])?;
        Ok("became root".into())
    })
    .as_root()
    .let_by(&["admin"]),
    Probe::new("become-another", "become another user by setresuid", |_| {
        let other = || Arg::Word(65_533);
        call(libc::SYS_setresuid, [other(), other(), other()])?;
        Ok("became user 65533".into())
    })
    .as_root(),
    Probe::new(
        "more-capabilities",
        "give itself capabilities by capset",
        |_| {
            // The third version, this process.
            let header = [0x2008_0522_u32, 0].map(u32::to_ne_bytes).concat();
            // The one to read and write everybody's files, effective and permitted.
            let one = [2_u32, 2, 0, 0, 0, 0].map(u32::to_ne_bytes).concat();
            call(libc::SYS_capset, [Arg::In(&header), Arg::In(&one)])?;
            Ok("it has one".into())
        },
    )
    .as_root()
    .let_by(&["admin"]),
];

/// With a bound of 0 a crash makes no file, but goes through a pipe all the same; with 1 it goes
/// nowhere.
fn crash(_: &Baits) -> Tried {
    let piped = fs::read_to_string("/proc/sys/kernel/core_pattern")?.starts_with('|');
    match getrlimit(Resource::Core).maximum {
        Some(1) => held("it goes nowhere"),
        Some(0) if !piped => held("it makes no file"),
        other => Ok(format!("the bound is {other:?}")),
    }
}

fn status(name: &str) -> Result<String, crate::outcome::Stop> {
    let text = fs::read_to_string("/proc/self/status")?;
    let mut lines = text.lines().filter_map(|line| line.split_once(':'));
    let found = lines.find(|(key, _)| *key == name);
    Ok(found.map(|(_, value)| value.to_owned()).unwrap_or_default())
}

/// `passwd` is setuid everywhere. Of a process that has ended, and that nobody has asked for
/// yet, the kernel still says who it was.
fn setuid_program(_: &Baits) -> Tried {
    let mut command = Command::new("passwd");
    command
        .arg("--help")
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    let mut child = match command.spawn() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return moot("there is no `passwd`");
        }
        child => child?,
    };
    if let Some(stdout) = &mut child.stdout {
        io::copy(stdout, &mut io::sink())?;
    }
    let status = fs::read_to_string(format!("/proc/{}/status", child.id()))?;
    child.wait()?;
    let users = status.lines().find_map(|line| line.strip_prefix("Uid:"));
    let users: Vec<_> = users.unwrap_or_default().split_whitespace().collect();
    match (users.first(), users.get(1)) {
        (Some(real), Some(effective)) if real != effective => {
            Ok(format!("`passwd` was user {effective}"))
        }
        _ => held("it stays who started it"),
    }
}
