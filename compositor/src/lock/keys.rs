//! Keys and pointer while the session is locked: they reach the field, and nothing else.

use crate::bindings::Modifiers;
use crate::input::{Gesture, InputEvent};
use crate::panels::KeyPress;
use crate::state::Compositor;

/// Keysyms of keys that do something at the field.
mod key {
    pub(super) const BACKSPACE: u32 = 0xff08;
    pub(super) const RETURN: u32 = 0xff0d;
    pub(super) const ESCAPE: u32 = 0xff1b;
    pub(super) const DELETE: u32 = 0xffff;
    pub(super) const KP_ENTER: u32 = 0xff8d;
    pub(super) const U: u32 = 0x75;
}

impl Compositor {
    /// Whether an event is heard at all while the session is locked: keys, the pointer, and
    /// whatever lets something go that is held.
    pub(crate) fn lock_hears(&self, event: &InputEvent) -> bool {
        match event {
            InputEvent::Key { .. }
            | InputEvent::PointerTo(_)
            | InputEvent::PointerBy { .. }
            | InputEvent::Button { .. }
            | InputEvent::TouchUp { .. }
            | InputEvent::TouchFrame
            | InputEvent::TouchCancel
            | InputEvent::Switch { .. }
            | InputEvent::TabletGone(_) => true,
            InputEvent::Gesture(gesture) => matches!(gesture, Gesture::End { .. }),
            InputEvent::Tablet(event) => event.lets_go(),
            InputEvent::Axis(_) | InputEvent::TouchDown { .. } | InputEvent::TouchMotion { .. } => {
                false
            }
        }
    }

    /// A key went down at the locked screen, or for the sheet that unlocks levels.
    pub(crate) fn lock_key(&mut self, pressed: &KeyPress, held: Modifiers) {
        let Some((entry, _)) = self.lock.asking() else {
            return;
        };
        let sym = pressed.syms.first().copied().unwrap_or_default();
        match sym {
            key::RETURN | key::KP_ENTER => entry.enter(),
            key::ESCAPE | key::DELETE => entry.clear(),
            key::BACKSPACE if held.ctrl => entry.clear(),
            key::BACKSPACE => entry.erase(),
            key::U if held.ctrl => entry.clear(),
            _ if held.ctrl || held.alt || held.logo => {}
            _ => pressed.text.chars().for_each(|typed| entry.insert(typed)),
        }
        // Also when nothing was typed: another layout may be active, or Caps Lock.
        self.work.rearrange();
    }
}
