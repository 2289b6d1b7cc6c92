//! What those who keep the cages answer the launcher; what a cage says is untrusted.

use lisere_cage::message::{Entry, Refusal};
use lisere_policy::{Cage, CageId};
use lisere_shell::CageFault;

use super::{Launcher, Refused, offer};
use crate::kept_file;
use crate::spoken;
use crate::state::Compositor;

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

/// A refusal as the launcher says it.
pub(crate) fn said(refusal: &Refusal) -> Refused {
    match spoken::cage(refusal) {
        CageFault::Missing => Refused::Missing,
        CageFault::NotAProgram | CageFault::CantStart(_) => Refused::CantStart,
        fault => Refused::Cage(fault),
    }
}

#[cfg(test)]
mod tests {
    use lisere_cage::reason::Reason;

    use super::*;

    #[test]
    fn what_is_known_is_said_in_the_users_language_and_the_rest_made_harmless() {
        let of = |reason| {
            said(&Refusal::failed(
                reason,
                "no \u{202e}way\u{7}",
                "try\nagain",
            ))
        };
        assert_eq!(of(Reason::Missing), Refused::Missing);
        assert_eq!(of(Reason::CantStart(13)), Refused::CantStart);
        assert_eq!(of(Reason::Late), Refused::Cage(CageFault::Late));
        let rest = Refused::Cage(CageFault::Said("no way".into()));
        assert_eq!(of(Reason::Other), rest);
    }
}
