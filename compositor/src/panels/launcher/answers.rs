//! What those who keep the cages answer the launcher; what a cage says is untrusted.

use lisere_cage::message::{Entry, Refusal, code};
use lisere_policy::{Cage, CageId, TextCleaning, clean_text};

use super::{Launcher, Refused, offer};
use crate::kept_file;
use crate::state::Compositor;

/// Characters of a refusal that are shown.
const LONGEST: usize = 300;

impl Compositor {
    /// What a cage offers, or why it cannot say.
    pub fn offered(&mut self, act: u64, answer: Result<Vec<Entry>, Refusal>) {
        let Some((cage, offer)) = self.kept.programs.asked(act) else {
            return;
        };
        (offer.asked, offer.known) = (None, true);
        match answer {
            Ok(entries) => offer.programs = offer::offered(entries),
            // What it offered before it may offer again.
            Err(refusal) => {
                offer.known = false;
                // What is being opened has an answer of its own to come.
                let waits = |launcher: &&Launcher| launcher.opening.is_none();
                let launcher = self.launcher().filter(waits);
                if launcher.and_then(Launcher::cage) == Some(cage) {
                    self.refuse_launch(said(&refusal));
                }
            }
        }
        self.stay_on_choice();
    }

    /// A list that came or changed has its own lines.
    fn stay_on_choice(&mut self) {
        let count = self.launcher_choices().len();
        if let Some(launcher) = self.launcher_mut() {
            launcher.selected = launcher.selected.min(count.saturating_sub(1));
            launcher.above = launcher.above.min(launcher.selected);
        }
    }

    /// A program runs, or why it does not.
    pub fn launched(&mut self, act: u64, refused: Option<Refused>) {
        let opened = self.kept.programs.opened.remove(&act);
        let open = self.launcher().and_then(|launcher| launcher.opening) == Some(act);
        match refused {
            Some(refused) if open => self.refuse_launch(refused),
            Some(refused) => tracing::warn!(?refused, "a program could not be opened"),
            None => {
                if open {
                    self.close_panel();
                }
                if let Some((cage, Some(id))) = opened {
                    self.note_recent(cage, &id);
                }
            }
        }
    }

    fn note_recent(&mut self, cage: CageId, id: &str) {
        let Some(name) = self.policy.cage(cage).map(Cage::name) else {
            return;
        };
        self.kept.programs.recent.used(name, id);
        let text = self.kept.programs.recent.written();
        if let Some(path) = self.kept.recent()
            && let Err(error) = kept_file::replace(&path, text.as_bytes())
        {
            tracing::warn!(%error, file = %path.display(), "what was opened last is not kept");
        }
    }
}

/// A refusal in words that can be shown: what a cage's init said may be among them.
pub(crate) fn said(refusal: &Refusal) -> Refused {
    let clean = |text: &str| {
        let short: String = text.chars().take(LONGEST).collect();
        clean_text(short.as_bytes(), TextCleaning::Clean).replace('\n', " ")
    };
    match refusal.code {
        code::MISSING => Refused::Missing,
        code::CANNOT => Refused::CantStart,
        _ => Refused::Said(clean(&refusal.message), clean(&refusal.help)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_said_in_the_users_language_and_the_rest_made_harmless() {
        let of = |code| {
            let refusal = Refusal::failed("no \u{202e}way\u{7}", "try\nagain");
            said(&Refusal { code, ..refusal })
        };
        assert_eq!(of(code::MISSING), Refused::Missing);
        assert_eq!(of(code::CANNOT), Refused::CantStart);
        let rest = Refused::Said("no way".into(), "try again".into());
        assert_eq!(of(code::FAILED), rest);
        assert_eq!(of(0), rest);
    }
}
