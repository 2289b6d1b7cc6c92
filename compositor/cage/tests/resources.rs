//! What bounds a cage's resources, with what this machine has for it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may fail loudly, and tells another role what it found"
)]

mod world;

use std::fs;
use std::io::{Read as _, Write as _};
use std::os::fd::AsFd as _;
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Command, Stdio};

use lisere_cage::recipe::Recipe;
use lisere_cage::resources::{Keeper, bound_processes, lower, processes_within};
use lisere_policy::{Resources, Sandbox};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Resource, getrlimit};
use world::{Actor, recipe, role};

const MIB: usize = 1024 * 1024;

#[test]
fn roles() {
    match role().as_deref() {
        None => assert_eq!(world::role(), None),
        Some("lowered") => lowered(),
        Some("bounded") => bounded(),
        Some(other) => panic!("no role {other}"),
    }
}

fn with(resources: Resources) -> Recipe {
    recipe(Sandbox {
        resources,
        ..Sandbox::default()
    })
}

/// Sends back what it gets, line by line.
fn parrot() -> Child {
    Command::new("cat")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Whether it answers: for as long as a frozen one is given to prove that it is, at least.
fn answers(parrot: &mut Child) -> bool {
    let out = parrot.stdout.as_mut().unwrap();
    let mut fds = [PollFd::from_borrowed_fd(out.as_fd(), PollFlags::IN)];
    let wait = Timespec {
        tv_sec: 0,
        tv_nsec: 200_000_000,
    };
    poll(&mut fds, Some(&wait)).unwrap() == 1
}

#[test]
fn a_group_halts_goes_on_and_ends() {
    let keeper = Keeper::find();
    let recipe = with(Resources {
        memory_mib: Some(64),
        processes: Some(16),
        ..Resources::default()
    });
    let mut parrot = parrot();
    let pid = Pid::from_child(&parrot);
    let group = keeper.group(&recipe, pid).unwrap();
    let way = keeper.name();
    assert!(["systemd", "cgroup", "rlimits"].contains(&way), "{way}");
    if !group.freeze(true) {
        eprintln!("not tried: this machine leaves us no control group ({way})");
        assert!(!group.kill());
        assert_eq!(group.usage(), (None, None));
        parrot.kill().unwrap();
        parrot.wait().unwrap();
        return;
    }
    assert_eq!(group.usage().1, Some(1));
    let mut stdin = parrot.stdin.take().unwrap();
    stdin.write_all(b"x").unwrap();
    assert!(!answers(&mut parrot), "it goes on while frozen");
    assert!(group.freeze(false));
    let mut byte = [0];
    parrot
        .stdout
        .as_mut()
        .unwrap()
        .read_exact(&mut byte)
        .unwrap();
    assert_eq!(&byte, b"x");
    assert!(group.kill());
    assert_eq!(parrot.wait().unwrap().signal(), Some(9));
}

#[test]
fn a_group_that_is_dropped_leaves_nothing() {
    let keeper = Keeper::find();
    let mut parrot = parrot();
    let of = |id: u32| fs::read_to_string(format!("/proc/{id}/cgroup")).unwrap_or_default();
    let before = of(parrot.id());
    let group = keeper.group(&with(Resources::default()), Pid::from_child(&parrot));
    let group = group.unwrap();
    if of(parrot.id()) == before {
        eprintln!("not tried: this machine leaves us no control group");
        parrot.kill().unwrap();
    } else {
        assert!(of(parrot.id()).contains(".work"), "{}", of(parrot.id()));
    }
    drop(group);
    assert_eq!(parrot.wait().unwrap().signal(), Some(9));
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap();
    let mounts = mounts.lines().filter(|line| line.contains("- cgroup2 "));
    let mut places = mounts.filter_map(|line| line.split(' ').nth(4));
    let own = format!("lisere.{}.", std::process::id());
    assert!(places.all(|place| !has_folder(place, &own)));
}

fn has_folder(place: &str, start: &str) -> bool {
    let mut entries = fs::read_dir(place).unwrap().flatten();
    entries.any(|entry| entry.file_name().to_string_lossy().starts_with(start))
}

#[test]
fn a_process_is_held_to_what_the_whole_cage_may_have() {
    let got = Actor::begin(&["env"], "lowered", "").line_with("lowered:");
    assert_eq!(got, "ok");
}

fn lowered() {
    let recipe = with(Resources {
        memory_mib: Some(256),
        home_mib: Some(1),
        ..Resources::default()
    });
    lower(&recipe).unwrap();
    assert_eq!(getrlimit(Resource::Core).maximum, Some(1));
    assert_eq!(getrlimit(Resource::Fsize).maximum, Some(MIB as u64));
    assert!(getrlimit(Resource::Nofile).current <= Some(1024));
    assert!(getrlimit(Resource::Nofile).maximum <= Some(16_384));
    let mut bytes: Vec<u8> = Vec::new();
    assert!(bytes.try_reserve_exact(16 * MIB).is_ok());
    assert!(bytes.try_reserve_exact(512 * MIB).is_err());
    println!("lowered:ok");
}

#[test]
fn a_home_that_is_full_starts_no_cage() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("large"), vec![1; 2 * MIB]).unwrap();
    let mut recipe = with(Resources {
        home_mib: Some(1),
        ..Resources::default()
    });
    recipe.home = Some(home.path().to_owned());
    let refusal = lower(&recipe).unwrap_err();
    assert_eq!(refusal.message, "the home of `work` is full: 2 of 1 MiB");
    let place = home.path().display().to_string();
    assert!(refusal.help.ends_with(&place), "{refusal:?}");
}

#[test]
fn the_processes_of_a_cage_are_counted_in_its_own_namespace() {
    let most = with(Resources {
        processes: Some(16),
        ..Resources::default()
    });
    let within = processes_within(&most);
    assert!(within.is_none() || within == Some(16), "{within:?}");
    if !world::namespaces() {
        eprintln!("not tried: this machine forbids user namespaces");
        return;
    }
    let before = "unshare --user --map-user=1000 --fork --pid --kill-child --mount-proc";
    let before: Vec<_> = before.split(' ').collect();
    let got = Actor::begin(&before, "bounded", "").line_with("bounded:");
    let got: u32 = got.parse().unwrap();
    if world::owner_is_root() {
        eprintln!("not tried: the kernel bounds no processes of the machine's root");
        assert_eq!(got, 20);
    } else {
        assert!((1..16).contains(&got), "{got}");
    }
}

/// Says how many of 20 it could start.
fn bounded() {
    bound_processes(16).unwrap();
    assert_eq!(getrlimit(Resource::Nproc).maximum, Some(16));
    let start = |_| Command::new("cat").stdin(Stdio::piped()).spawn().ok();
    let mut all: Vec<_> = (0..20).map_while(start).collect();
    println!("bounded:{}", all.len());
    for child in &mut all {
        let _ = child.kill();
        let _ = child.wait();
    }
}
