//! What a cage's network reaches and what not, on a machine of the test's own.

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
use std::net::UdpSocket;
use std::process::Command;

use lisere_cage::network::{prefix, resolv_conf, settle};
use lisere_cage::recipe::Recipe;
use lisere_policy::{Destination, Destinations, Network, Sandbox};
use world::{Actor, ROLE, TOLD, connects, echoes, has, play, recipe, role, told};

/// Root of a machine, and a user.
const USERS: [u32; 2] = [0, 1000];
const OUTSIDE: [&str; 5] = ["ip", "netns", "exec", "outside", "env"];

#[test]
fn roles() {
    match role().as_deref() {
        None => assert!(!world::connects("127.0.0.1:1"), "port 1 is nobody's"),
        Some("listen") => world::listen(),
        Some("echo") => world::echo(),
        Some("probe") => probe(),
        Some("reach") => reach(),
        Some("destinations") => destinations(),
        Some("names") => names(),
        Some("offline") => offline(),
        Some("netns") => netns(),
        Some(other) => panic!("no role {other}"),
    }
}

#[test]
fn nothing_is_put_before_cages_that_need_nothing() {
    for network in [Network::None, Network::Host] {
        let recipe = recipe(Sandbox {
            network,
            ..Sandbox::default()
        });
        assert_eq!(prefix(&recipe), Ok(Vec::new()));
        assert_eq!(settle(&recipe), Ok(()));
    }
}

#[test]
fn destinations_need_a_network_that_holds_to_them() {
    let sandbox = Sandbox {
        network: Network::Host,
        destinations: denied("192.0.2.0/24", None),
        ..Sandbox::default()
    };
    let refusal = prefix(&recipe(sandbox)).unwrap_err();
    assert!(refusal.message.contains("network `host`"), "{refusal:?}");
    assert!(refusal.help.contains("pasta"), "{refusal:?}");
}

#[test]
fn a_cage_reaches_out_and_nothing_of_the_machine() {
    check("reach");
}

#[test]
fn a_cage_sends_only_where_its_policy_lets_it() {
    check("destinations");
}

#[test]
fn a_name_server_of_the_machine_answers_cages() {
    check("names");
}

#[test]
fn a_machine_without_network_keeps_cages_that_have_none() {
    check("offline");
}

#[test]
fn a_namespace_of_the_machine_is_entered_with_nothing_left() {
    let recipe = recipe(Sandbox {
        network: Network::Netns("no-such".to_owned()),
        ..Sandbox::default()
    });
    let refusal = prefix(&recipe).unwrap_err();
    assert!(!refusal.help.is_empty(), "{refusal:?}");
    if has("ip") {
        for user in USERS {
            play("netns", user);
        }
    }
}

/// Plays the role for both kinds of users, if the machine can.
fn check(role: &str) {
    match prefix(&pasta(Destinations::default())) {
        Ok(before) => assert!(before.iter().any(|word| word == "--"), "{before:?}"),
        Err(refusal) => {
            eprintln!("not tried: {role}: {}", refusal.message);
            assert!(!refusal.help.is_empty(), "{refusal:?}");
            return;
        }
    }
    if ["ip", "nft"].into_iter().all(has) {
        for user in USERS {
            play(role, user);
        }
    }
}

fn pasta(destinations: Destinations) -> Recipe {
    recipe(Sandbox {
        network: Network::Pasta,
        destinations,
        ..Sandbox::default()
    })
}

fn destination(net: &str, ports: Option<(u16, u16)>) -> Destination {
    let (net, bits) = net.split_once('/').unwrap();
    let net = Some((net.parse().unwrap(), bits.parse().unwrap()));
    Destination { net, ports }
}

fn denied(net: &str, ports: Option<(u16, u16)>) -> Destinations {
    Destinations {
        deny: vec![destination(net, ports)],
        ..Destinations::default()
    }
}

/// What is reached from within a cage's network, one letter each: `y` or `n`.
fn reached(recipe: &Recipe, settled: bool, targets: &[&str]) -> String {
    let before = prefix(recipe).unwrap();
    let before: Vec<_> = before.iter().map(|word| word.to_str().unwrap()).collect();
    let recipe = settled.then(|| serde_json::to_string(recipe).unwrap());
    let told = format!("{}\n{}", targets.join(" "), recipe.unwrap_or_default());
    Actor::begin(&before, "probe", &told).line_with("reached:")
}

fn probe() {
    let told = told();
    let (targets, recipe) = told.split_once('\n').unwrap();
    if !recipe.is_empty() {
        settle(&serde_json::from_str(recipe).unwrap()).unwrap();
    }
    let mut all = String::new();
    for target in targets.split(' ') {
        let (kind, target) = target.split_once('=').unwrap();
        let yes = match kind {
            "tcp" => connects(target),
            "udp" => echoes(target),
            "send" => sends(target),
            "run" => runs(target),
            "asks" => asks(recipe, target),
            other => panic!("{other}"),
        };
        all.push(if yes { 'y' } else { 'n' });
    }
    println!("reached:{all}");
}

/// Whether the kernel lets a packet go there.
fn sends(target: &str) -> bool {
    let socket = UdpSocket::bind("[::]:0").or_else(|_| UdpSocket::bind("0.0.0.0:0"));
    socket.unwrap().send_to(b"x", target).is_ok() || {
        let socket = UdpSocket::bind("0.0.0.0:0").unwrap();
        socket.send_to(b"x", target).is_ok()
    }
}

/// Whether a sandbox within, with all the power that there can be in one, can do that.
fn runs(what: &str) -> bool {
    let status = Command::new("bwrap")
        .args(["--unshare-user", "--uid", "0", "--gid", "0"])
        .args(["--cap-add", "ALL", "--bind", "/", "/", "--", "sh", "-c"])
        .arg(what.replace('_', " "))
        .env_remove(ROLE)
        .env_remove(TOLD)
        .status();
    status.unwrap().success()
}

/// Whether the list of name servers begins with that one, and it answers.
fn asks(recipe: &str, first: &str) -> bool {
    let list = resolv_conf(&serde_json::from_str(recipe).unwrap()).unwrap();
    list.starts_with(&format!("nameserver {first}\n")) && echoes(&format!("{first}:53"))
}

fn reach() {
    let _here = Actor::start(&["env"], "listen", "[::]:7000");
    let _there = Actor::start(&OUTSIDE, "listen", "[::]:7000");
    let own = [
        "tcp=127.0.0.1:7000",
        "tcp=[::1]:7000",
        "tcp=192.0.2.2:7000",
        "tcp=[2001:db8::2]:7000",
        "tcp=198.51.100.7:7000",
        "tcp=[::ffff:198.51.100.7]:7000",
        "tcp=0.0.0.0:7000",
    ];
    for target in own {
        let target = target.trim_start_matches("tcp=");
        assert!(connects(target), "{target} is not even reached here");
    }
    let recipe = pasta(Destinations::default());
    assert_eq!(reached(&recipe, true, &own), "nnnnnnn");
    let away = ["tcp=192.0.2.1:7000", "tcp=[2001:db8::1]:7000"];
    assert_eq!(reached(&recipe, true, &away), "yy");
    let many = [
        "send=224.0.0.251:5353",
        "send=[ff05::fb]:5353",
        "send=255.255.255.255:9",
    ];
    assert_eq!(reached(&recipe, true, &many), "nnn");
    // What settling is for: without it the machine's other addresses would be reached.
    assert_eq!(reached(&recipe, false, &["tcp=198.51.100.7:7000"]), "y");
}

fn destinations() {
    let _first = Actor::start(&OUTSIDE, "listen", "[::]:7000");
    let _second = Actor::start(&OUTSIDE, "listen", "[::]:7001");
    let four = ["tcp=192.0.2.1:7000", "tcp=192.0.2.1:7001"];
    let six = ["tcp=[2001:db8::1]:7000", "tcp=[2001:db8::1]:7001"];
    let all = [four[0], four[1], six[0], six[1]];
    let denied_port = pasta(denied("192.0.2.0/24", Some((7001, 7001))));
    assert_eq!(reached(&denied_port, true, &all), "ynyy");
    let allowed_port = pasta(Destinations {
        allow: vec![destination("2001:db8::/32", Some((7000, 7000)))],
        deny: Vec::new(),
    });
    assert_eq!(reached(&allowed_port, true, &all), "nnyn");
    let both = pasta(Destinations {
        allow: vec![destination("192.0.2.1/32", None)],
        deny: vec![destination("192.0.2.0/24", Some((7001, 7100)))],
    });
    assert_eq!(reached(&both, true, &all), "ynnn");
    if has("bwrap") {
        let undone = ["run=nft_flush_ruleset", "run=ip_route_flush_table_main"];
        let tried = [undone[0], undone[1], four[1], "run=true"];
        assert_eq!(reached(&denied_port, true, &tried), "nnny");
    }
}

fn names() {
    let place = tempfile::NamedTempFile::new().unwrap();
    fs::write(place.path(), "nameserver 127.0.0.1\nsearch example.net\n").unwrap();
    let mount = Command::new("mount")
        .args(["--bind".as_ref(), place.path().as_os_str()])
        .arg(fs::canonicalize("/etc/resolv.conf").unwrap())
        .status();
    assert!(mount.unwrap().success());
    let _server = Actor::start(&["env"], "echo", "127.0.0.1:53");
    let recipe = pasta(Destinations {
        allow: vec![destination("203.0.113.0/24", None)],
        deny: Vec::new(),
    });
    let targets = ["asks=169.254.1.1", "udp=169.254.1.1:54", "udp=192.0.2.1:53"];
    assert_eq!(reached(&recipe, true, &targets), "ynn");
}

fn offline() {
    for family in ["-4", "-6"] {
        let gone = Command::new("ip")
            .args([family, "route", "flush", "exact", "default"])
            .status();
        assert!(gone.unwrap().success());
    }
    let _here = Actor::start(&["env"], "listen", "[::]:7000");
    let recipe = pasta(Destinations::default());
    let targets = [
        "tcp=127.0.0.1:7000",
        "tcp=192.0.2.2:7000",
        "run=ip_-brief_address",
    ];
    let targets = &targets[..if has("bwrap") { 3 } else { 2 }];
    let got = reached(&recipe, true, targets);
    assert!(got.starts_with("nn"), "{got}");
    // Programs of the cage reach each other.
    let raised = prefix(&recipe).unwrap();
    assert!(raised.iter().any(|word| word == "--net"), "{raised:?}");
}

fn netns() {
    let enter = |before: &[&str], name: &str, what: &str| {
        let mut words = before.to_vec();
        words.extend([
            env!("CARGO_BIN_EXE_lisere-netns"),
            name,
            "--",
            "sh",
            "-c",
            what,
        ]);
        let output = Command::new(words[0]).args(&words[1..]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), said, told)
    };
    let (code, said, told) = enter(&["env"], "outside", "ip -brief address; exit 7");
    assert_eq!(code, Some(7), "{told}");
    assert!(said.contains("192.0.2.1/24") && !said.contains("198.51.100.7"));
    // Root of the machine has its powers again with each program, others do not.
    if !rustix::process::geteuid().is_root() {
        let (_, said, _) = enter(&["env"], "outside", "grep Cap /proc/self/status");
        for set in ["CapInh", "CapPrm", "CapEff", "CapAmb"] {
            let line = format!("{set}:\t0000000000000000");
            assert!(said.contains(&line), "{said}");
        }
        let without = ["setpriv", "--ambient-caps=-all", "--inh-caps=-all"];
        let (code, _, told) = enter(&without, "outside", "exit 7");
        assert_eq!(code, Some(125));
        assert!(told.contains("setcap cap_sys_admin+ep /"), "{told}");
    }
    let (code, _, told) = enter(&["env"], "other", "exit 7");
    assert_eq!(code, Some(125));
    assert!(told.contains("ip netns add other"), "{told}");
    for name in ["../netns/outside", "", ".", "a b"] {
        let (code, _, told) = enter(&["env"], name, "exit 7");
        assert_eq!(code, Some(125));
        assert!(told.contains("usage:"), "{told}");
    }
}
