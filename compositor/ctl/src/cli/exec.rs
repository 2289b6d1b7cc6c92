//! `run`: becoming a program of a cage, with the environment the core allows and nothing else.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::{Answer, Environment};

use super::trouble::Trouble;

/// The shells' exit codes for a program that can't be started and one that doesn't exist.
const CANNOT: u8 = 126;
const MISSING: u8 = 127;

/// Replaces this process by the program; returns only when that can't be done.
pub(super) fn replace(cage: &str, answer: Answer, command: &[OsString]) -> Trouble {
    let Answer::Environment(environment) = answer else {
        return Trouble::failed("the session answered something else", "check its version");
    };
    let Some((program, arguments)) = command.split_first() else {
        return Trouble::usage("no program was named");
    };
    let variables = variables(&environment, |name| std::env::var_os(name));
    let error = Command::new(program)
        .args(arguments)
        .env_clear()
        .envs(variables)
        .exec();
    let name = program.to_string_lossy();
    let (exit, help) = match error.kind() {
        ErrorKind::NotFound => (
            MISSING,
            "check its name, and PATH as the cage's programs see it",
        ),
        _ => (CANNOT, "check that it is a program and that you may run it"),
    };
    let message = format!("can't start `{name}` in the cage `{cage}`: {error}");
    Trouble::new(exit, "cannot_start", message, help)
}

/// What the program gets: kept values first, so that what the core sets has the last word.
fn variables(
    environment: &Environment,
    current: impl Fn(&str) -> Option<OsString>,
) -> Vec<(OsString, OsString)> {
    let kept = environment
        .keep
        .iter()
        .filter_map(|name| Some((name.into(), current(name)?)));
    let set = environment
        .set
        .iter()
        .map(|(name, value)| (name.into(), value.into()));
    kept.chain(set).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn environment() -> Environment {
        Environment {
            set: BTreeMap::from([("WAYLAND_DISPLAY".into(), "/cage/wayland-0".into())]),
            keep: vec!["LANG".into(), "WAYLAND_DISPLAY".into(), "ABSENT".into()],
        }
    }

    #[test]
    fn only_the_allowed_variables_pass_and_set_wins() {
        let current = |name: &str| match name {
            "LANG" => Some("C".into()),
            "WAYLAND_DISPLAY" => Some("/run/other".into()),
            "SECRET" => Some("x".into()),
            _ => None,
        };
        let passed: BTreeMap<_, _> = variables(&environment(), current).into_iter().collect();
        let expected = [("LANG", "C"), ("WAYLAND_DISPLAY", "/cage/wayland-0")];
        assert_eq!(passed, expected.map(|(n, v)| (n.into(), v.into())).into());
    }

    #[test]
    fn what_cannot_start_has_the_shells_codes() {
        let exit = |program: &str| {
            replace(
                "work",
                Answer::Environment(environment()),
                &[program.into()],
            )
            .exit
        };
        assert_eq!(exit("/nonexistent/program"), 127);
        assert_eq!(exit("/dev/null"), 126);
    }

    #[test]
    fn a_wrong_answer_starts_nothing() {
        assert_eq!(replace("work", Answer::Done {}, &["true".into()]).exit, 1);
    }
}
