//! Actions are data; performing one is a line.

use lisere_policy::{Cage, CageId};
use lisere_shell::Message;

use crate::desk::{Mode, OutputId, WindowId, Workspace};
use crate::state::Compositor;

/// Something done to the desk, by the user or at a client's wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Gives the keys to a window and brings it up.
    Focus(WindowId),
    /// Asks a window to close.
    Close(WindowId),
    /// Puts a window away.
    Minimise(WindowId),
    /// Fills the work area, or not.
    SetMaximised(WindowId, bool),
    /// The other of the two.
    ToggleMaximised(WindowId),
    /// Fills the work area without title strip, or not.
    SetFullscreen(WindowId, bool),
    /// The other of the two.
    ToggleFullscreen(WindowId),
    /// Puts a window below the others.
    Lower(WindowId),
    /// Shows a workspace on an output.
    Show(OutputId, Workspace),
    /// Sends a window to a workspace of its output.
    Send(WindowId, Workspace),
    /// Sends a window to the next output.
    SendToNextOutput(WindowId),
    /// Makes another output the one where new windows go.
    NextOutput,
    /// Opens the switcher, or steps on in it.
    Switch {
        /// Towards less recent windows, or back.
        forward: bool,
    },
    /// Hears nothing of a cage any more and gives it no input.
    FreezeCage(CageId),
    /// Lets a frozen cage go on.
    ThawCage(CageId),
    /// Ends every program of a cage.
    EndCage(CageId),
    /// Takes keys and pointer from every client, or gives the keys back.
    CallOrDismiss,
    /// Locks the session.
    Lock,
    /// Puts the keyboard on the bar, or takes it from there.
    CallOrLeaveBar,
    /// Ends the session.
    Quit,
}

impl Compositor {
    /// Does it.
    pub fn perform(&mut self, action: Action) {
        match action {
            Action::Focus(window) => self.focus_window(window),
            Action::Close(window) => self.close_window(window),
            Action::Minimise(window) => self.desk.set_minimised(window, true),
            Action::SetMaximised(window, on) => self.set_mode(window, Mode::Maximised, on),
            Action::ToggleMaximised(window) => self.toggle_mode(window, Mode::Maximised),
            Action::SetFullscreen(window, on) => self.set_mode(window, Mode::Fullscreen, on),
            Action::ToggleFullscreen(window) => self.toggle_mode(window, Mode::Fullscreen),
            Action::Lower(window) => self.desk.lower(window),
            Action::Show(output, workspace) => self.show_workspace(output, workspace),
            Action::Send(window, workspace) => self.send_window(window, workspace),
            Action::SendToNextOutput(window) => self.send_to_next_output(window),
            Action::NextOutput => self.next_output(),
            Action::Switch { forward } => self.switch(forward),
            Action::FreezeCage(cage) => self.freeze(cage),
            Action::ThawCage(cage) => self.thaw(cage),
            Action::EndCage(cage) => self.end_cage(cage),
            Action::CallOrDismiss => self.call_or_dismiss(),
            Action::Lock => self.lock_or_say_why(),
            Action::CallOrLeaveBar => self.call_or_leave_bar(),
            Action::Quit => self.quit(),
        }
    }

    fn close_window(&mut self, window: WindowId) {
        let window = self.windows.get(window);
        if let Some(window) = window.filter(|window| !self.lock.covers(window.cage)) {
            window.toplevel.send_close();
        }
    }

    fn set_mode(&mut self, window: WindowId, mode: Mode, on: bool) {
        let Some(entry) = self.desk.entry(window) else {
            return;
        };
        let current = entry.mode;
        let before = entry.before_fullscreen;
        match (on, current == mode) {
            (true, false) => self.desk.set_mode(window, mode),
            (false, true) if mode == Mode::Fullscreen => self.desk.set_mode(window, before),
            (false, true) => self.desk.set_mode(window, Mode::Floating),
            (true, true) | (false, false) => {}
        }
    }

    fn toggle_mode(&mut self, window: WindowId, mode: Mode) {
        let on = self
            .desk
            .entry(window)
            .is_some_and(|entry| entry.mode != mode);
        self.set_mode(window, mode, on);
    }

    fn show_workspace(&mut self, output: OutputId, workspace: Workspace) {
        self.desk.show(output, workspace);
        self.desk.prefer_output(output);
        self.focus_most_recent();
    }

    /// Where workspaces are kept apart by label, whose colours the bar shows, one of another
    /// label takes no window.
    fn send_window(&mut self, window: WindowId, workspace: Workspace) {
        if self.desk.send_to(window, workspace) {
            return;
        }
        let output = self.desk.entry(window).map(|entry| entry.output);
        let there = output.and_then(|output| self.desk.cage_of((output, workspace)));
        let there = there.and_then(|index| self.policy.cages().get(index));
        let kept_apart = Message::KeptApart {
            workspace: workspace.number(),
            cage: there.map(Cage::title).unwrap_or_default().to_owned(),
        };
        self.say_of_crossing(kept_apart, self.clock.now());
    }

    fn send_to_next_output(&mut self, window: WindowId) {
        let here = self.desk.entry(window).map(|entry| entry.output);
        let ids: Vec<OutputId> = self.outputs.iter().map(|screen| screen.id).collect();
        let next = here.and_then(|here| after(&ids, here));
        if let Some(next) = next {
            self.desk.send_to_output(window, next);
        }
    }

    fn next_output(&mut self) {
        let ids: Vec<OutputId> = self.outputs.iter().map(|screen| screen.id).collect();
        let here = self.desk.places().first().map(|place| place.id);
        if let Some(next) = here.and_then(|here| after(&ids, here)) {
            self.desk.prefer_output(next);
            self.focus_most_recent();
        }
    }

    /// Ends the session after this turn.
    pub fn quit(&mut self) {
        self.work.ended = true;
    }
}

/// The one after `here`, round and round.
fn after(ids: &[OutputId], here: OutputId) -> Option<OutputId> {
    let at = ids.iter().position(|id| *id == here)?;
    ids.iter()
        .cycle()
        .nth(at + 1)
        .copied()
        .filter(|next| *next != here)
}
