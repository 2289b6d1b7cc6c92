//! A key that is held in a panel goes on doing what it does, at the pace it has in programs.

use std::mem::discriminant;
use std::time::Duration;

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
    press: KeyPress,
    due: Now,
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
        let settings = &self.preferences.keyboard;
        let wanted = settings.repeat_rate > 0 && self.input.panel.is_some();
        let delay = u64::try_from(settings.repeat_delay).unwrap_or(0).max(1);
        let due = now.after(Duration::from_millis(delay));
        let repeat = ((moves || types) && wanted).then_some(Repeat { code, press, due });
        self.input.keys.repeat = repeat;
    }

    /// Does what the held key does once more, if it is time.
    pub(crate) fn repeat_key(&mut self, now: Now) {
        let due = self.input.keys.repeat.take_if(|held| held.due <= now);
        let (Some(held), Some(panel)) = (due, &self.input.panel) else {
            return;
        };
        let before = discriminant(panel);
        self.panel_key(&held.press, now);
        // In another panel that came of it the key was not pressed.
        let same = self.input.panel.as_ref().map(discriminant) == Some(before);
        let rate = u64::try_from(self.preferences.keyboard.repeat_rate).unwrap_or(0);
        if let Some(pause) = SECOND.checked_div(rate).filter(|_| same) {
            let due = now.after(Duration::from_millis(pause.max(1)));
            self.input.keys.repeat = Some(Repeat { due, ..held });
        }
    }
}
