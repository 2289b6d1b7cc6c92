//! A key that is held in a panel, or whose chord goes on, does again and again what it does, at
//! the pace that keys have in programs.

use std::mem::discriminant;
use std::time::Duration;

use crate::bindings::KeyAction;
use crate::clock::Now;
use crate::panels::{KeyPress, Panel};
use crate::state::Compositor;

/// Keysyms of what moves and erases: backspace, Tab both ways, the arrows and the pages. Nothing
/// that does something for good is done again by being held.
const MOVING: [u32; 9] = [
    0xff08, 0xff09, 0xfe20, 0xff51, 0xff52, 0xff53, 0xff54, 0xff55, 0xff56,
];
/// A second, in milliseconds.
const SECOND: u64 = 1000;

/// A held key.
pub(super) struct Repeat {
    code: u32,
    what: What,
    due: Now,
}

/// What it does.
enum What {
    /// What a press does in the panel.
    Press(KeyPress),
    /// What its chord stands for.
    Action(KeyAction),
}

impl Repeat {
    /// Which key it is.
    pub(super) fn code(&self) -> u32 {
        self.code
    }

    /// When it counts once more.
    pub(super) fn due(&self) -> Now {
        self.due
    }
}

impl Compositor {
    /// A panel took a press: it counts again and again while it is held, if it is one of those.
    pub(super) fn begin_repeat(&mut self, code: u32, press: KeyPress, now: Now) {
        let moves = press.syms.first().is_some_and(|sym| MOVING.contains(sym));
        let types = matches!(self.input.panel, Some(Panel::Launcher(_))) && !press.text.is_empty();
        let wanted = (moves || types) && self.input.panel.is_some();
        self.input.keys.repeat = None;
        if wanted {
            self.repeat_after_delay(code, What::Press(press), now);
        }
    }

    /// A chord was pressed: it counts again and again while its key is held, if it goes on.
    pub(super) fn go_on_with(&mut self, code: u32, action: KeyAction, now: Now) {
        if action.goes_on() {
            self.repeat_after_delay(code, What::Action(action), now);
        }
    }

    fn repeat_after_delay(&mut self, code: u32, what: What, now: Now) {
        let settings = &self.preferences.keyboard;
        if settings.repeat_rate > 0 {
            let delay = u64::try_from(settings.repeat_delay).unwrap_or(0).max(1);
            let due = now.after(Duration::from_millis(delay));
            self.input.keys.repeat = Some(Repeat { code, what, due });
        }
    }

    /// Does what the held key does once more, if it is time.
    pub(crate) fn repeat_key(&mut self, now: Now) {
        let due = self.input.keys.repeat.take_if(|held| held.due <= now);
        let Some(held) = due else { return };
        let same = match &held.what {
            What::Press(press) => self.repeat_press(press, now),
            What::Action(action) => {
                self.perform_bound(*action, now);
                true
            }
        };
        let rate = u64::try_from(self.preferences.keyboard.repeat_rate).unwrap_or(0);
        if let Some(pause) = SECOND.checked_div(rate).filter(|_| same) {
            let due = now.after(Duration::from_millis(pause.max(1)));
            self.input.keys.repeat = Some(Repeat { due, ..held });
        }
    }

    /// Presses a key once more in the panel; says whether it is still in the same one. In
    /// another that came of it the key was not pressed.
    fn repeat_press(&mut self, press: &KeyPress, now: Now) -> bool {
        let Some(panel) = &self.input.panel else {
            return false;
        };
        let before = discriminant(panel);
        self.panel_key(press, now);
        self.input.panel.as_ref().map(discriminant) == Some(before)
    }
}
