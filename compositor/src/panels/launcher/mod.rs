//! The launcher: a program is found among those that a cage offers, and opened there.

mod answers;
mod choices;
mod known;
mod offer;
mod open;
mod recent;
mod show;
mod split;

use std::time::Duration;

use lisere_policy::{Cage, CageId};
use lisere_shell::{CageFault, LauncherHot, LauncherSpec};

use super::press::{Press, press, round, within};
use super::{KeyPress, Panel};
use crate::clock::Now;
use crate::state::Compositor;

pub(crate) use answers::said;
use choices::{Choice, What};
pub use known::Programs;
pub use open::{Launch, LaunchWhat};

/// The longest text that can be typed, in characters.
const LONGEST: usize = 256;
/// A cage that one only passes by is not asked, which would start it.
const SETTLE: Duration = Duration::from_millis(250);

/// The open launcher.
#[derive(Clone, Debug, Default)]
pub struct Launcher {
    /// The cages that there are, in the policy's order.
    cages: Vec<CageId>,
    /// Which of them is chosen.
    at: usize,
    /// Whether the user said so: then no rule says otherwise.
    named: bool,
    typed: String,
    /// Which line is chosen, of all that there are.
    selected: usize,
    /// How many lines are above the first that is shown.
    above: usize,
    refused: Option<Refused>,
    /// What is being opened, by its number.
    opening: Option<u64>,
    /// When the chosen cage is asked what it offers.
    ask: Option<Now>,
}

/// Why nothing was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The policy has no disposable cages like this one.
    NoDisposable,
    /// They are all in use.
    AllTaken,
    /// Programs of this session are in no sandboxes.
    Bare,
    /// The program of this name needs a terminal, and the cage offers none.
    NoTerminal(String),
    /// What was typed is no command.
    NoCommand,
    /// There is no cage of this name.
    NoCage(String),
    /// The cage has no such program.
    Missing,
    /// The cage has the program, and it can't be started.
    CantStart,
    /// The cage can't do it.
    Cage(CageFault),
}

impl Launcher {
    fn cage(&self) -> Option<CageId> {
        self.cages.get(self.at).copied()
    }

    /// What is sought or run.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The list changed: its best line is chosen.
    fn changed(&mut self) {
        (self.selected, self.above) = (0, 0);
        self.refused = None;
    }
}

impl Compositor {
    /// Opens the launcher for the cage that is used, or closes it.
    pub(crate) fn open_launcher(&mut self, now: Now) {
        if matches!(self.input.panel, Some(Panel::Launcher(_))) {
            self.close_panel();
            return;
        }
        let cages = self.launcher_cages();
        let focused = self.focus.chosen().and_then(|id| self.windows.get(id));
        let last = || {
            let name = self.kept.programs.recent.cage()?;
            self.policy.cage_named(name).map(Cage::id)
        };
        let wanted = focused.map(|window| window.cage).or_else(last);
        let at = cages.iter().position(|cage| Some(*cage) == wanted);
        let launcher = Launcher {
            at: at.unwrap_or(0),
            cages,
            ask: Some(now),
            ..Launcher::default()
        };
        self.open_panel(Panel::Launcher(launcher));
        self.forget_offers();
        self.settle_launcher(now);
    }

    /// The cages of the policy that are not covered, and of disposable ones those that have a
    /// window.
    fn launcher_cages(&self) -> Vec<CageId> {
        let shown = |cage: CageId| self.windows.iter().any(|window| window.cage == cage);
        let cages = self.policy.cages().iter();
        cages
            .filter(|cage| cage.model().is_none() || shown(cage.id()))
            .filter(|cage| !self.lock.covers(cage.id()))
            .map(Cage::id)
            .collect()
    }

    fn launcher(&self) -> Option<&Launcher> {
        match &self.input.panel {
            Some(Panel::Launcher(launcher)) => Some(launcher),
            _ => None,
        }
    }

    fn launcher_mut(&mut self) -> Option<&mut Launcher> {
        self.work.rearrange();
        match &mut self.input.panel {
            Some(Panel::Launcher(launcher)) => Some(launcher),
            _ => None,
        }
    }

    pub(super) fn launcher_key(&mut self, key: &KeyPress, now: Now) {
        match press(key) {
            Press::Leave => self.close_panel(),
            Press::Enter { shift } => self.open_chosen(shift, now),
            Press::Tab { back: true } | Press::Across(..=-1) => self.step_cage(-1, now),
            Press::Tab { back: false } | Press::Across(_) => self.step_cage(1, now),
            Press::Down(by) => self.step_choice(by),
            Press::Page(by) => {
                let rows = isize::try_from(self.launcher_rows()).unwrap_or(1);
                self.step_choice(by.saturating_mul(rows));
            }
            Press::Erase => self.retype(now, |typed| {
                typed.pop();
            }),
            Press::Clear => self.retype(now, String::clear),
            Press::Type(letter) => self.retype(now, |typed| {
                if typed.chars().count() < LONGEST {
                    typed.push(letter);
                }
            }),
            Press::Nothing => {}
        }
    }

    fn retype(&mut self, now: Now, change: impl FnOnce(&mut String)) {
        let Some(launcher) = self.launcher_mut() else {
            return;
        };
        change(&mut launcher.typed);
        launcher.changed();
        self.take_named_cage(now);
    }

    /// Another cage, round and round.
    fn step_cage(&mut self, by: isize, now: Now) {
        if let Some(launcher) = self.launcher_mut() {
            launcher.at = round(launcher.at, by, launcher.cages.len());
            launcher.named = true;
            launcher.changed();
            launcher.ask = Some(now.after(SETTLE));
        }
    }

    /// `@work ` before what is sought chooses the cage: by its name or title, or by a
    /// beginning that only one has.
    fn take_named_cage(&mut self, now: Now) {
        let Some(launcher) = self.launcher() else {
            return;
        };
        let Some((name, rest)) = launcher
            .typed
            .strip_prefix('@')
            .and_then(|typed| typed.split_once(' '))
        else {
            return;
        };
        let (name, rest) = (name.to_owned(), rest.trim_start().to_owned());
        let found = self.named_cage(&launcher.cages, &name);
        let Some(launcher) = self.launcher_mut() else {
            return;
        };
        match found {
            Some(at) => {
                (launcher.at, launcher.named) = (at, true);
                launcher.typed = rest;
                launcher.ask = Some(now);
            }
            None => launcher.refused = Some(Refused::NoCage(name)),
        }
        self.settle_launcher(now);
    }

    fn named_cage(&self, cages: &[CageId], name: &str) -> Option<usize> {
        let wanted = super::find::folded(name);
        let names = |cage: &CageId| {
            let cage = self.policy.cage(*cage)?;
            Some([cage.name(), cage.title()].map(super::find::folded))
        };
        let all: Vec<[String; 2]> = cages.iter().filter_map(names).collect();
        let exact = all.iter().position(|names| names.contains(&wanted));
        let begins = |names: &&[String; 2]| names.iter().any(|name| name.starts_with(&wanted));
        let alone = || {
            let one = all.iter().filter(begins).count() == 1 && !wanted.is_empty();
            all.iter().position(|names| one && begins(&names))
        };
        exact.or_else(alone)
    }

    fn step_choice(&mut self, by: isize) {
        let count = self.launcher_choices().len();
        let Some(launcher) = self.launcher_mut() else {
            return;
        };
        launcher.selected = match by {
            -1 | 1 => round(launcher.selected, by, count),
            _ => within(launcher.selected, by, count),
        };
        launcher.refused = None;
        self.keep_choice_shown();
    }

    /// Brings the chosen line among those that are shown.
    fn keep_choice_shown(&mut self) {
        let rows = self.launcher_rows().max(1);
        if let Some(launcher) = self.launcher_mut() {
            let least = (launcher.selected + 1).saturating_sub(rows);
            launcher.above = launcher.above.clamp(least, launcher.selected.max(least));
        }
    }

    /// How many lines are seen at once.
    fn launcher_rows(&self) -> usize {
        let screen = self.panel_screen();
        screen.map_or(1, |screen| {
            let room = screen.pixels();
            LauncherSpec::rows((room.w, room.h), screen.scale)
        })
    }

    /// The pointer is on a part of the launcher.
    pub(super) fn launcher_pointed(&mut self, hot: LauncherHot) {
        let Some(launcher) = self.launcher() else {
            return;
        };
        if let LauncherHot::Row(row) = hot
            && launcher.above + row != launcher.selected
        {
            let at = launcher.above + row;
            if let Some(launcher) = self.launcher_mut() {
                launcher.selected = at;
            }
        }
    }

    /// The left button went down on a part of the launcher.
    pub(super) fn launcher_pressed(&mut self, hot: LauncherHot, shift: bool, now: Now) {
        match hot {
            LauncherHot::Row(_) => {
                self.launcher_pointed(hot);
                self.open_chosen(shift, now);
            }
            LauncherHot::Before => self.step_cage(-1, now),
            LauncherHot::After => self.step_cage(1, now),
        }
    }

    /// The wheel was turned by so many lines.
    pub(super) fn launcher_scrolled(&mut self, lines: isize) {
        let (count, rows) = (self.launcher_choices().len(), self.launcher_rows());
        if let Some(launcher) = self.launcher_mut() {
            let most = count.saturating_sub(rows);
            launcher.above = launcher.above.saturating_add_signed(lines).min(most);
            let last = launcher.above + rows.saturating_sub(1);
            launcher.selected = launcher.selected.clamp(launcher.above, last);
        }
    }

    /// When the launcher has something to do by itself.
    pub(super) fn launcher_due(&self) -> Option<Now> {
        self.launcher()?.ask
    }

    /// Asks the chosen cage what it offers, once the user stays with it.
    pub(super) fn settle_launcher(&mut self, now: Now) {
        let due = self.launcher().and_then(|launcher| launcher.ask);
        if due.is_some_and(|due| due <= now) {
            let cage = self.launcher_mut().and_then(|launcher| {
                launcher.ask = None;
                launcher.cage()
            });
            self.ask_offers(cage);
        }
    }
}
