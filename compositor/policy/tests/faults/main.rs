//! Every fault is found, at its line and column, and all of them at once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod cameras;
mod entries;
mod files;
mod looks;
mod rules;
mod sandboxes;
mod shown;

use lisere_policy::{Code, Fault, Faults, Policy, builtin_theme};

/// A policy without fault; its lines are what the tests count by.
const GOOD: &str = r#"version = 1
name = "site"
theme = "home"

[[level]]
name = "low"
title = "Low"
colour = "brick"
pattern = "solid"

[[level]]
name = "high"
title = "High"
short = "HI"
colour = "leaf"
pattern = "dots"

[[category]]
name = "fin"
title = "Finance"
short = "FIN"

[[cage]]
name = "web"
title = "Web"
level = "low"
rights = ["gpu"]

[[cage]]
name = "office"
title = "Office"
level = "high"
categories = ["fin"]

[[cage]]
name = "lab"
title = "Lab"
level = "high"
colour = "sky"
pattern = "bars"
[cage.limits]
surfaces = 10

[[rule]]
relation = "up"
channels = ["clipboard", "drag"]
answer = "ask"

[[rule]]
from = "web"
to = "lab"
channels = ["link"]
answer = "allow"

[limits]
toplevels = 20
"#;

fn themes(name: &str) -> Option<String> {
    builtin_theme(name).map(str::to_owned)
}

fn read(text: &str) -> Result<Policy, Faults> {
    Policy::parse(text, &themes)
}

fn faults(text: &str) -> Faults {
    read(text).expect_err("there is a fault")
}

/// The good policy with one passage changed.
fn changed(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "{from}");
    GOOD.replacen(from, to, 1)
}

/// The one fault of the good policy with one passage changed.
fn fault(from: &str, to: &str) -> Fault {
    let text = changed(from, to);
    let found = faults(&text);
    let shown = found.render("policy", &text);
    assert_eq!(found.iter().count(), 1, "{shown}");
    found.0.into_iter().next().unwrap()
}

/// Asserts that one passage changed makes one fault, of this kind, at this place.
fn expect(from: &str, to: &str, code: Code, line: usize, column: usize) -> Fault {
    let fault = fault(from, to);
    assert_eq!(
        (fault.code, fault.line, fault.column),
        (code, line, column),
        "{}",
        fault.message
    );
    fault
}

#[test]
fn the_good_policy_is_good() {
    let policy = Policy::parse(GOOD, &themes).unwrap();
    let lab = policy.cage_named("lab").unwrap();
    assert_eq!(lab.line(), 35);
    assert_eq!(policy.label_text(policy.cages()[1].id()), "High · FIN");
}

#[test]
fn all_faults_come_at_once_in_the_order_of_the_file() {
    let text = GOOD
        .replace("\"low\"\nrights", "\"lwo\"\nrights")
        .replace("toplevels = 20", "toplevels = -1")
        .replace("\"dots\"", "\"dotz\"")
        .replace("answer = \"ask\"", "answer = \"sure\"");
    let found: Vec<_> = faults(&text)
        .iter()
        .map(|fault| (fault.line, fault.code))
        .collect();
    let expected = [
        (16, Code::UnknownPattern),
        (26, Code::UnknownLevel),
        (47, Code::UnknownAnswer),
        (56, Code::OutOfRange),
    ];
    assert_eq!(found, expected);
}
