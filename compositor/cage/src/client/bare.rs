//! Becoming the program, in sessions without sandboxes: with the environment that the core
//! allows and nothing else.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::os::unix::process::CommandExt;
use std::process::Command;

use liserectl::Environment;

use crate::message::{Refusal, code};
use crate::reason::Reason;

/// Replaces this process by the program; returns only when that can't be done.
pub(super) fn replace(cage: &str, environment: &Environment, argv: &[String]) -> Refusal {
    let Some((program, arguments)) = argv.split_first() else {
        return Refusal::told("no program is named", "name one");
    };
    let variables = variables(environment, |name| std::env::var_os(name));
    let error = Command::new(program)
        .args(arguments)
        .env_clear()
        .envs(variables)
        .exec();
    let (code, help) = match error.kind() {
        ErrorKind::NotFound => (
            code::MISSING,
            "check its name, and PATH as the cage's programs see it",
        ),
        _ => (
            code::CANNOT,
            "check that it is a program and that you may run it",
        ),
    };
    Refusal {
        code,
        message: format!("can't start `{program}` in the cage `{cage}`: {error}"),
        help: help.to_owned(),
        reason: Reason::Other,
    }
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
    use std::collections::BTreeMap;

    use super::*;

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
        let exit = |program: &str| replace("work", &environment(), &[program.into()]).code;
        assert_eq!(exit("/nonexistent/program"), 127);
        assert_eq!(exit("/dev/null"), 126);
    }
}
