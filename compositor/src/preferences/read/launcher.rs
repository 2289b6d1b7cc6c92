//! In which cage a program is opened: the `[[launcher]]` entries of the preferences.

use std::ops::Range;

use lisere_policy::Code;
use lisere_shell::{PreferenceFault, Tables};
use toml::de::DeValue;

use super::super::input::matches;
use super::{Reader, Value};

/// Entries that are read at most: more is no longer somebody's taste.
const MOST: usize = 256;

/// Programs that are opened in one cage, whatever cage is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LauncherRule {
    /// Their id or name, where `*` stands for anything and case does not count.
    pub app: String,
    /// The cage's name in the policy.
    pub cage: String,
}

impl LauncherRule {
    /// Whether a program of this id and name is meant.
    #[must_use]
    pub fn means(&self, id: &str, name: &str) -> bool {
        let pattern = self.app.to_lowercase();
        [id, name]
            .iter()
            .any(|text| matches(&pattern, &text.to_lowercase()))
    }
}

impl<'t> Reader<'t> {
    /// Reads the entries, noting what is wrong with them.
    pub(super) fn launcher(&mut self, value: &Value<'t>, into: &mut Vec<LauncherRule>) {
        let DeValue::Array(entries) = value.get_ref() else {
            self.each(value, Tables::Launcher);
            return;
        };
        for entry in entries.iter().take(MOST) {
            into.extend(self.launcher_rule(entry));
        }
        if let Some(beyond) = entries.get(MOST) {
            self.wrong(beyond.span(), PreferenceFault::TooManyRules(MOST));
        }
    }

    fn launcher_rule(&mut self, entry: &Value<'t>) -> Option<LauncherRule> {
        let table = self.table(entry)?;
        let (mut app, mut cage) = (None, None);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "app" => app = self.word(value),
                "cage" => cage = self.word(value),
                other => self.unknown_key(key.span(), other, &["app", "cage"]),
            }
        }
        for (key, there) in [
            ("app", table.contains_key("app")),
            ("cage", table.contains_key("cage")),
        ] {
            if !there {
                self.wrong(entry.span(), PreferenceFault::MissingKey(key.to_owned()));
            }
        }
        Some(LauncherRule {
            app: app?,
            cage: cage?,
        })
    }

    fn wrong(&mut self, at: Range<usize>, fault: PreferenceFault) {
        self.note(at, Code::WrongType, fault, None);
    }

    fn word(&mut self, value: &Value<'t>) -> Option<String> {
        let text = self.string(value)?;
        if text.is_empty() {
            self.wrong(value.span(), PreferenceFault::Empty);
        }
        Some(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use crate::preferences::Preferences;

    #[test]
    fn rules_are_read_in_their_order() {
        let text = "[[launcher]]\napp = \"firefox*\"\ncage = \"web\"\n\
                    [[launcher]]\napp = \"*\"\ncage = \"work\"\n";
        let rules = Preferences::parse(text).unwrap().launcher;
        assert_eq!(rules.len(), 2);
        assert!(rules[0].means("Firefox-esr", "x") && rules[0].means("y", "firefox"));
        assert!(!rules[0].means("org.mozilla.firefox", "Browser"));
        assert!(rules[1].means("anything", ""));
    }

    #[test]
    fn faults_of_rules_have_their_place() {
        for (text, place, word) in [
            ("launcher = 3\n", (1, 12), "[[launcher]]"),
            ("[[launcher]]\napp = \"a\"\n", (1, 1), "`cage` is missing"),
            (
                "[[launcher]]\napp = 3\ncage = \"a\"\n",
                (2, 7),
                "text in quotes",
            ),
            ("[[launcher]]\napp = \"\"\ncage = \"a\"\n", (2, 7), "empty"),
            (
                "[[launcher]]\napp = \"a\"\ncage = \"a\"\nx = 1\n",
                (4, 1),
                "no key `x`",
            ),
        ] {
            let faults = Preferences::parse(text).unwrap_err();
            let fault = faults.iter().next().unwrap();
            assert_eq!((fault.line, fault.column), place, "{text}");
            assert!(fault.message.contains(word), "{}", fault.message);
        }
    }
}
