//! The program alone, from a shell: it says what it is and does nothing.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::process::{Command, Output, Stdio};

fn gate(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lisere-gate"))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

#[test]
fn alone_it_says_what_it_is() {
    let output = gate(&[]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("`lisere` starts it"), "{said}");
}

#[test]
fn it_tells_version_and_usage() {
    let version = gate(&["--version"]);
    assert!(version.status.success());
    let expected = format!("lisere-gate {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(String::from_utf8(version.stdout).unwrap(), expected);
    let help = gate(&["--help"]);
    assert!(help.status.success());
    assert!(String::from_utf8(help.stdout).unwrap().contains("Usage:"));
    assert_eq!(gate(&["--banana"]).status.code(), Some(2));
}
