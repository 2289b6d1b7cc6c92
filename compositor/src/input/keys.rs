//! Keys: the core's own keyboard state, trusted chords first, then whoever has the keys.

use std::collections::HashMap;
use std::ffi::OsStr;

use smithay::input::keyboard::xkb;

use super::compose::{Compose, Typed, text_of};
use super::repeat::Repeat;
use super::{InputEvent, Taker};
use crate::bindings::{KeyAction as Bound, Modifiers, keysyms};
use crate::clock::Now;
use crate::panels::KeyPress;
use crate::seat::{KeyboardSettings, KeymapError, Layout, Leds, turn_layout};
use crate::state::Compositor;

/// evdev codes of the Super keys. They belong to the desktop: no client sees them.
const SUPER: [u32; 2] = [125, 126];
/// XKB counts keys from 8.
const XKB_OFFSET: u32 = 8;
/// Keysyms of Ctrl+Alt+F1 to Ctrl+Alt+F12 in every layout.
const CONSOLES: std::ops::RangeInclusive<u32> = 0x1008_fe01..=0x1008_fe0c;
/// evdev codes of F1 to F12.
const FUNCTION_KEYS: [u32; 12] = [59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 87, 88];
/// Keysym of Escape.
const ESCAPE: u32 = 0xff1b;

/// The core's own view of the keyboard.
pub struct Keys {
    state: xkb::State,
    /// Keys that are down, and who took them.
    down: HashMap<u32, Taker>,
    /// The mode that is on, by its number among the bindings'.
    mode: Option<u8>,
    /// Sequences of keys that make a letter, for trusted UI.
    compose: Option<Compose>,
    /// The key that is held in a panel.
    pub(super) repeat: Option<Repeat>,
}

impl Keys {
    /// Compiles the user's layout for the core itself.
    ///
    /// # Errors
    /// When the settings name no existing layout.
    pub fn new(settings: &KeyboardSettings) -> Result<Keys, KeymapError> {
        let layout = Layout::compile(settings)?;
        Ok(Keys {
            state: xkb::State::new(&layout.keymap),
            down: HashMap::new(),
            mode: None,
            compose: None,
            repeat: None,
        })
    }

    /// Dead keys and the compose key make letters from now on, as in a locale of this name.
    /// Says whether the system knows any for it; if not, keys type what stands on them.
    pub fn compose_in(&mut self, locale: &OsStr) -> bool {
        self.compose = Compose::of_locale(locale);
        self.compose.is_some()
    }

    /// Whoever typed types no more: a sequence that was begun is over.
    pub(super) fn end_sequence(&mut self) {
        if let Some(compose) = &mut self.compose {
            compose.reset();
        }
    }

    /// What a key that is down means to a field for text.
    fn written(&mut self, code: u32) -> Typed {
        let plain = self.typed(code);
        let sym = self.state.key_get_one_sym(keycode(code));
        match &mut self.compose {
            Some(compose) => compose.feed(sym, plain),
            None => Typed::Plain(text_of(plain)),
        }
    }

    /// A key is down that means nothing but itself: chords still count it.
    pub(super) fn swallow(&mut self, code: u32) {
        if self.down.insert(code, Taker::Core).is_none() {
            self.update(code, true);
        }
    }

    /// Takes another layout over; locks and held keys stay.
    ///
    /// # Errors
    /// When the settings name no existing layout.
    pub(crate) fn change(&mut self, settings: &KeyboardSettings) -> Result<(), KeymapError> {
        let layout = Layout::compile(settings)?;
        let locked = self.state.serialize_mods(xkb::STATE_MODS_LOCKED);
        self.state = xkb::State::new(&layout.keymap);
        self.state.update_mask(0, 0, locked, 0, 0, 0);
        for code in self.down.keys() {
            self.state
                .update_key(keycode(*code), xkb::KeyDirection::Down);
        }
        Ok(())
    }

    /// The layout that is active for trusted UI, counted from 0.
    #[must_use]
    pub fn layout(&self) -> u32 {
        self.state.serialize_layout(xkb::STATE_LAYOUT_EFFECTIVE)
    }

    /// Makes the next of so many layouts the active one for trusted UI.
    pub(crate) fn next_layout(&mut self, count: u32) {
        turn_layout(&mut self.state, count);
    }

    /// The mode that is on, by its number among the bindings'.
    #[must_use]
    pub fn mode(&self) -> Option<u8> {
        self.mode
    }

    /// Turns a mode on in place of any other, or none; says whether that is news.
    pub(crate) fn set_mode(&mut self, mode: Option<u8>) -> bool {
        std::mem::replace(&mut self.mode, mode) != mode
    }

    /// When the key that is held in a panel counts once more.
    #[must_use]
    pub(crate) fn repeat_due(&self) -> Option<Now> {
        self.repeat.as_ref().map(Repeat::due)
    }

    /// Whether no key is held.
    #[must_use]
    pub fn none_down(&self) -> bool {
        self.down.is_empty()
    }

    /// What is locked for the core itself.
    #[must_use]
    pub(crate) fn leds(&self) -> Leds {
        Leds::of(&self.state)
    }

    /// Which of the user's layouts is active for the core itself.
    #[must_use]
    pub(crate) fn group(&self) -> u32 {
        self.state.serialize_layout(xkb::STATE_LAYOUT_EFFECTIVE)
    }

    /// Whether a Super key is held.
    #[must_use]
    pub fn super_down(&self) -> bool {
        SUPER.iter().any(|code| self.down.contains_key(code))
    }

    /// Whether Shift is held.
    #[must_use]
    pub(crate) fn shift_down(&self) -> bool {
        self.modifiers().shift
    }

    fn modifiers(&self) -> Modifiers {
        let on = |name| {
            self.state
                .mod_name_is_active(name, xkb::STATE_MODS_EFFECTIVE)
        };
        Modifiers {
            logo: self.super_down() || on(xkb::MOD_NAME_LOGO),
            ctrl: on(xkb::MOD_NAME_CTRL),
            alt: on(xkb::MOD_NAME_ALT),
            shift: on(xkb::MOD_NAME_SHIFT),
        }
    }

    /// The key that makes this keysym unshifted in the active layout, as evdev numbers it.
    pub(crate) fn code_of(&self, keysym: u32) -> Option<u32> {
        let keymap = self.state.get_keymap();
        let (first, last) = (keymap.min_keycode().raw(), keymap.max_keycode().raw());
        let makes = |code: &u32| {
            let key = xkb::Keycode::new(*code);
            let layout = self.state.key_get_layout(key);
            let syms = keymap.key_get_syms_by_level(key, layout, 0);
            syms.iter().any(|sym| sym.raw() == keysym)
        };
        let found = (first..=last).find(makes)?;
        found.checked_sub(XKB_OFFSET)
    }

    /// The keysyms a key may stand for in a chord.
    fn keysyms(&self, code: u32) -> Vec<u32> {
        keysyms(&self.state, keycode(code))
    }

    /// What a key that is down types in the user's layout, if that can be seen.
    fn typed(&self, code: u32) -> Option<char> {
        let text = self.state.key_get_utf8(keycode(code));
        let typed = text.chars().next();
        typed.filter(|c| !c.is_control())
    }

    fn update(&mut self, code: u32, pressed: bool) {
        let direction = if pressed {
            xkb::KeyDirection::Down
        } else {
            xkb::KeyDirection::Up
        };
        self.state.update_key(keycode(code), direction);
    }
}

/// The console that a key goes to. Layouts may have no such keysyms; the keys count even so.
fn console_of(code: u32, modifiers: Modifiers, syms: &[u32]) -> Option<i32> {
    let named = syms.iter().find(|sym| CONSOLES.contains(sym));
    let named = named.map(|sym| sym.saturating_sub(*CONSOLES.start()));
    let held = modifiers.ctrl && modifiers.alt;
    let pressed = || (1..).zip(FUNCTION_KEYS).find(|(_, key)| *key == code);
    match named {
        Some(from_first) => i32::try_from(from_first).ok()?.checked_add(1),
        None => pressed().filter(|_| held).map(|(number, _)| number),
    }
}

/// A key as XKB counts it.
fn keycode(code: u32) -> xkb::Keycode {
    xkb::Keycode::new(code.saturating_add(XKB_OFFSET))
}

impl Compositor {
    /// The lights that keyboards are to show: what is locked for whoever has the
    /// keys, as each cage has locks of its own, else for the core itself.
    #[must_use]
    pub fn leds(&self) -> Leds {
        let cage = self.focus.cage();
        let cages = cage.and_then(|cage| self.seats.leds(cage));
        cages.unwrap_or_else(|| self.input.keys.leds())
    }

    /// Whether an event counts even while screens are dark: the attention key, the keys that go
    /// to another console, and those of the machine's sound and light.
    pub(super) fn always_heard(&self, event: &InputEvent) -> bool {
        let InputEvent::Key {
            code,
            pressed: true,
        } = event
        else {
            return false;
        };
        let modifiers = self.input.keys.modifiers();
        let bindings = &self.preferences.bindings;
        let syms = self.input.keys.keysyms(*code);
        let counts = |action: Bound| action == Bound::Attention || action.everywhere();
        let heard = |sym: &u32| bindings.action(modifiers, *sym).is_some_and(counts);
        console_of(*code, modifiers, &syms).is_some() || syms.iter().any(heard)
    }

    pub(super) fn key(&mut self, code: u32, pressed: bool, now: Now) {
        if !pressed {
            self.key_up(code, now);
            return;
        }
        if self.input.keys.down.contains_key(&code) {
            return;
        }
        let modifiers = self.input.keys.modifiers();
        let syms = self.input.keys.keysyms(code);
        self.input.keys.update(code, true);
        self.input.keys.repeat = None;
        let taker = self.take_key(code, modifiers, &syms, now);
        // Before the press counts as held: the focus may still have to arrive.
        if taker == Taker::Client {
            self.settle_focus();
            self.seats.key(code, true, now.millis());
        }
        self.input.keys.down.insert(code, taker);
    }

    fn key_up(&mut self, code: u32, now: Now) {
        self.input.keys.update(code, false);
        let repeat = &mut self.input.keys.repeat;
        repeat.take_if(|repeat| repeat.code() == code);
        if self.input.keys.down.remove(&code) == Some(Taker::Client) {
            self.seats.key(code, false, now.millis());
        }
        let held = self.input.keys.modifiers();
        if self.input.switcher.is_some() && !(held.alt || held.logo || held.ctrl) {
            self.close_switcher(true);
        }
    }

    /// Trusted keys are matched before anything that a client could delay.
    fn take_key(&mut self, code: u32, modifiers: Modifiers, syms: &[u32], now: Now) -> Taker {
        if SUPER.contains(&code) {
            return Taker::Core;
        }
        if let Some(number) = console_of(code, modifiers, syms) {
            self.go_to_console(number);
            return Taker::Core;
        }
        if self.take_everywhere(code, modifiers, syms, now) {
            return Taker::Core;
        }
        if self.lock.locked() {
            let pressed = self.key_press(code, syms);
            self.lock_key(&pressed, modifiers);
            return Taker::Core;
        }
        let mode = self.input.keys.mode;
        let bound = self.preferences.bindings.action_in(mode, modifiers, syms);
        if self.crossing.asks() {
            if bound == Some(Bound::Attention) {
                self.dismiss_prompt(now);
            } else {
                self.prompt_key(syms, now);
                return Taker::Core;
            }
        }
        // Alt is held meanwhile, and chords with it are not what is meant.
        let leaves = syms.first() == Some(&ESCAPE) && bound != Some(Bound::Attention);
        if self.input.switcher.is_some() && leaves {
            self.close_switcher(false);
            return Taker::Core;
        }
        if let Some(bound) = bound {
            self.perform_bound(bound, now);
            return Taker::Core;
        }
        if self.input.switcher.is_some() {
            return Taker::Core;
        }
        if self.input.panel.is_some() {
            let pressed = self.key_press(code, syms);
            self.panel_key(&pressed, now);
            self.begin_repeat(code, pressed, now);
            return Taker::Core;
        }
        if self.focus.attention() {
            return Taker::Core;
        }
        // What is typed with Super held was meant for the desktop, and so is what is typed
        // while a mode is on.
        if self.input.keys.super_down() || mode.is_some() {
            return Taker::Core;
        }
        Taker::Client
    }

    /// What is done whatever is shown. A mode's own chords are none where something is typed
    /// that a mode has no part in.
    fn take_everywhere(&mut self, code: u32, modifiers: Modifiers, syms: &[u32], now: Now) -> bool {
        let asked = self.lock.locked() || self.crossing.asks();
        let mode = self.input.keys.mode.filter(|_| !asked);
        let bound = self.preferences.bindings.action_in(mode, modifiers, syms);
        let Some(action) = bound.filter(|action| action.everywhere()) else {
            return false;
        };
        self.perform_bound(action, now);
        self.go_on_with(code, action, now);
        true
    }

    /// A key that went down, for trusted UI. One that belongs to a sequence stands for nothing
    /// besides.
    fn key_press(&mut self, code: u32, syms: &[u32]) -> KeyPress {
        let held = self.input.keys.modifiers();
        let (text, syms) = match self.input.keys.written(code) {
            Typed::Plain(text) => (text, syms.to_vec()),
            Typed::Composed(text) => (text, Vec::new()),
        };
        KeyPress { syms, text, held }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn console_keys_count_in_every_layout() {
        let held = Modifiers {
            ctrl: true,
            alt: true,
            ..Modifiers::default()
        };
        assert_eq!(console_of(61, held, &[0x1008_fe03]), Some(3));
        // F12 of a layout that knows nothing of consoles.
        assert_eq!(console_of(88, held, &[0xffc9]), Some(12));
        assert_eq!(console_of(59, held, &[0xffbe]), Some(1));
    }

    #[test]
    fn other_keys_go_to_no_console() {
        let held = Modifiers {
            ctrl: true,
            alt: true,
            ..Modifiers::default()
        };
        assert_eq!(console_of(30, held, &[0x61]), None);
        let ctrl = Modifiers { alt: false, ..held };
        assert_eq!(console_of(59, ctrl, &[0xffbe]), None);
    }
}
