//! What is expected of the suite: every outcome that is no pass has its reason in a file.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::suite::{Outcome, Outcomes};
use crate::tool::Done;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expected {
    /// Each with its reason.
    #[serde(default, rename = "expected")]
    entries: Vec<Entry>,
}

/// Some tests and what they are expected to come to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// Names of tests that fail; `*` stands for anything.
    #[serde(default)]
    failed: Vec<String>,
    /// Names of tests that the suite skips.
    #[serde(default)]
    skipped: Vec<String>,
    /// Tests that the suite skips since this protocol is not offered.
    missing: Option<String>,
    /// How many tests that is.
    tests: usize,
    kind: Kind,
    reason: String,
}

/// Whose doing it is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    /// Ours, on purpose.
    Design,
    /// Ours, and to be mended.
    Defect,
    /// The suite's.
    Suite,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Design => "design",
            Self::Defect => "defect",
            Self::Suite => "suite",
        }
    }
}

impl Expected {
    pub(super) fn read(path: &Path) -> Done<Self> {
        let text = fs::read_to_string(path);
        let text = text.map_err(|error| format!("{}: {error}", path.display()))?;
        Self::parse(&text).map_err(|fault| format!("{}: {fault}", path.display()))
    }

    fn parse(text: &str) -> Done<Self> {
        let expected: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        let unsaid = |entry: &&Entry| entry.reason.trim().is_empty();
        match expected.entries.iter().find(unsaid) {
            Some(entry) => Err(format!("{entry:?} has no reason")),
            None => Ok(expected),
        }
    }

    /// The reasons, and how many tests came to what each expects.
    pub(super) fn reasons(&self, outcomes: &Outcomes) -> Vec<(String, usize)> {
        let met = |entry: &Entry| {
            let tests = outcomes.iter();
            tests
                .filter(|(name, outcome)| entry.meets(name, outcome))
                .count()
        };
        let said = |entry: &Entry| format!("{}: {}", entry.kind.name(), entry.reason);
        let all = self.entries.iter().map(|entry| (said(entry), met(entry)));
        all.filter(|(_, count)| *count > 0).collect()
    }

    /// What is not as expected; `all` says whether every test has run.
    pub(super) fn faults(&self, outcomes: &Outcomes, all: bool) -> Vec<String> {
        let tests = outcomes.iter();
        let mut faults: Vec<String> = tests
            .filter_map(|(name, outcome)| self.fault(name, outcome))
            .collect();
        let entries = self.entries.iter().filter(|_| all);
        faults.extend(entries.flat_map(|entry| entry.miscounts(outcomes)));
        faults
    }

    fn fault(&self, name: &str, outcome: &Outcome) -> Option<String> {
        let named = self.entries.iter().find(|entry| entry.names(name));
        let met = self.entries.iter().any(|entry| entry.meets(name, outcome));
        match (outcome, named) {
            (Outcome::Passed, Some(_)) => Some(format!("{name} passed, and is listed as not")),
            (Outcome::Passed, None) => None,
            _ if met => None,
            (Outcome::Failed(why), _) => Some(format!("{name} failed: {why}")),
            (Outcome::Skipped(why), _) => Some(format!("{name} was skipped: {why}")),
        }
    }
}

impl Entry {
    /// Whether it names a test.
    fn names(&self, name: &str) -> bool {
        let mut all = self.failed.iter().chain(&self.skipped);
        all.any(|pattern| fits(pattern, name))
    }

    /// Whether it expects this of a test.
    fn meets(&self, name: &str, outcome: &Outcome) -> bool {
        let named = |patterns: &[String]| patterns.iter().any(|pattern| fits(pattern, name));
        match outcome {
            Outcome::Passed => false,
            Outcome::Failed(_) => named(&self.failed),
            Outcome::Skipped(why) => {
                named(&self.skipped) || self.missing.as_ref().is_some_and(|name| name == why)
            }
        }
    }

    /// What is wrong with its names, and with its count.
    fn miscounts(&self, outcomes: &Outcomes) -> Vec<String> {
        let patterns = self.failed.iter().chain(&self.skipped);
        let gone = patterns.filter(|pattern| !outcomes.keys().any(|name| fits(pattern, name)));
        let mut faults: Vec<String> = gone
            .map(|pattern| format!("{pattern} is listed, and there is no such test"))
            .collect();
        let tests = outcomes.iter();
        let met = tests
            .filter(|(name, outcome)| self.meets(name, outcome))
            .count();
        if met != self.tests {
            let (told, reason) = (self.tests, &self.reason);
            faults.push(format!("{met} tests, not {told}, come to: {reason}"));
        }
        faults
    }
}

/// Whether a name is what a pattern says, where `*` stands for anything.
fn fits(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, rest)) => name.strip_prefix(start).is_some_and(|name| {
            let ends = name.char_indices().map(|(at, _)| at).chain([name.len()]);
            ends.into_iter()
                .any(|at| name.get(at..).is_some_and(|name| fits(rest, name)))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "
        [[expected]]
        failed = ['A.bad/*']
        tests = 2
        kind = 'design'
        reason = 'so it is'
        [[expected]]
        missing = 'wl_shell'
        tests = 1
        kind = 'suite'
        reason = 'long gone'
    ";

    fn outcomes(bad: Outcome, skipped: &str) -> Outcomes {
        let failed = || Outcome::Failed("x".into());
        Outcomes::from([
            ("A.bad/0".into(), failed()),
            ("A.bad/1".into(), bad),
            ("A.fine".into(), Outcome::Passed),
            ("A.not".into(), Outcome::Skipped(skipped.into())),
        ])
    }

    #[test]
    fn what_is_expected_is_no_fault() {
        let expected = Expected::parse(FILE).unwrap();
        let outcomes = outcomes(Outcome::Failed("y".into()), "wl_shell");
        assert_eq!(expected.faults(&outcomes, true), Vec::<String>::new());
        let reasons = expected.reasons(&outcomes);
        assert_eq!(reasons[0], ("design: so it is".into(), 2));
    }

    #[test]
    fn what_is_not_expected_is_said() {
        let expected = Expected::parse(FILE).unwrap();
        let faults = expected.faults(&outcomes(Outcome::Passed, "wl_seat"), true);
        assert_eq!(
            faults,
            [
                "A.bad/1 passed, and is listed as not",
                "A.not was skipped: wl_seat",
                "1 tests, not 2, come to: so it is",
                "0 tests, not 1, come to: long gone",
            ]
        );
    }

    #[test]
    fn names_without_tests_are_said() {
        let expected = Expected::parse(FILE).unwrap();
        let none = Outcomes::new();
        let faults = expected.faults(&none, true);
        assert_eq!(faults[0], "A.bad/* is listed, and there is no such test");
        assert!(expected.faults(&none, false).is_empty(), "not all have run");
    }

    #[test]
    fn every_outcome_has_a_reason() {
        assert!(Expected::parse(&FILE.replace("so it is", " ")).is_err());
        assert!(Expected::parse(&FILE.replace("reason", "because")).is_err());
    }

    #[test]
    fn stars_stand_for_anything() {
        assert!(fits("A.*", "A.b") && fits("*/0", "a/b/0") && fits("*", ""));
        assert!(!fits("A.*", "B.b") && !fits("*/0", "a/01") && !fits("a", "ab"));
        assert!(fits("a*b*c", "a1b2b3c"));
    }
}
