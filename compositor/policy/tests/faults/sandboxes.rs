//! Faults of where a cage's programs run, and of what they have there.

use lisere_policy::{Code, Fault};

use crate::{changed, fault, faults};

/// A key that no host has, but that is whole.
const KEY: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIO0KHO54AnOXoy1O0vMeYfAXGNMEvWGzRWiU+VmSw/KM";

/// The good policy with further lines in its cage `web`, from line 28 on.
fn web(lines: &str) -> String {
    changed(
        "rights = [\"gpu\"]",
        &format!("rights = [\"gpu\"]\n{lines}"),
    )
}

/// The one fault that these lines make, which is in one of them.
fn wrong(lines: &str) -> Fault {
    let text = web(lines);
    let found = faults(&text);
    let shown = found.render("policy", &text);
    assert_eq!(found.iter().count(), 1, "{shown}");
    let fault = found.0.into_iter().next().unwrap();
    let lines = lines.lines().count();
    assert!((28..28 + lines).contains(&fault.line), "{shown}");
    fault
}

fn each_wrong(code: Code, all: &[&str]) {
    for lines in all {
        let fault = wrong(lines);
        assert_eq!(fault.code, code, "{lines}: {}", fault.message);
    }
}

fn ssh(lines: &str) -> String {
    format!("engine = \"ssh\"\nnetwork = \"host\"\n[cage.remote]\n{lines}")
}

#[test]
fn words_are_known_or_the_nearest_is_offered() {
    let help = |lines: &str| wrong(lines).suggestion.unwrap();
    assert_eq!(
        help("engine = \"bubblewarp\""),
        "did you mean `bubblewrap`?"
    );
    assert_eq!(help("network = \"past\""), "did you mean `pasta`?");
    let restart = "[[cage.program]]\nrun = [\"a\"]\nrestart = \"on-failures\"";
    assert_eq!(help(restart), "did you mean `on-failure`?");
    assert_eq!(
        help("[cage.resources]\nmemory-mb = 3\n"),
        "did you mean `memory-mib`?"
    );
    each_wrong(
        Code::UnknownEngine,
        &["engine = \"\"", "engine = \"docker\""],
    );
    each_wrong(
        Code::UnknownNetwork,
        &[
            "network = \"\"",
            "network = \"all\"",
            "network = \"netns:\"",
            "network = \"netns:..\"",
            "network = \"netns:a/b\"",
            "network = \"netns:a b\"",
            &format!("network = \"netns:{}\"", "x".repeat(65)),
        ],
    );
}

#[test]
fn the_right_that_became_a_key_says_so() {
    let fault = fault("[\"gpu\"]", "[\"network\"]");
    assert_eq!((fault.code, fault.line), (Code::UnknownRight, 27));
    let help = "write `network = \"pasta\"` in the cage";
    assert_eq!(fault.suggestion.as_deref(), Some(help));
}

#[test]
fn another_machine_needs_its_name_and_its_key() {
    let missing = |lines: &str| wrong(lines).message;
    assert_eq!(
        missing("engine = \"ssh\"\nnetwork = \"pasta\""),
        "a cage with `engine = \"ssh\"` has no `[cage.remote]`"
    );
    assert_eq!(
        missing(&ssh(&format!("host-key = \"{KEY}\""))),
        "the remote has no `host`"
    );
    assert_eq!(
        missing(&ssh("host = \"a\"")),
        "the remote has no `host-key`"
    );
}

#[test]
fn what_ssh_could_misread_is_refused() {
    let with = |line: &str| ssh(&format!("{line}\nhost-key = \"{KEY}\""));
    for host in [
        "",
        "-oProxyCommand=x",
        "a b",
        "a\\nb",
        "u@a",
        "[::1]",
        "é",
        "a/b",
    ] {
        let fault = wrong(&with(&format!("host = \"{host}\"")));
        assert_eq!(fault.code, Code::BadRemote, "{host}");
    }
    let more = |line: &str| wrong(&with(&format!("host = \"a\"\n{line}"))).code;
    for user in ["", "-l", "a b", "a;b", ".x"] {
        assert_eq!(
            more(&format!("user = \"{user}\"")),
            Code::BadRemote,
            "{user}"
        );
    }
    for path in ["", "key", "~/key", "/a/../b", "/a%h", "/${HOME}", "/a\\nb"] {
        let line = format!("identity = \"{path}\"");
        assert_eq!(more(&line), Code::BadRemote, "{path}");
    }
    for port in ["0", "-1", "65536"] {
        assert_eq!(more(&format!("port = {port}")), Code::OutOfRange, "{port}");
    }
}

#[test]
fn a_host_key_is_whole_and_of_its_kind() {
    let (kind, body) = KEY.split_once(' ').unwrap();
    let cut = &body[..body.len() - 4];
    let keys = [
        String::new(),
        kind.to_owned(),
        body.to_owned(),
        format!("{kind} {cut}"),
        format!("{kind} {}", &body[..body.len() - 1]),
        format!("{kind} {body}===="),
        format!("{kind} *{}", &body[1..]),
        format!("ssh-rsa {body}"),
        format!("ssh-dss {body}"),
        format!("example.org {KEY}"),
        format!("{kind} AAAAC3NzaC1lZDI1NTE5AAAA"),
        format!("{kind} /////w=="),
    ];
    for key in keys {
        let fault = wrong(&ssh(&format!("host = \"a\"\nhost-key = \"{key}\"")));
        assert_eq!(fault.code, Code::BadKey, "{key}");
    }
}

#[test]
fn destinations_are_addresses_and_ports() {
    let cases = [
        ("", "addresses, not names"),
        ("example.org:443", "addresses, not names"),
        ("192.0.2.1/33", "`/0` to `/32`"),
        ("192.0.2.1/-1", "`/0` to `/32`"),
        ("192.0.2.1/24", "write `192.0.2.0/24`"),
        ("[2001:db8::1]/32", "write `[2001:db8::]/32`"),
        ("[2001:db8::]/129", "`/0` to `/128`"),
        ("2001:db8::/32", "in brackets"),
        ("::1", "in brackets"),
        ("[::ffff:192.0.2.1]", "as IPv4, such as `192.0.2.1`"),
        ("*:0", "ports from 1 to 65535"),
        ("*:65536", "ports from 1 to 65535"),
        ("*:90-80", "the lower first"),
        ("*:080", "ports from 1 to 65535"),
        ("*:+80", "ports from 1 to 65535"),
        ("*:", "ports from 1 to 65535"),
        ("192.0.2.1:80:90", "ports from 1 to 65535"),
        (" *", "addresses, not names"),
    ];
    for (entry, help) in cases {
        let lines = format!("network = \"pasta\"\n[cage.destinations]\nallow = [\"{entry}\"]");
        let fault = wrong(&lines);
        assert_eq!(fault.code, Code::BadDestination, "{entry}");
        let given = fault.suggestion.unwrap();
        assert!(given.contains(help), "{entry}: {given}");
    }
    let nowhere = "network = \"pasta\"\n[cage.destinations]\nallow = []";
    assert_eq!(wrong(nowhere).code, Code::Missing);
}

#[test]
fn names_on_the_hosts_buses_stay_narrow() {
    for name in [
        "", "*", "org.*", "org", ":1.5", "a..b", "a.b*", "a.*.b", "a.1b", "a.b c", "a.b.",
    ] {
        let lines = format!("[cage.host-bus]\nsession = [\"{name}\"]");
        let fault = wrong(&lines);
        assert_eq!(fault.code, Code::BadBusName, "{name}");
        assert!(fault.message.ends_with("is no name on a bus"), "{name}");
    }
    for name in [
        "org.freedesktop.systemd1",
        "org.freedesktop.Flatpak",
        "org.freedesktop.*",
        "org.freedesktop.systemd1.*",
    ] {
        let fault = wrong(&format!("[cage.host-bus]\nsystem = [\"{name}\"]"));
        assert!(fault.message.ends_with("leads out of the cage"), "{name}");
    }
    let twice = "[cage.host-bus]\nsession = [\"a.b\", \"a.b\"]";
    assert_eq!(wrong(twice).code, Code::Duplicate);
}

#[test]
fn resources_and_copies_have_ranges() {
    for line in [
        "memory-mib = 15",
        "memory-mib = 1048577",
        "processes = 15",
        "processes = 65537",
        "cpu-percent = 0",
        "cpu-percent = 100001",
        "io-weight = 0",
        "io-weight = 10001",
        "home-mib = 0",
        "home-mib = 1048577",
    ] {
        assert_eq!(
            wrong(&format!("[cage.resources]\n{line}")).code,
            Code::OutOfRange,
            "{line}"
        );
    }
    each_wrong(Code::OutOfRange, &["disposables = 10", "disposables = -1"]);
    each_wrong(
        Code::WrongType,
        &[
            "disposables = \"3\"",
            "engine = 1",
            "network = true",
            "remote = 1",
            "destinations = []",
            "resources = 5",
            "program = \"a\"",
            "host-bus = [\"a.b\"]",
        ],
    );
}

#[test]
fn programs_name_what_they_run() {
    each_wrong(
        Code::Missing,
        &[
            "[[cage.program]]\nrestart = \"always\"",
            "[[cage.program]]\nrun = []",
        ],
    );
    each_wrong(
        Code::BadName,
        &[
            "[[cage.program]]\nrun = [\"\"]",
            "[[cage.program]]\nrun = [\"a\\nb\"]",
        ],
    );
    let many = "[[cage.program]]\nrun = [\"a\"]\n".repeat(17);
    assert_eq!(wrong(&many).code, Code::TooMany);
}

#[test]
fn what_makes_no_sense_together_is_refused() {
    let remote = format!("[cage.remote]\nhost = \"a\"\nhost-key = \"{KEY}\"");
    let socket = "engine = \"socket\"";
    let ssh = format!("engine = \"ssh\"\nnetwork = \"host\"\n{remote}");
    for lines in [
        remote.clone(),
        format!("{socket}\n{remote}"),
        format!("engine = \"ssh\"\n{remote}"),
        format!("engine = \"ssh\"\nnetwork = \"none\"\n{remote}"),
        format!("{socket}\nnetwork = \"host\""),
        format!("{socket}\nopens-links-with = [\"a\"]"),
        format!("{socket}\ndisposables = 1"),
        format!("{socket}\n[[cage.program]]\nrun = [\"a\"]"),
        format!("{socket}\n[cage.resources]\nprocesses = 20"),
        format!("{socket}\n[cage.host-bus]\nsession = [\"a.b\"]"),
        format!("{socket}\n[cage.destinations]\ndeny = [\"*:25\"]"),
        "[cage.destinations]\ndeny = [\"*:25\"]".to_owned(),
        "network = \"host\"\n[cage.destinations]\ndeny = [\"*:25\"]".to_owned(),
        "network = \"netns:a\"\n[cage.destinations]\ndeny = [\"*:25\"]".to_owned(),
        format!("disposables = 1\n{ssh}"),
        format!("{ssh}\n[cage.host-bus]\nsession = [\"a.b\"]"),
    ] {
        let fault = wrong(&lines);
        assert_eq!(fault.code, Code::Combination, "{lines}");
        assert!(fault.suggestion.is_some(), "{lines}");
    }
}

#[test]
fn rights_of_a_sandbox_here_are_not_for_programs_elsewhere() {
    let remote = format!("[cage.remote]\nhost = \"a\"\nhost-key = \"{KEY}\"");
    let engines = [
        "engine = \"socket\"".to_owned(),
        format!("engine = \"ssh\"\nnetwork = \"pasta\"\n{remote}"),
    ];
    for engine in &engines {
        for right in [
            "admin",
            "auditor",
            "nested-namespaces",
            "io-uring",
            "sound",
            "microphone",
        ] {
            let rights = format!("rights = [\"gpu\", \"{right}\"]\n{engine}");
            let fault = fault("rights = [\"gpu\"]", &rights);
            assert_eq!(
                (fault.code, fault.line),
                (Code::Combination, 27),
                "{rights}"
            );
            assert_eq!(fault.column, 18);
        }
    }
}

#[test]
fn copies_are_named_so_that_nobody_mistakes_them() {
    let first = |text: String| {
        let found = faults(&text);
        let shown = found.render("policy", &text);
        let fault = found.0.into_iter().next().unwrap();
        assert_eq!(fault.line, 28, "{shown}");
        fault.code
    };
    let long = "x".repeat(31);
    let text = web("disposables = 2").replace("\"web\"", &format!("\"{long}\""));
    assert_eq!(first(text), Code::BadName);
    let text = web("disposables = 2").replace("\"Web\"", &format!("\"{long}\""));
    assert_eq!(first(text), Code::BadTitle);
    let text = web("disposables = 2").replace("\"lab\"", "\"web-2\"");
    assert_eq!(first(text), Code::Duplicate);
    let text = web("disposables = 2").replace("\"Lab\"", "\"We b2\"");
    assert_eq!(first(text), Code::Lookalike);
    let many: String = (0..8)
        .map(|n| format!("[[cage]]\nname = \"c{n}\"\nlevel = \"low\"\ndisposables = 9\n"))
        .collect();
    let found = faults(&changed("[[rule]]", &format!("{many}\n[[rule]]")));
    let many = |fault: &Fault| fault.code == Code::TooMany && fault.message.contains("disposable");
    assert!(found.iter().any(many), "{found}");
}
