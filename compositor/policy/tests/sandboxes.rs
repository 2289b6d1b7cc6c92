//! Where the programs of cages run, as the file says it, and the copies that a cage may have.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use std::net::IpAddr;

use lisere_policy::{
    Answer, Because, Cage, Channel, Decision, Destination, Engine, Network, Policy, Resources,
    Restart, Sandbox, TypeClass, builtin_theme,
};

const HEAD: &str = r#"
version = 1
name = "site"
theme = "home"
level = [
    { name = "low", colour = "brick", pattern = "solid" },
    { name = "high", colour = "leaf", pattern = "dots" },
]
"#;

const KEY: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIO0KHO54AnOXoy1O0vMeYfAXGNMEvWGzRWiU+VmSw/KM";

fn read(cages: &str) -> Policy {
    let text = format!("{HEAD}{cages}");
    let policy = Policy::parse(&text, &|name| builtin_theme(name).map(str::to_owned));
    policy.unwrap_or_else(|faults| panic!("{}", faults.render("policy", &text)))
}

fn only(lines: &str) -> Cage {
    let policy = read(&format!("[[cage]]\nname = \"a\"\nlevel = \"low\"\n{lines}"));
    policy.cages()[0].clone()
}

#[test]
fn a_cage_that_says_nothing_is_sandboxed_and_has_no_network() {
    let cage = only("");
    assert_eq!(cage.sandbox(), &Sandbox::default());
    assert_eq!(cage.sandbox().engine, Engine::Bubblewrap);
    assert_eq!(cage.sandbox().network, Network::None);
    assert_eq!((cage.disposables(), cage.model()), (0, None));
    assert_eq!(cage.rights().names().count(), 0);
}

#[test]
fn networks_and_destinations_are_read() {
    for (word, network) in [
        ("none", Network::None),
        ("host", Network::Host),
        ("pasta", Network::Pasta),
        ("netns:vpn_1.b", Network::Netns("vpn_1.b".to_owned())),
    ] {
        let cage = only(&format!("network = \"{word}\""));
        assert_eq!(cage.sandbox().network, network);
        assert_eq!(cage.sandbox().network.to_string(), word);
    }
    let cage = only(
        "network = \"pasta\"\n[cage.destinations]\n\
         allow = [\"192.0.2.0/24:443\", \"[2001:db8::]/32:80-90\", \"*:53\", \"[::1]\"]\n\
         deny = [\"0.0.0.0/0\", \"*\", \"192.0.2.7:1-65535\", \"[::]/0\"]",
    );
    let to = |net: Option<(&str, u8)>, ports| Destination {
        net: net.map(|(net, bits)| (net.parse::<IpAddr>().unwrap(), bits)),
        ports,
    };
    let destinations = &cage.sandbox().destinations;
    let allow = [
        to(Some(("192.0.2.0", 24)), Some((443, 443))),
        to(Some(("2001:db8::", 32)), Some((80, 90))),
        to(None, Some((53, 53))),
        to(Some(("::1", 128)), None),
    ];
    assert_eq!(destinations.allow, allow);
    let deny = [
        to(Some(("0.0.0.0", 0)), None),
        to(None, None),
        to(Some(("192.0.2.7", 32)), Some((1, 65_535))),
        to(Some(("::", 0)), None),
    ];
    assert_eq!(destinations.deny, deny);
}

#[test]
fn another_machine_is_read() {
    let cage = only(&format!(
        "engine = \"ssh\"\nnetwork = \"netns:vpn\"\n[cage.remote]\nhost = \"fe80::1%eth0\"\n\
         host-key = \" {KEY}  somebody's comment\""
    ));
    let Engine::Ssh(remote) = &cage.sandbox().engine else {
        panic!("{:?}", cage.sandbox());
    };
    assert_eq!((remote.host.as_str(), remote.port), ("fe80::1%eth0", 22));
    assert_eq!((&remote.user, &remote.identity), (&None, &None));
    assert_eq!(remote.host_key, KEY);
    let cage = only(&format!(
        "engine = \"ssh\"\nnetwork = \"host\"\n[cage.remote]\nhost = \"build.example.org\"\n\
         host-key = \"{KEY}\"\nuser = \"me\"\nport = 2222\nidentity = \"/home/me/.ssh/id\""
    ));
    let Engine::Ssh(remote) = &cage.sandbox().engine else {
        panic!("{:?}", cage.sandbox());
    };
    assert_eq!((remote.user.as_deref(), remote.port), (Some("me"), 2222));
    assert_eq!(remote.identity.as_deref(), Some("/home/me/.ssh/id"));
}

#[test]
fn host_keys_of_every_kind_are_taken() {
    let ecdsa = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBDsM875gwj/3lcQQaHonjlPOO2Cw1+hgEuhPzxplBDKq2cFWel07cTtivqa4aR25WlZulAIYusWEEgczAVG9FXI=";
    let rsa = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQCYiX1suzSEG3SgcXlzVK4/D+V6ZBz1HmMKswcMpN1e4vF+raKHB7cOWVSkMEV60NYf1VsoEozRxJCRp0nESbnsOgSwhg6HocPby2YxmQ5KlGuyflyvKmwR08Y6DycnAHb0YtWOiJ77ZkgceC2LfOarXQyoZu2MCozqAknMOt9sWQ==";
    for key in [KEY, ecdsa, rsa] {
        let cage = only(&format!(
            "engine = \"ssh\"\nnetwork = \"host\"\n[cage.remote]\nhost = \"a\"\nhost-key = \"{key}\""
        ));
        assert_eq!(cage.sandbox().engine.name(), "ssh");
    }
}

#[test]
fn a_socket_needs_nothing() {
    let cage = only("engine = \"socket\"\nrights = [\"gpu\", \"whole-output\"]");
    assert_eq!(cage.sandbox().engine, Engine::Socket);
}

#[test]
fn resources_buses_and_programs_are_read() {
    let cage = only(
        "[cage.resources]\nmemory-mib = 16\nprocesses = 65_536\nhome-mib = 1\n\
         [cage.host-bus]\nsession = [\"org.example.One\", \"org.example.two.*\"]\n\
         system = [\"org.freedesktop.UPower\"]\n\
         [[cage.program]]\nrun = [\"a\", \"-b\"]\n\
         [[cage.program]]\nrun = [\"c\"]\nrestart = \"always\"",
    );
    let sandbox = cage.sandbox();
    let resources = Resources {
        memory_mib: Some(16),
        processes: Some(65_536),
        home_mib: Some(1),
        ..Resources::default()
    };
    assert_eq!(sandbox.resources, resources);
    assert_eq!(
        sandbox.host_bus.session,
        ["org.example.One", "org.example.two.*"]
    );
    assert_eq!(sandbox.host_bus.system, ["org.freedesktop.UPower"]);
    assert_eq!(sandbox.programs[0].run, ["a", "-b"]);
    assert_eq!(sandbox.programs[0].restart, Restart::Never);
    assert_eq!(sandbox.programs[1].restart, Restart::Always);
}

/// Two cages of one level, the first with copies, and rules about the clipboard.
fn with_copies(rules: &[(&str, &str)]) -> Policy {
    let rules: String = rules
        .iter()
        .map(|(ends, answer)| {
            format!("[[rule]]\n{ends}\nchannels = [\"clipboard\"]\nanswer = \"{answer}\"\n")
        })
        .collect();
    read(&format!(
        "[[cage]]\nname = \"a\"\ntitle = \"Ah\"\nlevel = \"low\"\nrights = [\"gpu\"]\n\
         network = \"pasta\"\ndisposables = 2\n[[cage.program]]\nrun = [\"x\"]\n\
         [[cage]]\nname = \"b\"\nlevel = \"high\"\n{rules}"
    ))
}

fn ask(policy: &Policy, from: &str, to: &str) -> Decision {
    let id = |name| policy.cage_named(name).unwrap().id();
    policy.decide(id(from), id(to), Channel::Clipboard, TypeClass::Text)
}

#[test]
fn copies_stand_behind_the_cages_of_the_file() {
    let policy = with_copies(&[]);
    let names: Vec<&str> = policy.cages().iter().map(Cage::name).collect();
    assert_eq!(names, ["a", "b", "a-1", "a-2"]);
    let model = &policy.cages()[0];
    assert_eq!(model.disposables(), 2);
    assert_eq!(model.sandbox().programs.len(), 1);
    for (place, copy) in policy.cages().iter().enumerate().skip(2) {
        assert_eq!(copy.id().index(), place);
        assert_eq!(copy.title(), format!("Ah {}", place - 1));
        assert_eq!((copy.model(), copy.disposables()), (Some(model.id()), 0));
        assert_eq!(copy.label(), model.label());
        assert_eq!(
            (copy.colour(), copy.pattern()),
            (model.colour(), model.pattern())
        );
        assert_eq!(copy.rights(), model.rights());
        assert_eq!(copy.sandbox().network, Network::Pasta);
        assert!(copy.sandbox().programs.is_empty());
    }
    let copies: Vec<&str> = policy.copies_of(model.id()).map(Cage::name).collect();
    assert_eq!(copies, ["a-1", "a-2"]);
    assert_eq!(policy.copies_of(policy.cages()[1].id()).count(), 0);
    assert_eq!(policy.distinctness().pairs.len(), 1);
}

#[test]
fn a_rule_that_names_a_cage_speaks_of_its_copies() {
    let policy = with_copies(&[
        ("from = \"a\"\nto = \"b\"", "ask"),
        ("relation = \"up\"", "deny"),
    ]);
    for from in ["a", "a-1", "a-2"] {
        let decision = ask(&policy, from, "b");
        assert_eq!(decision.answer, Answer::Ask);
        assert!(matches!(decision.because, Because::Rule { index: 0, .. }));
        assert_eq!(ask(&policy, "b", from).answer, Answer::Deny);
    }
}

#[test]
fn copies_are_other_cages_to_each_other() {
    let kin = [("a", "a-1"), ("a-1", "a"), ("a-1", "a-2")];
    let policy = with_copies(&[
        ("from = \"a\"", "allow"),
        ("to = \"a\"\nrelation = \"same\"", "ask"),
    ]);
    for (from, to) in kin {
        let decision = ask(&policy, from, to);
        assert_eq!(
            (decision.answer, decision.because),
            (Answer::Deny, Because::Nothing)
        );
    }
    assert_eq!(ask(&policy, "a-1", "a-1").because, Because::SameCage);
    let policy = with_copies(&[("relation = \"same\"", "ask")]);
    for (from, to) in kin {
        assert_eq!(ask(&policy, from, to).answer, Answer::Ask);
    }
    let policy = with_copies(&[("relation = \"same\"", "ask"), ("to = \"a\"", "deny")]);
    for (from, to) in kin {
        assert_eq!(ask(&policy, from, to).answer, Answer::Deny);
    }
}

#[test]
fn what_is_offered_instead_names_no_copies() {
    let policy = with_copies(&[("from = \"b\"\nto = \"a\"", "ask")]);
    let id = |name| policy.cage_named(name).unwrap().id();
    let instead = policy.instead(id("a"), id("b"), Channel::Clipboard, TypeClass::Text);
    assert_eq!(instead, None);
    let text = "[[cage]]\nname = \"a\"\nlevel = \"low\"\ndisposables = 3\n\
                [[cage]]\nname = \"b\"\nlevel = \"high\"\n\
                [[cage]]\nname = \"c\"\nlevel = \"low\"\ncolour = \"sky\"\npattern = \"bars\"\n\
                [[rule]]\nrelation = \"same\"\nchannels = [\"clipboard\"]\nanswer = \"ask\"";
    let policy = read(text);
    let id = |name| policy.cage_named(name).unwrap().id();
    let instead = policy.instead(id("c"), id("b"), Channel::Clipboard, TypeClass::Text);
    assert_eq!(instead, Some(lisere_policy::Instead::Cages(vec![id("a")])));
}

#[test]
fn presets_have_copies_that_are_apart() {
    let home = Policy::preset("home").unwrap();
    let names: Vec<&str> = home.cages().iter().skip(6).map(Cage::name).collect();
    assert_eq!(names, ["disposable-1", "disposable-2", "disposable-3"]);
    assert_eq!(
        ask(&home, "disposable-1", "disposable-2").answer,
        Answer::Deny
    );
    assert_eq!(ask(&home, "disposable-3", "vault").answer, Answer::Deny);
    assert_eq!(ask(&home, "disposable-3", "web").answer, Answer::Ask);
    let network = |name| home.cage_named(name).unwrap().sandbox().network.clone();
    assert_eq!(network("web"), Network::Pasta);
    assert_eq!(network("vault"), Network::None);
}
