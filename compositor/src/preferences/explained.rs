//! What preferences come to, in a few lines of English: what is other than usual, and when.

use std::time::Duration;

use super::Preferences;
use crate::bindings::{Bindings, Chord, KeyAction, Where};

impl Preferences {
    /// Chords that are other than usual, modes, and what happens when nobody is there.
    #[must_use]
    pub fn explained(&self) -> Vec<String> {
        let usual = Bindings::default();
        let mut lines = Vec::new();
        let differ = |(chord, action): &&(Chord, KeyAction)| exact(&usual, chord) != Some(*action);
        let news = self.bindings.iter().filter(differ);
        lines.extend(news.map(|(chord, action)| match exact(&usual, chord) {
            Some(before) => format!("{chord}: {}, usually {before}", self.what(*action)),
            None => format!("{chord}: {}", self.what(*action)),
        }));
        let gone = usual
            .iter()
            .filter(|(c, _)| exact(&self.bindings, c).is_none());
        lines.extend(gone.map(|(chord, action)| format!("{chord}: nothing, usually {action}")));
        for mode in self.bindings.modes() {
            let chords = mode.iter();
            let chords = chords.map(|(chord, action)| format!("{chord} {}", self.what(*action)));
            let chords: Vec<String> = chords.collect();
            lines.push(format!("mode {}: {}", mode.name, chords.join("; ")));
        }
        let idle = self.idle;
        lines.push(format!(
            "nobody there: screens go dark {}, the session is locked {}{}{}",
            after(idle.screens_off),
            after(idle.lock_after),
            if idle.lock_before_sleep {
                " and before the machine sleeps"
            } else {
                ""
            },
            if idle.lock_on_lid {
                "; a closed lid locks it"
            } else {
                ""
            }
        ));
        lines
    }

    fn what(&self, action: KeyAction) -> String {
        let KeyAction::Run(program) = action else {
            return self.bindings.name_of(action);
        };
        let program = self.bindings.programs().get(usize::from(program));
        program.map_or_else(String::new, |program| {
            let argv = program.argv.join(" ").escape_debug().to_string();
            match &program.place {
                Where::Focused => format!("runs {argv} in the cage that has the keys"),
                Where::Cage(cage) => format!("runs {argv} in {cage}"),
            }
        })
    }
}

fn exact(bindings: &Bindings, chord: &Chord) -> Option<KeyAction> {
    let found = bindings.iter().find(|(known, _)| known == chord);
    found.map(|(_, action)| *action)
}

/// A time as people write it.
fn after(time: Option<Duration>) -> String {
    let Some(seconds) = time.map(|time| time.as_secs()) else {
        return "never".to_owned();
    };
    match seconds {
        _ if seconds % 3600 == 0 => format!("after {} h", seconds / 3600),
        _ if seconds % 60 == 0 => format!("after {} min", seconds / 60),
        _ => format!("after {seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_other_than_usual_is_said() {
        let text = r#"
            [keys]
            "Super+Q" = "none"
            "Super+M" = "close"
            "Super+R" = "mode resize"
            "Super+Return" = { run = ["foot", "-e"], in = "work" }
            [mode.resize]
            "Q" = "lower"
            [idle]
            lock = 0
            screens_off = "90 s"
        "#;
        let lines = Preferences::parse(text).unwrap().explained();
        for line in [
            "Super+M: close, usually maximise",
            "Super+Q: nothing, usually close",
            "Super+R: mode resize",
            "Super+Return: runs foot -e in work",
            "mode resize: Q lower",
            "nobody there: screens go dark after 90 s, the session is locked never and before \
             the machine sleeps",
        ] {
            assert!(
                lines.iter().any(|known| known == line),
                "{line}: {lines:#?}"
            );
        }
        assert_eq!(lines.len(), 6, "{lines:#?}");
        assert_eq!(Preferences::default().explained().len(), 1);
    }
}
