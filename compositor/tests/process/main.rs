//! The real program as the system sees it: what it keeps, and what its children get.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod cages;
mod events;
mod journal;
mod panels;
mod saved;
mod sound;
mod volume;

use std::collections::BTreeSet;
use std::fs::read_to_string;
use std::os::unix::net::UnixDatagram;
use std::path::PathBuf;
use std::process::Command;

use lisere::harden::{Places, confine};

/// Runs a session headless with a script as its command, which sees `$OUT` and ends the
/// session when it is done. Returns what the script wrote to each file.
fn session<const N: usize>(script: &str, files: [&str; N]) -> [String; N] {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path();
    // The command may run before the core listens to signal 15.
    let ends = "for _ in $(seq 5000); do\n\
                grep -Eq 'SigCgt:.*[4-7c-f].{3}$' /proc/$PPID/status && break; done\n\
                kill -TERM $PPID";
    let whole = format!("cd '{}'; {script}\n{ends}", out.display());
    let supervisor = out.join("supervisor");
    let ear = UnixDatagram::bind(&supervisor).unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_lisere"))
        .args(["--backend", "headless", "--renderer", "pixman"])
        .args(["--preset", "home", "--", "/bin/sh", "-c", &whole])
        .env("XDG_RUNTIME_DIR", out)
        .env("XDG_CONFIG_HOME", out)
        .env("XDG_DATA_HOME", out.join("data"))
        .env("XDG_STATE_HOME", out.join("state"))
        .env("LISERE_LOG", "warn")
        .env("LC_TIME", "C")
        .env("LD_BIND_NOW", "1")
        .env("MESA_DEBUG", "silent")
        .env("WAYLAND_DISPLAY", "host")
        .env("SECRET_TOKEN", "1234")
        .env("NOTIFY_SOCKET", supervisor)
        .status()
        .unwrap();
    assert!(status.success(), "the session ended with {status}");
    assert!(!out.join("lisere").exists(), "it leaves its folder behind");
    ear.set_nonblocking(true).unwrap();
    let word = || {
        let mut bytes = [0; 64];
        let length = ear.recv(&mut bytes).unwrap_or(0);
        String::from_utf8_lossy(bytes.get(..length).unwrap_or_default()).into_owned()
    };
    assert!(word().starts_with("READY=1\n"), "it says that it runs");
    assert_eq!(word(), "STOPPING=1", "it says that it ends");
    files.map(|file| read_to_string(out.join(file)).unwrap())
}

/// The value of a line of `/proc/PID/status`.
fn field<'a>(status: &'a str, name: &str) -> &'a str {
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.unwrap().trim_start_matches(':').trim()
}

#[test]
fn a_child_inherits_no_descriptor_of_the_core() {
    let script = "ls -l /proc/self/fd > fds; ls -l /proc/$PPID/fd > cores";
    let [fds, cores] = session(script, ["fds", "cores"]);
    let files = |list: &str| -> BTreeSet<String> {
        let lines = list.lines().filter_map(|line| line.split(" -> ").nth(1));
        lines.map(str::to_owned).collect()
    };
    // What this test has itself, whoever runs it gave to everyone.
    let ours = std::fs::read_dir("/proc/self/fd").unwrap();
    let ours = ours.filter_map(|fd| std::fs::read_link(fd.unwrap().path()).ok());
    let ours: BTreeSet<String> = ours.map(|file| file.display().to_string()).collect();
    let childs: BTreeSet<String> = files(&fds).difference(&ours).cloned().collect();
    let cores: BTreeSet<String> = files(&cores).difference(&ours).cloned().collect();
    for kind in ["socket:", "anon_inode:", "/lisere"] {
        let has = |files: &BTreeSet<String>| files.iter().any(|file| file.contains(kind));
        // Nobody may look into what people use.
        let hidden = !cfg!(debug_assertions) && cores.is_empty();
        assert!(has(&cores) || hidden, "the core has no {kind}: {cores:?}");
        assert!(!has(&childs), "the child has {childs:?}");
    }
    assert!(childs.is_disjoint(&cores), "the child has {childs:?}");
}

#[test]
fn a_child_gets_named_variables_only() {
    let [environment] = session("env > environment", ["environment"]);
    let names = environment
        .lines()
        .filter_map(|line| line.split('=').next());
    let names: Vec<&str> = names.collect();
    for name in ["PATH", "XDG_RUNTIME_DIR", "LISERE_CONTROL", "LC_TIME"] {
        assert!(names.contains(&name), "{name} is missing: {environment}");
    }
    for name in [
        "LD_BIND_NOW",
        "MESA_DEBUG",
        "WAYLAND_DISPLAY",
        "SECRET_TOKEN",
        "NOTIFY_SOCKET",
    ] {
        assert!(!names.contains(&name), "{name} is passed on");
    }
}

#[test]
fn the_core_is_confined_and_its_command_is_not() {
    // The core confines itself after it has started its command.
    let script = "for _ in $(seq 5000); do grep -q 'Seccomp:.*2' /proc/$PPID/status && break\n\
                  done\n\
                  cat /proc/$PPID/status > core; cat /proc/self/status > child\n\
                  cat /proc/$PPID/oom_score_adj > rank; cat /proc/self/oom_score_adj >> rank";
    let [core, child, rank] = session(script, ["core", "child", "rank"]);
    assert_eq!(field(&core, "NoNewPrivs"), "1");
    assert_eq!(field(&core, "Seccomp"), "2");
    assert_eq!(field(&child, "Seccomp"), "0");
    // A write to a closed pipe is an error there, and ends an ordinary program.
    let pipe = 1 << 12;
    let ignored = |status| u64::from_str_radix(field(status, "SigIgn"), 16).unwrap() & pipe;
    assert_eq!((ignored(&core), ignored(&child)), (pipe, 0));
    let ranks: Vec<i32> = rank.lines().map(|line| line.parse().unwrap()).collect();
    // Only who is privileged can lower it.
    let ours: i32 = read_to_string("/proc/self/oom_score_adj")
        .unwrap()
        .trim()
        .parse()
        .unwrap();
    assert!(ranks == [-500, 0] || ranks == [ours, ours], "{ranks:?}");
}

#[test]
fn release_builds_cannot_be_looked_into() {
    let [limits] = session("cat /proc/$PPID/limits > limits", ["limits"]);
    let cores = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"));
    let zero = cores.unwrap().split_whitespace().nth(4) == Some("0");
    assert!(zero || cfg!(debug_assertions), "{limits}");
}

/// Asks this program to run `confined` in a process of its own.
const ALONE: &str = "LISERE_TEST_CONFINED";

#[test]
fn what_the_core_gave_up_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "confined", "--nocapture"])
        .env(ALONE, folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let faults = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}{faults}");
    assert!(said.contains("1 passed"), "{said}");
}

#[test]
fn confined() {
    let Some(folder) = std::env::var_os(ALONE).map(PathBuf::from) else {
        return;
    };
    let (runtime, other) = (folder.join("runtime"), folder.join("other"));
    for place in [&runtime, &other] {
        std::fs::create_dir(place).unwrap();
        std::fs::write(place.join("before"), "").unwrap();
    }
    let places = Places {
        runtime: runtime.clone(),
        write: Vec::new(),
        read: Vec::new(),
    };
    let files = confine(&places).unwrap();
    assert!(std::fs::read("/etc/passwd").is_ok());
    assert!(std::fs::write(runtime.join("after"), "").is_ok());
    assert!(std::fs::remove_file(runtime.join("before")).is_ok());
    // Older kernels have no Landlock.
    assert_eq!(std::fs::read(other.join("before")).is_err(), files);
    assert_eq!(std::fs::write(other.join("after"), "").is_err(), files);
    // Children run, and are held to the same calls.
    let run = |program: &str, argument: &str| {
        let status = Command::new(program).args([argument, "true"]).status();
        status.unwrap().success()
    };
    assert!(run("/usr/bin/env", "--"));
    assert!(!run("/usr/bin/unshare", "--user"));
}
