//! What chords stand for, done to the focused window, the current output or what was named.

use lisere_policy::CageId;
use lisere_shell::{CageFault, Message};

use crate::actions::Action;
use crate::bindings::{KeyAction as Bound, Where};
use crate::clock::Now;
use crate::crossing::Wish;
use crate::desk::{OutputId, WindowId, Workspace};
use crate::state::Compositor;
use crate::work::Launch;

/// What an action is done to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    pub(crate) window: Option<WindowId>,
    pub(crate) output: Option<OutputId>,
    pub(crate) cage: Option<CageId>,
}

impl Compositor {
    /// What a chord means: the focused window, the current output, the cage in hand.
    pub(crate) fn target(&self) -> Target {
        Target {
            window: self.focus.chosen(),
            output: self.desk.places().first().map(|place| place.id),
            cage: self.cage_in_hand(),
        }
    }

    /// Does what a chord stands for.
    pub(super) fn perform_bound(&mut self, bound: Bound, now: Now) {
        let target = self.target();
        self.perform_on(bound, target, now);
    }

    /// Does an action to what is named; says whether there was anything to do it to.
    pub(crate) fn perform_on(&mut self, bound: Bound, target: Target, now: Now) -> bool {
        match bound {
            Bound::Carry => self.carry_chord(now),
            Bound::PasteHere => self.paste_chord(Wish::Paste, now),
            Bound::OpenHere => self.paste_chord(Wish::Open, now),
            // The release of the chord itself wakes nothing.
            Bound::Launcher => self.open_launcher(now),
            Bound::Welcome => self.open_welcome(),
            Bound::ScreensOff => return self.light_all(false, now).is_ok(),
            Bound::Reload => self.work.wishes.reload = true,
            Bound::Mode(mode) => self.turn_mode(Some(mode)),
            Bound::LeaveMode => self.turn_mode(None),
            Bound::CopyPicture => return self.copy_picture(target.window, now),
            Bound::Overview => self.toggle_overview(),
            Bound::LockLevels => return self.lock_levels_or_say_why(target.cage, now),
            Bound::UnlockLevels => return self.ask_to_uncover(),
            Bound::Desk(action) => return self.perform_on_desk(action, target),
            Bound::Volume(wish) => self.want_volume(wish, now),
            Bound::Brightness { brighter } => return self.want_brightness(brighter, now),
            Bound::Run(program) => return self.launch(program, target.cage, now),
            other => {
                let Some(action) = self.action_of(other, target) else {
                    return false;
                };
                self.perform(action);
                self.work.configure.extend(target.window);
            }
        }
        true
    }

    /// What is to be done to the desk, if there is anything that it can be done to.
    fn action_of(&self, bound: Bound, target: Target) -> Option<Action> {
        let Target {
            window,
            output,
            cage,
        } = target;
        match bound {
            Bound::Close => window.map(Action::Close),
            Bound::Minimise => window.map(Action::Minimise),
            Bound::Maximise => window.map(Action::ToggleMaximised),
            Bound::Fullscreen => window.map(Action::ToggleFullscreen),
            Bound::Lower => window.map(Action::Lower),
            Bound::Raise => window.map(Action::Focus),
            Bound::Workspace(n) => Some(Action::Show(output?, Workspace::new(n)?)),
            Bound::MoveToWorkspace(n) => Some(Action::Send(window?, Workspace::new(n)?)),
            Bound::WorkspaceNext => self.beside(output?, 1),
            Bound::WorkspacePrevious => self.beside(output?, -1),
            Bound::NextWindow => Some(Action::Switch { forward: true }),
            Bound::PreviousWindow => Some(Action::Switch { forward: false }),
            Bound::FocusNextWindow => self.neighbour(output?, true).map(Action::Focus),
            Bound::FocusPreviousWindow => self.neighbour(output?, false).map(Action::Focus),
            Bound::FocusNextOutput => Some(Action::NextOutput),
            Bound::MoveToNextOutput => window.map(Action::SendToNextOutput),
            Bound::FreezeCage => cage.map(|cage| self.freeze_or_thaw(cage)),
            Bound::KillCage => cage.map(Action::EndCage),
            Bound::Attention => Some(Action::CallOrDismiss),
            Bound::Lock => Some(Action::Lock),
            Bound::Bar => Some(Action::CallOrLeaveBar),
            Bound::Quit => Some(Action::Quit),
            Bound::Carry
            | Bound::PasteHere
            | Bound::OpenHere
            | Bound::CopyPicture
            | Bound::Launcher
            | Bound::Welcome
            | Bound::ScreensOff
            | Bound::Reload
            | Bound::Mode(_)
            | Bound::LeaveMode
            | Bound::Overview
            | Bound::LockLevels
            | Bound::UnlockLevels
            | Bound::Desk(_)
            | Bound::Volume(_)
            | Bound::Brightness { .. }
            | Bound::Run(_) => None,
        }
    }

    /// Shows the workspace so many steps on: after the last one comes the first.
    fn beside(&self, output: OutputId, step: i8) -> Option<Action> {
        let shown = self.desk.place(output)?.active;
        let all: Vec<Workspace> = Workspace::all().collect();
        let at = all.iter().position(|workspace| *workspace == shown)?;
        let next = match step > 0 {
            true => all.iter().cycle().nth(at + 1),
            false => all.iter().cycle().nth(at + all.len() - 1),
        };
        next.map(|workspace| Action::Show(output, *workspace))
    }

    /// The window after the focused one of those that an output shows, the oldest first and
    /// round and round, or the one before.
    fn neighbour(&self, output: OutputId, forward: bool) -> Option<WindowId> {
        let here = self.desk.visible().filter(|(_, e)| e.output == output);
        let mut here: Vec<WindowId> = here.map(|(id, _)| id).collect();
        here.sort();
        if !forward {
            here.reverse();
        }
        let chosen = self.focus.chosen();
        let at = here.iter().position(|id| Some(*id) == chosen);
        let next = at.map_or(0, |at| at + 1);
        here.iter().cycle().nth(next).copied()
    }

    /// Turns a mode on, or the one off that is on.
    pub(crate) fn turn_mode(&mut self, mode: Option<u8>) {
        if self.input.keys.set_mode(mode) {
            self.work.rearrange();
        }
    }

    /// The name of the mode that is on.
    #[must_use]
    pub fn mode_name(&self) -> Option<&str> {
        let mode = self.input.keys.mode()?;
        self.preferences.bindings.mode_name(mode)
    }

    /// Has the warden run a program that a chord starts.
    fn launch(&mut self, program: u16, in_hand: Option<CageId>, now: Now) -> bool {
        let programs = self.preferences.bindings.programs();
        let Some(program) = programs.get(usize::from(program)) else {
            return false;
        };
        let cage = match &program.place {
            Where::Focused => in_hand,
            Where::Cage(name) => self.policy.cage_named(name).map(lisere_policy::Cage::id),
        };
        let argv = program.argv.clone();
        match cage {
            Some(cage) => self.work.wishes.launches.push(Launch { cage, argv }),
            None => self.say_of_crossing(Message::NowhereToStart, now),
        }
        cage.is_some()
    }

    /// A program that a chord was to start does not run.
    pub(crate) fn launch_failed(&mut self, cage: CageId, fault: CageFault, now: Now) {
        let cage = self.title_of(cage);
        self.say_of_crossing(Message::NotStarted { cage, fault }, now);
    }
}
