//! Key bindings: which chord means which action. Trusted chords are not among them.

mod action;
mod chord;
mod desk;

use lisere_policy::did_you_mean;
use smithay::input::keyboard::{Keycode, xkb};

pub use self::action::{KNOWN, KeyAction, Known, MODE, On};
use self::chord::plain;
pub use self::chord::{Chord, Modifiers};
pub use self::desk::DeskAction;

/// Keysym of Escape.
const ESCAPE: u32 = 0xff1b;
/// Keysyms that leave a mode without modifiers, whatever the mode: Escape, Return and the
/// number pad's Enter.
const LEAVES: [u32; 3] = [ESCAPE, 0xff0d, 0xff8d];

/// Where a program runs that a chord starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Where {
    /// In the cage that has the keys.
    Focused,
    /// In the cage of this name.
    Cage(String),
}

/// A program that a chord starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// It and its arguments.
    pub argv: Vec<String>,
    /// In which cage.
    pub place: Where,
    /// Line and column, from 1, where preferences name the cage: only with the policy can be
    /// said whether there is such a cage.
    pub named_at: (usize, usize),
}

/// Chords that count only while the mode is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyMode {
    /// As preferences and the bar name it.
    pub name: String,
    chords: Vec<(Chord, KeyAction)>,
}

/// Which chord does what. A chord occurs at most once, and at most once in each mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bindings {
    chords: Vec<(Chord, KeyAction)>,
    programs: Vec<Program>,
    modes: Vec<KeyMode>,
}

impl Default for Bindings {
    fn default() -> Self {
        let mut bindings = Self {
            chords: Vec::new(),
            programs: Vec::new(),
            modes: Vec::new(),
        };
        for action in KeyAction::all() {
            // A test sees to it that each is a chord.
            let chord = action.usual_chord().and_then(|chord| chord.parse().ok());
            if let Some(chord) = chord {
                bindings.bind(chord, Some(action));
            }
        }
        bindings
    }
}

impl Bindings {
    /// Gives a chord another action, or none.
    pub fn bind(&mut self, chord: Chord, action: Option<KeyAction>) {
        self.chords.retain(|(known, _)| *known != chord);
        self.chords.extend(action.map(|action| (chord, action)));
    }

    /// Gives a chord an action that counts only in this mode, if there is such a mode.
    pub fn bind_in(&mut self, mode: u8, chord: Chord, action: KeyAction) {
        if let Some(mode) = self.modes.get_mut(usize::from(mode)) {
            mode.chords.retain(|(known, _)| *known != chord);
            mode.chords.push((chord, action));
        }
    }

    /// Adds a mode without chords; none once there are as many as can be numbered.
    pub fn add_mode(&mut self, name: &str) -> Option<u8> {
        let number = u8::try_from(self.modes.len()).ok()?;
        self.modes.push(KeyMode {
            name: name.to_owned(),
            chords: Vec::new(),
        });
        Some(number)
    }

    /// Adds a program; none once there are as many as can be numbered.
    pub fn add_program(&mut self, program: Program) -> Option<KeyAction> {
        let number = u16::try_from(self.programs.len()).ok()?;
        self.programs.push(program);
        Some(KeyAction::Run(number))
    }

    /// The name of a mode.
    #[must_use]
    pub fn mode_name(&self, mode: u8) -> Option<&str> {
        let mode = self.modes.get(usize::from(mode));
        mode.map(|mode| mode.name.as_str())
    }

    /// The programs that chords start, in the order of their numbers.
    #[must_use]
    pub fn programs(&self) -> &[Program] {
        &self.programs
    }

    /// Every mode, in the order of their numbers.
    #[must_use]
    pub fn modes(&self) -> &[KeyMode] {
        &self.modes
    }

    /// The action of this name, modes' included; else what may be meant.
    ///
    /// # Errors
    /// A text that says which names are near, or which there are.
    pub fn named(&self, name: &str) -> Result<KeyAction, String> {
        if let Some(mode) = name.strip_prefix(MODE) {
            let found = (0_u8..).zip(&self.modes).find(|(_, one)| one.name == mode);
            if let Some((number, _)) = found {
                return Ok(KeyAction::Mode(number));
            }
        }
        KeyAction::named(name).ok_or_else(|| {
            let modes = self.modes.iter().map(|one| format!("{MODE}{}", one.name));
            let names: Vec<String> = KeyAction::names().chain(modes).collect();
            let near = did_you_mean(name, names.iter().map(String::as_str));
            near.unwrap_or_else(|| format!("the actions are {}", names.join(", ")))
        })
    }

    /// What an action is called, modes by their own names.
    #[must_use]
    pub fn name_of(&self, action: KeyAction) -> String {
        match action {
            KeyAction::Mode(mode) => format!("{MODE}{}", self.mode_name(mode).unwrap_or_default()),
            other => other.to_string(),
        }
    }

    /// The action of one keysym while exactly these modifiers are held. Capital and
    /// small letters are the same key; locks count for nothing. The attention key is found
    /// also while more is held, as what sticks or a client was given may be, unless that is
    /// another chord.
    #[must_use]
    pub fn action(&self, modifiers: Modifiers, keysym: u32) -> Option<KeyAction> {
        let chord = Chord {
            modifiers,
            keysym: plain(keysym),
        };
        let exact = self.chords.iter().find(|(known, _)| *known == chord);
        let attention = || {
            self.chords
                .iter()
                .find(|(known, action)| *action == KeyAction::Attention && known.within(&chord))
        };
        exact.or_else(attention).map(|(_, action)| *action)
    }

    /// The action of a key that may stand for several keysyms, the likeliest first, while a
    /// mode may be on: its own chords come before the usual ones.
    #[must_use]
    pub fn action_in(
        &self,
        mode: Option<u8>,
        modifiers: Modifiers,
        keysyms: &[u32],
    ) -> Option<KeyAction> {
        let mode = mode.and_then(|mode| self.modes.get(usize::from(mode)));
        let own = mode.and_then(|mode| keysyms.iter().find_map(|sym| mode.action(modifiers, *sym)));
        let usual = || keysyms.iter().find_map(|sym| self.action(modifiers, *sym));
        own.or_else(usual)
    }

    /// The action of a key: the first of [`keysyms`] that has one.
    #[must_use]
    pub fn action_of(
        &self,
        modifiers: Modifiers,
        state: &xkb::State,
        key: Keycode,
    ) -> Option<KeyAction> {
        keysyms(state, key)
            .into_iter()
            .find_map(|keysym| self.action(modifiers, keysym))
    }

    /// A chord that does this, if any does.
    #[must_use]
    pub fn chord_of(&self, action: KeyAction) -> Option<Chord> {
        let found = self.chords.iter().find(|(_, known)| *known == action);
        found.map(|(chord, _)| *chord)
    }

    /// Every chord with its action, without those of modes.
    pub fn iter(&self) -> impl Iterator<Item = &(Chord, KeyAction)> {
        self.chords.iter()
    }
}

impl KeyMode {
    /// Every chord with its action.
    pub fn iter(&self) -> impl Iterator<Item = &(Chord, KeyAction)> {
        self.chords.iter()
    }

    fn action(&self, modifiers: Modifiers, keysym: u32) -> Option<KeyAction> {
        let chord = Chord {
            modifiers,
            keysym: plain(keysym),
        };
        if leaves_mode(&chord) {
            return Some(KeyAction::LeaveMode);
        }
        let own = self.chords.iter().find(|(known, _)| *known == chord);
        own.map(|(_, action)| *action)
    }
}

/// Whether a chord turns every mode off that is on.
#[must_use]
pub fn leaves_mode(chord: &Chord) -> bool {
    chord.modifiers == Modifiers::default() && LEAVES.contains(&chord.keysym)
}

/// The keysyms that a key may stand for in a chord, the likeliest first.
///
/// 1. What it produces now. 2. What it produces unshifted, in each layout from the
///    active one on: so Super+Shift+1 is found where Shift makes an exclamation mark of
///    1, and Super+Q while a Cyrillic layout is active beside a Latin one. 3. A digit on
///    any level of the active layout: on French keyboards digits are shifted, and Super+1
///    is still the key with the 1 on it.
#[must_use]
pub fn keysyms(state: &xkb::State, key: Keycode) -> Vec<u32> {
    let keymap = state.get_keymap();
    let layouts = keymap.num_layouts_for_key(key);
    let active = state.key_get_layout(key);
    let others = (0..layouts).filter(|layout| *layout != active);
    let mut found = vec![state.key_get_one_sym(key).raw()];
    for layout in std::iter::once(active)
        .filter(|active| *active < layouts)
        .chain(others)
    {
        found.extend(
            keymap
                .key_get_syms_by_level(key, layout, 0)
                .iter()
                .map(|sym| sym.raw()),
        );
    }
    if active < layouts {
        let levels = 1..keymap.num_levels_for_key(key, active);
        let syms = levels.flat_map(|level| keymap.key_get_syms_by_level(key, active, level));
        let digits = u32::from(b'0')..=u32::from(b'9');
        found.extend(syms.map(|sym| sym.raw()).filter(|sym| digits.contains(sym)));
    }
    found
}

#[cfg(test)]
mod tests {
    use smithay::input::keyboard::keysyms as key;

    use super::*;

    const SUPER: Modifiers = Modifiers {
        logo: true,
        ctrl: false,
        alt: false,
        shift: false,
    };
    const SUPER_SHIFT: Modifiers = Modifiers {
        shift: true,
        ..SUPER
    };
    /// Evdev's KEY_1 and KEY_Q, as xkb counts.
    const KEY_1: Keycode = Keycode::new(2 + 8);
    const KEY_Q: Keycode = Keycode::new(16 + 8);

    fn state(layout: &str) -> xkb::State {
        let context = xkb::Context::new(xkb::CONTEXT_NO_ENVIRONMENT_NAMES);
        let flags = xkb::KEYMAP_COMPILE_NO_FLAGS;
        let keymap = xkb::Keymap::new_from_names(&context, "evdev", "", layout, "", None, flags);
        xkb::State::new(&keymap.unwrap())
    }

    fn with_shift(layout: &str) -> xkb::State {
        let mut state = state(layout);
        state.update_key(Keycode::new(42 + 8), xkb::KeyDirection::Down);
        state
    }

    #[test]
    fn every_default_is_a_chord_of_its_own() {
        let bindings = Bindings::default();
        let usual = KeyAction::all().filter(|action| action.usual_chord().is_some());
        assert_eq!(bindings.chords.len(), usual.count());
        for (chord, action) in bindings.iter() {
            assert_eq!(chord.to_string().parse(), Ok(*chord));
            assert_eq!(KeyAction::named(&action.to_string()), Some(*action));
        }
    }

    #[test]
    fn the_attention_key_is_found_with_more_held() {
        let mut bindings = Bindings::default();
        for modifiers in [SUPER, SUPER_SHIFT] {
            let found = bindings.action(modifiers, key::KEY_Escape);
            assert_eq!(found, Some(KeyAction::Attention));
        }
        let alone = Modifiers::default();
        assert_eq!(bindings.action(alone, key::KEY_Escape), None);
        bindings.bind(
            "Super+Shift+Escape".parse().unwrap(),
            Some(KeyAction::Close),
        );
        let found = bindings.action(SUPER_SHIFT, key::KEY_Escape);
        assert_eq!(found, Some(KeyAction::Close));
    }

    #[test]
    fn modifiers_must_match_exactly() {
        let bindings = Bindings::default();
        assert_eq!(bindings.action(SUPER, key::KEY_q), Some(KeyAction::Close));
        assert_eq!(bindings.action(SUPER, key::KEY_Q), Some(KeyAction::Close));
        assert_eq!(bindings.action(SUPER_SHIFT, key::KEY_q), None);
        assert_eq!(bindings.action(Modifiers::default(), key::KEY_q), None);
        let alt_shift = Modifiers {
            alt: true,
            shift: true,
            ..Modifiers::default()
        };
        let back = bindings.action(alt_shift, key::KEY_ISO_Left_Tab);
        assert_eq!(back, Some(KeyAction::PreviousWindow));
    }

    #[test]
    fn a_mode_has_chords_of_its_own() {
        let mut bindings = Bindings::default();
        let mode = bindings.add_mode("resize").unwrap();
        let none = Modifiers::default();
        bindings.bind_in(mode, Chord::in_mode("Q").unwrap(), KeyAction::Lower);
        let found = |mode, modifiers, sym| bindings.action_in(mode, modifiers, &[sym]);
        assert_eq!(found(None, none, key::KEY_q), None);
        assert_eq!(found(Some(mode), none, key::KEY_q), Some(KeyAction::Lower));
        assert_eq!(found(Some(mode), SUPER, key::KEY_q), Some(KeyAction::Close));
        let leave = Some(KeyAction::LeaveMode);
        for sym in [key::KEY_Escape, key::KEY_Return, key::KEY_KP_Enter] {
            assert_eq!(found(Some(mode), none, sym), leave);
            assert_eq!(found(None, none, sym), None);
        }
        assert_eq!(
            found(Some(mode), SUPER, key::KEY_Escape),
            Some(KeyAction::Attention)
        );
        assert_eq!(bindings.named("mode resize"), Ok(KeyAction::Mode(mode)));
        assert_eq!(bindings.name_of(KeyAction::Mode(mode)), "mode resize");
    }

    #[test]
    fn unknown_names_come_with_near_ones() {
        let bindings = Bindings::default();
        let said = bindings.named("clsoe").unwrap_err();
        assert_eq!(said, "did you mean `close`?");
        let all = bindings.named("xxxxxxxxxxxx").unwrap_err();
        assert!(
            all.contains("workspace-9") && all.contains("reload"),
            "{all}"
        );
    }

    #[test]
    fn a_chord_can_be_moved_and_taken_away() {
        let mut bindings = Bindings::default();
        let chord: Chord = "Super+Q".parse().unwrap();
        bindings.bind(chord, Some(KeyAction::Quit));
        assert_eq!(bindings.action(SUPER, key::KEY_q), Some(KeyAction::Quit));
        bindings.bind(chord, None);
        assert_eq!(bindings.action(SUPER, key::KEY_q), None);
    }

    #[test]
    fn digits_match_where_they_are_shifted_and_where_not() {
        let bindings = Bindings::default();
        for layout in ["us", "fr", "cz", "us,ru"] {
            let plain = bindings.action_of(SUPER, &state(layout), KEY_1);
            assert_eq!(plain, Some(KeyAction::Workspace(1)), "{layout}");
            let shifted = bindings.action_of(SUPER_SHIFT, &with_shift(layout), KEY_1);
            assert_eq!(shifted, Some(KeyAction::MoveToWorkspace(1)), "{layout}");
        }
    }

    #[test]
    fn letters_follow_the_layout() {
        let bindings = Bindings::default();
        assert_eq!(
            bindings.action_of(SUPER, &state("us"), KEY_Q),
            Some(KeyAction::Close)
        );
        // On a French keyboard this key has an A on it.
        assert_eq!(
            bindings.action_of(SUPER, &state("fr"), KEY_Q),
            Some(KeyAction::Bar)
        );
        assert_eq!(
            bindings.action_of(SUPER, &state("ru,us"), KEY_Q),
            Some(KeyAction::Close)
        );
    }
}
