//! A whole cage in a network of its own: what its programs reach, whatever they may do there.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may fail loudly, and tells another role what it found"
)]

mod world;

use std::fs::File;
use std::io::Read as _;
use std::os::fd::AsFd as _;
use std::os::unix::net::UnixListener;
use std::process::{Command, Stdio};

use lisere_cage::message::{Run, Task, Tiding};
use lisere_cage::network::prefix;
use lisere_cage::recipe::Recipe;
use lisere_policy::{Destination, Destinations, Network, Resources, Rights, Sandbox};
use lisere_post::{Wait, packed, pair, receive, send};
use world::{Actor, connects, has, play, recipe, role};

const OUTSIDE: [&str; 5] = ["ip", "netns", "exec", "outside", "env"];

#[test]
fn roles() {
    match role().as_deref() {
        None => assert!(!connects("127.0.0.1:1"), "port 1 is nobody's"),
        Some("listen") => world::listen(),
        Some("caged") => caged(),
        Some(other) => panic!("no role {other}"),
    }
}

#[test]
fn programs_of_a_cage_are_held_to_its_network() {
    let tools = ["ip", "nft", "pasta", "bwrap", "bash"].map(has);
    if tools.contains(&false) {
        return;
    }
    let device = std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open("/dev/net/tun");
    if let Err(error) = device {
        eprintln!("not tried: /dev/net/tun can't be opened: {error}");
        return;
    }
    for user in [0, 1000] {
        play("caged", user);
    }
    assert!(prefix(&recipe(Sandbox::default())).unwrap().is_empty());
}

/// What a script says in a cage.
fn said(recipe: &Recipe, script: &str) -> String {
    let mut words = prefix(recipe).unwrap();
    words.extend([env!("CARGO_BIN_EXE_lisere-cage").into(), "--enter".into()]);
    let (ours, theirs) = pair().unwrap();
    let mut child = Command::new(&words[0])
        .args(&words[1..])
        .stdin(Stdio::from(theirs))
        .spawn()
        .unwrap();
    send(&ours, &packed(recipe), &[], Wait::Yes).unwrap();
    let first = receive::<Tiding>(&ours, Wait::Yes).unwrap().message;
    assert_eq!(first, Tiding::Ready);
    let (_line, theirs) = pair().unwrap();
    let (output, written) = rustix::pipe::pipe().unwrap();
    let null = File::open("/dev/null").unwrap();
    let run = Run {
        argv: ["bash", "-c", script].map(ToOwned::to_owned).to_vec(),
        env: Vec::new(),
        folder: None,
        terminal: None,
    };
    let task = packed(&Task::Run { act: 1, run });
    let fds = [
        theirs.as_fd(),
        null.as_fd(),
        written.as_fd(),
        written.as_fd(),
    ];
    send(&ours, &task, &fds, Wait::Yes).unwrap();
    drop((theirs, written));
    let mut said = String::new();
    File::from(output).read_to_string(&mut said).unwrap();
    // With the warden's end its cage ends, and what carried its network with it.
    drop(ours);
    child.wait().unwrap();
    said
}

fn caged() {
    let _here = Actor::start(&["env"], "listen", "[::]:7000");
    let _first = Actor::start(&OUTSIDE, "listen", "[::]:7000");
    let _second = Actor::start(&OUTSIDE, "listen", "[::]:7001");
    let folder = tempfile::tempdir().unwrap();
    let denied = Destination {
        net: Some(("192.0.2.0".parse().unwrap(), 24)),
        ports: Some((7001, 7001)),
    };
    let mut recipe = recipe(Sandbox {
        network: Network::Pasta,
        destinations: Destinations {
            allow: Vec::new(),
            deny: vec![denied],
        },
        resources: Resources {
            processes: Some(64),
            ..Resources::default()
        },
        ..Sandbox::default()
    });
    recipe.socket = folder.path().join("wayland-0");
    let _listener = UnixListener::bind(&recipe.socket).unwrap();
    let script = "
        to() { (exec 3<>/dev/tcp/$1/$2) 2>&- && printf y || printf n; }
        undone() { PATH=$PATH:/usr/sbin:/sbin \"$@\" >/dev/null 2>&1 && printf y || printf n; }
        undone nft flush ruleset; undone ip route flush table main; undone ip link set lo down
        to 192.0.2.1 7000; to 192.0.2.1 7001; to 198.51.100.7 7000; to 127.0.0.1 7000
        printf ' %s' \"$(ulimit -u)\"";
    for admin in [false, true] {
        recipe.rights = Rights {
            admin,
            ..Rights::default()
        };
        recipe.user = if admin { 0 } else { 1000 };
        let said = said(&recipe, script);
        let (reached, bound) = said.split_once(' ').unwrap();
        assert_eq!(reached, "nnnynnn", "admin: {admin}");
        assert!(bound == "64" || held_by_group(), "{bound}");
    }
}

/// Whether a group of the test's own already bounds its processes.
fn held_by_group() -> bool {
    let bound = std::fs::read_to_string("/sys/fs/cgroup/pids.max");
    bound.is_ok_and(|bound| bound.trim() != "max")
}
