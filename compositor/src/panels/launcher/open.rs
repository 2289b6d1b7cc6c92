//! Opening what is chosen: what the core asks of those who keep the cages.

use lisere_policy::CageId;

use super::{Choice, Refused, What, offer, split};
use crate::clock::Now;
use crate::state::Compositor;

/// Something that those who keep the cages are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Launch {
    /// For the answer.
    pub act: u64,
    /// Of which cage.
    pub cage: CageId,
    /// What.
    pub what: LaunchWhat,
}

/// What they are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LaunchWhat {
    /// Which programs it offers; answered by [`Compositor::offered`].
    Entries,
    /// To run a program; answered by [`Compositor::launched`].
    Run {
        /// It and its arguments.
        argv: Vec<String>,
        /// Whether in a new cage like it, of which nothing stays.
        disposable: bool,
    },
}

impl Compositor {
    /// Opens what is chosen, in its cage or in a disposable one like it.
    pub(super) fn open_chosen(&mut self, disposable: bool, now: Now) {
        let choices = self.launcher_choices();
        let Some(launcher) = self.launcher() else {
            return;
        };
        let Some(choice) = choices.get(launcher.selected) else {
            return;
        };
        if launcher.opening.is_some() || matches!(launcher.refused, Some(Refused::NoCage(_))) {
            return;
        }
        let typed = launcher.typed.clone();
        match self.words_of(choice, &typed, disposable) {
            Ok((cage, argv)) => {
                let id = choice.id().map(str::to_owned);
                self.order(cage, argv, disposable, id);
            }
            Err(refused) => self.refuse_launch(refused),
        }
        self.settle_launcher(now);
    }

    /// The cage in which, or like which, a choice is run, and its words.
    fn words_of(
        &self,
        choice: &Choice,
        typed: &str,
        disposable: bool,
    ) -> Result<(CageId, Vec<String>), Refused> {
        let cage = match disposable {
            true => self.model_of(choice.cage)?,
            false => choice.cage,
        };
        let argv = match &choice.what {
            What::Typed => split::words(typed).ok_or(Refused::NoCommand)?,
            What::Program(..) => {
                let one = choice.program().ok_or(Refused::NoCommand)?;
                let offer = self.kept.programs.offer(choice.cage);
                let all = offer.map_or(&[][..], |offer| &offer.programs);
                match one.terminal {
                    false => one.argv.clone(),
                    true => offer::in_terminal(&one.argv, all)
                        .ok_or_else(|| Refused::NoTerminal(one.name.clone()))?,
                }
            }
        };
        Ok((cage, argv))
    }

    /// The cage whose copies are disposable: itself, or the one that it is a copy of.
    fn model_of(&self, cage: CageId) -> Result<CageId, Refused> {
        let known = self.policy.cage(cage);
        let model = known.and_then(|cage| cage.model()).unwrap_or(cage);
        let copied = |other: &lisere_policy::Cage| other.model() == Some(model);
        match self.policy.cages().iter().any(copied) {
            true => Ok(model),
            false => Err(Refused::NoDisposable),
        }
    }

    fn order(&mut self, cage: CageId, argv: Vec<String>, disposable: bool, id: Option<String>) {
        let programs = &mut self.kept.programs;
        let act = programs.next();
        programs.opened.insert(act, (cage, id));
        programs.launches.push(Launch {
            act,
            cage,
            what: LaunchWhat::Run { argv, disposable },
        });
        if let Some(launcher) = self.launcher_mut() {
            (launcher.opening, launcher.refused) = (Some(act), None);
        }
    }

    pub(super) fn refuse_launch(&mut self, refused: Refused) {
        if let Some(launcher) = self.launcher_mut() {
            (launcher.opening, launcher.refused) = (None, Some(refused));
        }
    }
}
