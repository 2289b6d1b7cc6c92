//! The program as the shell sees it: what it says, and with which exit code.
#![allow(clippy::unwrap_used)]

use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lisere-lists"))
        .args(arguments)
        .env_remove("LISERE_CONTROL")
        .env_remove("XDG_RUNTIME_DIR")
        .output()
        .unwrap()
}

#[test]
fn without_a_session_it_says_where_it_looked() {
    for (arguments, said) in [
        (
            ["--socket", "/nonexistent/control"].as_slice(),
            "/nonexistent/control",
        ),
        (&[], "XDG_RUNTIME_DIR"),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(3));
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(complaint.starts_with("lisere-lists: "), "{complaint}");
        assert!(complaint.contains(said), "{complaint}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn wrong_arguments_have_a_code_of_their_own() {
    assert_eq!(run(&["--nonsense"]).status.code(), Some(2));
    let help = run(&["--help"]);
    assert!(help.status.success());
    assert!(String::from_utf8_lossy(&help.stdout).contains("ext_workspace_manager_v1"));
}
