//! The paste key, pressed for the user once something is on the destination's clipboard.

use lisere_policy::CageId;

use crate::bindings::Chord;
use crate::clock::Now;
use crate::state::Compositor;

/// evdev codes of modifiers.
const CTRL: u32 = 29;
const SHIFT: u32 = 42;
const ALT: u32 = 56;

impl Compositor {
    /// A cage has got what the user pasted: its program is to paste it, if the user likes.
    pub(super) fn press_for(&mut self, cage: CageId) {
        self.crossing.press = self.preferences.paste_key.map(|chord| (cage, chord));
    }

    /// Presses the paste key when the user's own keys are up, as long as the keys are for
    /// that cage.
    pub(crate) fn press_paste_key(&mut self, now: Now) {
        let Some((cage, chord)) = self.crossing.press else {
            return;
        };
        if !self.input.no_key_down() || self.crossing.asks() {
            return;
        }
        self.crossing.press = None;
        if self.focus.cage() == Some(cage) {
            self.press_chord(chord, now);
        }
    }

    fn press_chord(&mut self, chord: Chord, now: Now) {
        let Some(key) = self.input.keys.code_of(chord.keysym) else {
            tracing::warn!("no key of the layout is the paste key");
            return;
        };
        let held = chord.modifiers;
        let modifiers = [(held.ctrl, CTRL), (held.alt, ALT), (held.shift, SHIFT)];
        let codes = modifiers.into_iter().filter(|(held, _)| *held);
        let codes: Vec<u32> = codes.map(|(_, code)| code).chain([key]).collect();
        for code in &codes {
            self.seats.key(*code, true, now.millis());
        }
        for code in codes.iter().rev() {
            self.seats.key(*code, false, now.millis());
        }
    }
}
