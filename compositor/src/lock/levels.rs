//! Levels that are locked while the rest works: cages above one are covered and stand still.
//!
//! A covered cage is frozen; no surface of it is drawn, and it gets no input, until whoever
//! sits there has proved who that is. The password is asked for on a sheet, by the same
//! conversation and with the same delays as at a locked screen.

use std::collections::HashSet;

use lisere_policy::record::Fact;
use lisere_policy::{Cage, CageId};
use lisere_shell::Message;

use super::entry::Entry;
use super::{Lock, Unlockable, Why};
use crate::clock::Now;
use crate::crossing::Side;
use crate::desk::OutputId;
use crate::panels::Panel;
use crate::state::Compositor;
use crate::windows::Window;

/// Why levels are not locked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotCovered {
    /// Nobody could unlock them.
    #[error(transparent)]
    Unlockable(#[from] Unlockable),
    /// There is nothing to lock; with the level's name for people.
    #[error("nothing is locked: no cage is above the level {0}")]
    Nothing(String),
}

/// What is locked while the rest works.
#[derive(Debug)]
pub(super) struct Covered {
    /// The place in the policy of the level above which all is.
    above: usize,
    cages: HashSet<CageId>,
    /// Those that the user had frozen before: they stay so.
    frozen: HashSet<CageId>,
    /// The field of the sheet; how often it went wrong is kept while the sheet is closed.
    pub(super) entry: Entry,
    /// Whether the sheet is open.
    pub(super) asks: bool,
    /// Outputs that may still show what was there before.
    undrawn: Vec<OutputId>,
}

impl Lock {
    /// Whether a cage is above the level above which all is locked.
    #[must_use]
    pub fn covers(&self, cage: CageId) -> bool {
        let covered = self.covered.as_ref();
        covered.is_some_and(|covered| covered.cages.contains(&cage))
    }

    /// The place in the policy of the level above which all is locked, if levels are.
    #[must_use]
    pub fn above(&self) -> Option<usize> {
        self.covered.as_ref().map(|covered| covered.above)
    }

    /// Whether covers are drawn on every output that there was when they came.
    pub(super) fn covers_drawn(&self) -> bool {
        let covered = self.covered.as_ref();
        covered.is_none_or(|covered| covered.undrawn.is_empty())
    }

    /// Whether an output may still show what is covered now.
    pub(super) fn shows_covered(&self, output: OutputId) -> bool {
        let covered = self.covered.as_ref();
        covered.is_some_and(|covered| covered.undrawn.contains(&output))
    }

    /// An output shows what there is now.
    pub(crate) fn drawn(&mut self, output: OutputId) {
        if let Some(covered) = &mut self.covered {
            covered.undrawn.retain(|undrawn| *undrawn != output);
        }
    }
}

impl Compositor {
    /// Locks all levels above the one at this place in the policy. What is locked stays so:
    /// more may be added without a password, and nothing taken away.
    ///
    /// # Errors
    /// When nobody could unlock them again, or there is nothing to lock.
    pub fn lock_levels(&mut self, above: usize, why: Why, now: Now) -> Result<(), NotCovered> {
        self.lock.possible()?;
        if self.cages_above(above).is_empty() {
            let level = self.policy.levels().get(above);
            let title = level.map_or("", |level| level.title());
            return Err(NotCovered::Nothing(title.to_owned()));
        }
        if self.lock.above().is_none_or(|known| above < known) {
            self.cover(above, why, now);
        }
        Ok(())
    }

    /// Whether there is anything above a cage's level that is not locked yet.
    pub(crate) fn can_lock_above(&self, cage: CageId) -> bool {
        let cage = self.policy.cage(cage);
        let above = cage.map(|cage| cage.label().level.index());
        above.is_some_and(|above| {
            let more = self.lock.above().is_none_or(|known| above < known);
            more && self.lock.possible().is_ok() && !self.cages_above(above).is_empty()
        })
    }

    /// A core that is started again covers what it covered when it ended.
    pub(super) fn cover_as_kept(&mut self, now: Now) {
        let Some(name) = self.lock.kept.levels() else {
            return;
        };
        let mut levels = self.policy.levels().iter();
        // Where that cannot be known, as much as can be locked.
        let above = levels.position(|level| level.name() == name).unwrap_or(0);
        if self.lock.above().is_none() {
            self.cover(above, Why::Kept, now);
        }
    }

    /// The cages above a level, in the policy's order.
    fn cages_above(&self, above: usize) -> Vec<CageId> {
        let cages = self.policy.cages().iter();
        let above = cages.filter(|cage| cage.label().level.index() > above);
        above.map(Cage::id).collect()
    }

    fn cover(&mut self, above: usize, why: Why, now: Now) {
        let levels = self.policy.levels();
        let name = levels
            .get(above)
            .map_or("", |level| level.name())
            .to_owned();
        // Before anything says so: what is said must be so even if the core ends now.
        if let Err(error) = self.lock.kept.keep_levels(&name) {
            tracing::error!(%error, "should the core end now, the next one covers no level");
        }
        let cages = self.cages_above(above);
        let before = self.lock.covered.take();
        let known = |cage: &CageId| before.as_ref().is_some_and(|b| b.cages.contains(cage));
        let new: Vec<CageId> = cages.iter().copied().filter(|cage| !known(cage)).collect();
        let frozen = new.iter().copied();
        let frozen: Vec<CageId> = frozen
            .filter(|cage| self.connections.frozen(*cage))
            .collect();
        for cage in new {
            self.freeze(cage);
            // Also of a cage that was frozen: what it shows may be held.
            self.take_input_from(cage);
        }
        let mut covered = before.unwrap_or_else(|| Covered::new(above));
        covered.above = above;
        covered.cages = cages.into_iter().collect();
        covered.frozen.extend(frozen);
        covered.undrawn = self.outputs.iter().map(|screen| screen.id).collect();
        self.lock.covered = Some(covered);
        self.end_crossing_of_covered(now);
        if matches!(self.input.panel, Some(Panel::Launcher(_))) {
            // Its cages are others now.
            self.close_panel();
        }
        self.settle_focus();
        self.work.rearrange();
        let why = why.words().to_owned();
        self.journal
            .record(Fact::LevelsLocked { above: name, why }, now);
    }

    /// Whoever sits there has proved who that is: all goes on where it was.
    pub(super) fn uncover(&mut self, now: Now) {
        let Some(covered) = self.lock.covered.take() else {
            return;
        };
        if let Some(asker) = &mut self.lock.asker {
            asker.close();
        }
        if let Err(error) = self.lock.kept.forget_levels() {
            tracing::error!(%error, "the next session begins with these levels locked");
        }
        let mut cages: Vec<CageId> = covered.cages.into_iter().collect();
        cages.sort_unstable();
        cages.retain(|cage| !covered.frozen.contains(cage));
        cages.into_iter().for_each(|cage| self.thaw(cage));
        if matches!(self.input.panel, Some(Panel::Unlock)) {
            self.close_panel();
        }
        let levels = self.policy.levels();
        let above = levels.get(covered.above).map_or("", |level| level.name());
        let above = above.to_owned();
        self.journal.record(Fact::LevelsUnlocked { above }, now);
        self.pictures.forget_covers();
        self.settle_focus();
        self.hurry_shown(now);
        self.work.rearrange();
    }

    /// Opens the sheet that asks for the password; says whether there is anything to unlock.
    pub(crate) fn ask_to_uncover(&mut self) -> bool {
        let asks = self.lock.covered.is_some() && !self.lock.locked();
        if asks && !matches!(self.input.panel, Some(Panel::Unlock)) {
            self.open_panel(Panel::Unlock);
        }
        asks
    }

    /// Begins to ask when the sheet is open, and ends that when it is not: what was typed goes
    /// with it.
    pub(super) fn settle_sheet(&mut self, now: Now) {
        let locked = self.lock.locked();
        let open = !locked && matches!(self.input.panel, Some(Panel::Unlock));
        let Some(covered) = &mut self.lock.covered else {
            if open {
                self.close_panel();
            }
            return;
        };
        if std::mem::replace(&mut covered.asks, open) == open {
            return;
        }
        covered.entry.put_away();
        // A locked session has a conversation of its own.
        let asker = self.lock.asker.as_mut().filter(|_| !locked);
        match (asker, open) {
            (Some(asker), true) => asker.next(now),
            (Some(asker), false) => asker.close(),
            (None, _) => {}
        }
        self.work.rearrange();
    }

    /// The name for people of the level above which all is locked, if levels are.
    pub(crate) fn covered_above(&self) -> Option<String> {
        let level = self.policy.levels().get(self.lock.above()?);
        Some(level.map_or("", |level| level.title()).to_owned())
    }

    /// The same level's name in the policy.
    pub(crate) fn level_covered_above(&self) -> Option<String> {
        let level = self.policy.levels().get(self.lock.above()?);
        Some(level.map_or("", |level| level.name()).to_owned())
    }

    /// Locks what is above the level of a cage, or above the lowest, for a chord; says on the
    /// bar why not.
    pub(crate) fn lock_levels_or_say_why(&mut self, cage: Option<CageId>, now: Now) -> bool {
        let cage = cage.and_then(|cage| self.policy.cage(cage));
        let above = cage.map_or(0, |cage| cage.label().level.index());
        let refused = match self.lock_levels(above, Why::Chord, now) {
            Ok(()) => return true,
            Err(refused) => refused,
        };
        tracing::warn!("{refused}");
        let message = match refused {
            NotCovered::Unlockable(_) => Message::NotLocked,
            NotCovered::Nothing(_) => Message::NothingAbove,
        };
        self.say_of_crossing(message, now);
        false
    }

    /// What the bar says of the chosen window's cage, when it is covered.
    pub(crate) fn covered_message(&self) -> Option<Message> {
        let cage = self.chosen_covered()?;
        Some(Message::Covered(self.title_of(cage)))
    }

    /// The chosen window's cage, where that is covered.
    pub(crate) fn chosen_covered(&self) -> Option<CageId> {
        let window = self.windows.get(self.focus.chosen()?)?;
        Some(window.cage).filter(|cage| self.lock.covers(*cage))
    }

    /// A window's title as it may be shown: the program's words are covered with the rest.
    pub(crate) fn title_shown(&self, window: &Window) -> String {
        match self.lock.covers(window.cage) {
            true => String::new(),
            false => window.title.to_string(),
        }
    }

    /// Whether one side of something that goes from cage to cage is covered.
    pub(crate) fn covered_end(&self, from: Side, to: CageId) -> Option<CageId> {
        let from = match from {
            Side::Cage(cage) => Some(cage),
            Side::Trusted => None,
        };
        let ends = from.into_iter().chain([to]);
        ends.into_iter().find(|cage| self.lock.covers(*cage))
    }
}

impl Covered {
    fn new(above: usize) -> Covered {
        Covered {
            above,
            cages: HashSet::new(),
            frozen: HashSet::new(),
            entry: Entry::default(),
            asks: false,
            undrawn: Vec::new(),
        }
    }
}
