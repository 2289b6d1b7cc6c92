//! Processes of the host and of other cages: seen, signalled, traced, read, changed.

use std::fs;
use std::os::fd::{AsRawFd, OwnedFd};

use rustix::process::{Pid, PidfdFlags, pidfd_open, test_kill_process, test_kill_process_group};

use super::Probe;
use crate::baits::{Baits, SECRET, Target};
use crate::call::{Arg, call, opened, words};
use crate::outcome::{Stop, Tried, any, held};

pub(super) const ALL: &[Probe] = &[
    Probe::new("process-list", "see another's process in /proc", list),
    Probe::new(
        "process-signal",
        "send a signal to another's process",
        |baits| {
            each(baits, |target| {
                test_kill_process(pid(target)?)?;
                Ok("it would have got it".into())
            })
        },
    ),
    Probe::new(
        "process-group",
        "send a signal to another's processes as a group",
        |baits| {
            each(baits, |target| {
                test_kill_process_group(pid(target)?)?;
                Ok("they would have got it".into())
            })
        },
    ),
    Probe::new("process-trace", "trace another's process", |baits| {
        each(baits, trace)
    }),
    Probe::new(
        "process-memory",
        "read another's memory by process_vm_readv",
        |baits| each(baits, memory),
    ),
    Probe::new(
        "process-poke",
        "write another's memory by process_vm_writev",
        |baits| each(baits, poke),
    ),
    Probe::new(
        "process-handle",
        "get a handle (pidfd) of another's process",
        |baits| {
            each(baits, |target| {
                pidfd_open(pid(target)?, PidfdFlags::empty())?;
                Ok("got it".into())
            })
        },
    ),
    Probe::new(
        "process-descriptor",
        "take a descriptor out of another's process by pidfd_getfd",
        |baits| each(baits, take),
    ),
    Probe::new("proc-root", "reach files by /proc/PID/root", |baits| {
        in_proc(baits, "root/etc/passwd")
    }),
    Probe::new("proc-folder", "reach files by /proc/PID/cwd", |baits| {
        in_proc(baits, "cwd/.")
    }),
    Probe::new(
        "proc-descriptor",
        "open another's file by /proc/PID/fd",
        |baits| {
            each(baits, |target| {
                super::files::secret(&format!("/proc/{}/fd/{}", target.pid, target.file))
            })
        },
    ),
    Probe::new("proc-environment", "read another's environment", |baits| {
        in_proc(baits, "environ")
    }),
    Probe::new(
        "proc-memory",
        "read another's memory by /proc/PID/mem",
        |baits| each(baits, proc_memory),
    ),
    Probe::new("proc-maps", "learn where another's memory is", |baits| {
        in_proc(baits, "maps")
    }),
    Probe::new(
        "proc-kill-order",
        "make the kernel end another's process first when memory runs out",
        |baits| {
            each(baits, |target| {
                let path = format!("/proc/{}/oom_score_adj", target.pid);
                let score = fs::read_to_string(&path)?;
                fs::write(path, score)?;
                Ok("it may be set".into())
            })
        },
    ),
    Probe::new(
        "process-compare",
        "compare kernel objects with another's by kcmp",
        |baits| each(baits, compare),
    ),
    Probe::new(
        "process-limits",
        "read another's limits by prlimit",
        |baits| {
            each(baits, |target| {
                let mut limits = [0; 16];
                let arguments = [
                    number(target),
                    Arg::Word(7),
                    Arg::Word(0),
                    Arg::Out(&mut limits),
                ];
                call(libc::SYS_prlimit64, arguments)?;
                Ok("read them".into())
            })
        },
    ),
    Probe::new(
        "process-priority",
        "change how much another's process may run",
        |baits| {
            each(baits, |target| {
                let now = call(libc::SYS_getpriority, [Arg::Word(0), number(target)])?;
                // The call gives 20 less what it means.
                call(
                    libc::SYS_setpriority,
                    [Arg::Word(0), number(target), Arg::Word(20 - now)],
                )?;
                Ok("it may be set".into())
            })
        },
    ),
    Probe::new(
        "process-processors",
        "change where another's process may run",
        |baits| {
            each(baits, |target| {
                let mut set = [0; 128];
                let size = call(
                    libc::SYS_sched_getaffinity,
                    [number(target), Arg::Word(128), Arg::Out(&mut set)],
                )?;
                call(
                    libc::SYS_sched_setaffinity,
                    [number(target), Arg::Word(size), Arg::In(&set)],
                )?;
                Ok("it may be set".into())
            })
        },
    ),
    Probe::new(
        "process-counters",
        "count what another's process does by perf_event_open",
        |baits| each(baits, |target| super::kernel::count(i64::from(target.pid))),
    ),
    Probe::new(
        "process-namespaces",
        "enter another's namespaces by /proc/PID/ns",
        |baits| each(baits, enter),
    ),
];

/// Tries every bait's process, but none of the own that happens to have its number.
pub(super) fn each(baits: &Baits, attempt: impl Fn(Target) -> Tried) -> Tried {
    any(baits.processes()?, |target| {
        match fs::read_to_string(format!("/proc/{}/cmdline", target.pid)) {
            Ok(line) if !line.contains("bait") => held("that number is another process here"),
            _ => attempt(target),
        }
    })
}

fn pid(target: Target) -> Result<Pid, Stop> {
    Pid::from_raw(target.pid).ok_or_else(|| Stop::Moot("the bait has no number".into()))
}

fn number(target: Target) -> Arg<'static> {
    Arg::Word(i64::from(target.pid))
}

/// Any process that was started with words that only the suite uses outside.
fn list(baits: &Baits) -> Tried {
    let word = baits.of("host.word")?;
    for entry in fs::read_dir("/proc")?.flatten() {
        let line = fs::read_to_string(entry.path().join("cmdline")).unwrap_or_default();
        if line.contains(word) {
            return Ok(format!("saw {}", line.replace('\0', " ").trim()));
        }
    }
    held("there is none")
}

fn in_proc(baits: &Baits, what: &str) -> Tried {
    each(baits, |target| {
        let path = format!("/proc/{}/{what}", target.pid);
        match fs::metadata(&path)?.is_dir() {
            true => super::files::listed(&path),
            false => match fs::read(&path)?.is_empty() {
                true => held("it is empty"),
                false => Ok(format!("read /proc/PID/{what}")),
            },
        }
    })
}

fn trace(target: Target) -> Tried {
    super::init::seize(target.pid)
}

/// Where a secret is told in memory of ours and of another's.
fn vectors(ours: usize, theirs: usize, length: usize) -> [Vec<u8>; 2] {
    [ours, theirs].map(|address| words(&[address as u64, length as u64]))
}

fn memory(target: Target) -> Tried {
    let mut buffer = [0_u8; SECRET.len()];
    let [ours, theirs] = vectors(buffer.as_mut_ptr() as usize, target.address, buffer.len());
    vector_call(libc::SYS_process_vm_readv, target, &ours, &theirs)?;
    match std::hint::black_box(&buffer) == SECRET.as_bytes() {
        true => Ok("read its secret".into()),
        false => held("it is another's memory"),
    }
}

/// Writes what is there already.
fn poke(target: Target) -> Tried {
    let [ours, theirs] = vectors(SECRET.as_ptr() as usize, target.address, SECRET.len());
    vector_call(libc::SYS_process_vm_writev, target, &ours, &theirs)?;
    Ok("wrote into it".into())
}

fn vector_call(which: i64, target: Target, ours: &[u8], theirs: &[u8]) -> Result<i64, Stop> {
    let one = || Arg::Word(1);
    let arguments = [
        number(target),
        Arg::In(ours),
        one(),
        Arg::In(theirs),
        one(),
        Arg::Word(0),
    ];
    Ok(call(which, arguments)?)
}

fn take(target: Target) -> Tried {
    let handle = pidfd_open(pid(target)?, PidfdFlags::empty())?;
    steal(&handle, target.file)
}

/// Takes a descriptor out of a process that there is a handle of.
pub(super) fn steal(handle: &OwnedFd, number: i32) -> Tried {
    let arguments = [
        Arg::File(handle),
        Arg::Word(i64::from(number)),
        Arg::Word(0),
    ];
    let taken = opened(call(libc::SYS_pidfd_getfd, arguments)?);
    let leads = fs::read_link(format!("/proc/self/fd/{}", taken.as_raw_fd())).unwrap_or_default();
    Ok(format!("took {}", leads.display()))
}

fn proc_memory(target: Target) -> Tried {
    let address = target.address as u64;
    super::init::peek(target.pid, address)
}

fn compare(target: Target) -> Tried {
    let own = i64::from(std::process::id());
    let arguments = [
        Arg::Word(own),
        number(target),
        Arg::Word(1),
        Arg::Word(0),
        Arg::Word(0),
    ];
    call(libc::SYS_kcmp, arguments)?;
    Ok("compared".into())
}

fn enter(target: Target) -> Tried {
    any(["user", "uts", "net", "mnt", "pid", "ipc"], |kind| {
        let file = fs::File::open(format!("/proc/{}/ns/{kind}", target.pid))?;
        let own = fs::metadata(format!("/proc/self/ns/{kind}"))?;
        use std::os::unix::fs::MetadataExt;
        match file.metadata()?.ino() == own.ino() {
            true => Ok(format!("opened its {kind} namespace, which is the own")),
            false => Ok(format!("opened its {kind} namespace")),
        }
    })
}
