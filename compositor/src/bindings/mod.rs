//! Key bindings: which chord means which action. Trusted chords are not among them.

mod chord;

use std::fmt;

use smithay::input::keyboard::{Keycode, xkb};

use self::chord::plain;
pub use self::chord::{Chord, ChordError, Modifiers};

/// What a chord does to the focused window, the desk or the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyAction {
    /// Asks the focused window to close.
    Close,
    /// Puts the focused window away.
    Minimise,
    /// Fills the work area, or no longer.
    Maximise,
    /// Fills all that a window may fill, or no longer.
    Fullscreen,
    /// Brings the focused window above the others.
    Raise,
    /// Puts the focused window below the others.
    Lower,
    /// Shows this workspace, 1–9.
    Workspace(u8),
    /// Sends the focused window to this workspace, 1–9.
    MoveToWorkspace(u8),
    /// The switcher, towards windows used less recently.
    NextWindow,
    /// The switcher, the other way.
    PreviousWindow,
    /// Goes to the next output.
    FocusNextOutput,
    /// Sends the focused window to the next output.
    MoveToNextOutput,
    /// Freezes the cage that has the keys, or thaws it.
    FreezeCage,
    /// Ends every program of that cage.
    KillCage,
    /// Takes keys and pointer from every client. A chord for it there is always.
    Attention,
    /// Takes what the cage that has the keys has copied, to give it to another.
    Carry,
    /// Gives what was taken to the cage that has the keys.
    PasteHere,
    /// Opens the link that was taken in the cage that has the keys.
    OpenHere,
    /// Puts the keyboard on the bar, or takes it from there.
    Bar,
    /// Ends the session.
    Quit,
}

const PLAIN: [(&str, KeyAction); 18] = [
    ("close", KeyAction::Close),
    ("minimise", KeyAction::Minimise),
    ("maximise", KeyAction::Maximise),
    ("fullscreen", KeyAction::Fullscreen),
    ("raise", KeyAction::Raise),
    ("lower", KeyAction::Lower),
    ("next-window", KeyAction::NextWindow),
    ("previous-window", KeyAction::PreviousWindow),
    ("focus-next-output", KeyAction::FocusNextOutput),
    ("move-to-next-output", KeyAction::MoveToNextOutput),
    ("freeze-cage", KeyAction::FreezeCage),
    ("kill-cage", KeyAction::KillCage),
    ("attention", KeyAction::Attention),
    ("carry", KeyAction::Carry),
    ("paste-here", KeyAction::PasteHere),
    ("open-here", KeyAction::OpenHere),
    ("bar", KeyAction::Bar),
    ("quit", KeyAction::Quit),
];
const WORKSPACE: &str = "workspace-";
const MOVE: &str = "move-to-workspace-";

const DEFAULTS: [(&str, KeyAction); 18] = [
    ("Super+Q", KeyAction::Close),
    ("Super+M", KeyAction::Maximise),
    ("Super+F", KeyAction::Fullscreen),
    ("Super+N", KeyAction::Minimise),
    ("Super+B", KeyAction::Lower),
    ("Alt+Tab", KeyAction::NextWindow),
    ("Alt+Shift+Tab", KeyAction::PreviousWindow),
    ("Super+Tab", KeyAction::FocusNextOutput),
    ("Super+Shift+Tab", KeyAction::MoveToNextOutput),
    ("Super+Up", KeyAction::Raise),
    ("Super+BackSpace", KeyAction::FreezeCage),
    ("Super+Shift+BackSpace", KeyAction::KillCage),
    ("Super+Escape", KeyAction::Attention),
    ("Super+C", KeyAction::Carry),
    ("Super+V", KeyAction::PasteHere),
    ("Super+Shift+V", KeyAction::OpenHere),
    ("Super+A", KeyAction::Bar),
    ("Super+Shift+E", KeyAction::Quit),
];

impl KeyAction {
    /// The action that preferences call `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let number = |rest: &str| {
            rest.parse()
                .ok()
                .filter(|n| (1..=9).contains(n) && rest.len() == 1)
        };
        if let Some(rest) = name.strip_prefix(MOVE) {
            return number(rest).map(Self::MoveToWorkspace);
        }
        if let Some(rest) = name.strip_prefix(WORKSPACE) {
            return number(rest).map(Self::Workspace);
        }
        PLAIN
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, action)| *action)
    }

    /// The name of every action, as preferences write it.
    pub fn names() -> impl Iterator<Item = String> {
        let plain = PLAIN.iter().map(|(name, _)| (*name).to_owned());
        let numbered = |prefix| (1..=9).map(move |n| format!("{prefix}{n}"));
        plain.chain(numbered(WORKSPACE)).chain(numbered(MOVE))
    }
}

impl fmt::Display for KeyAction {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Workspace(number) => write!(out, "{WORKSPACE}{number}"),
            Self::MoveToWorkspace(number) => write!(out, "{MOVE}{number}"),
            other => {
                let found = PLAIN.iter().find(|(_, action)| action == other);
                out.write_str(found.map_or("", |(name, _)| name))
            }
        }
    }
}

/// Which chord does what. A chord occurs at most once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bindings(Vec<(Chord, KeyAction)>);

impl Default for Bindings {
    fn default() -> Self {
        let mut bindings = Self(Vec::new());
        for (chord, action) in DEFAULTS {
            bindings.add(chord, action);
        }
        for number in 1..=9 {
            bindings.add(&format!("Super+{number}"), KeyAction::Workspace(number));
            bindings.add(
                &format!("Super+Shift+{number}"),
                KeyAction::MoveToWorkspace(number),
            );
        }
        bindings
    }
}

impl Bindings {
    /// A default; a test sees to it that each is a chord.
    fn add(&mut self, chord: &str, action: KeyAction) {
        if let Ok(chord) = chord.parse() {
            self.bind(chord, Some(action));
        }
    }

    /// Gives a chord another action, or none.
    pub fn bind(&mut self, chord: Chord, action: Option<KeyAction>) {
        self.0.retain(|(known, _)| *known != chord);
        self.0.extend(action.map(|action| (chord, action)));
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
        let exact = self.0.iter().find(|(known, _)| *known == chord);
        let attention = || {
            self.0
                .iter()
                .find(|(known, action)| *action == KeyAction::Attention && known.within(&chord))
        };
        exact.or_else(attention).map(|(_, action)| *action)
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
        let found = self.0.iter().find(|(_, known)| *known == action);
        found.map(|(chord, _)| *chord)
    }

    /// Every chord with its action.
    pub fn iter(&self) -> impl Iterator<Item = &(Chord, KeyAction)> {
        self.0.iter()
    }
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
        assert_eq!(bindings.0.len(), DEFAULTS.len() + 18);
        for (chord, action) in bindings.iter() {
            assert_eq!(chord.to_string().parse(), Ok(*chord));
            assert_eq!(KeyAction::named(&action.to_string()), Some(*action));
        }
    }

    #[test]
    fn actions_have_one_name_each() {
        let names: Vec<String> = KeyAction::names().collect();
        assert_eq!(names.len(), 36);
        for name in names {
            assert_eq!(
                KeyAction::named(&name).map(|action| action.to_string()),
                Some(name)
            );
        }
        for name in [
            "",
            "Close",
            "workspace-0",
            "workspace-10",
            "workspace-+1",
            "move-to-workspace-",
        ] {
            assert_eq!(KeyAction::named(name), None, "{name}");
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
        assert_eq!(bindings.action_of(SUPER, &state("fr"), KEY_Q), None);
        assert_eq!(
            bindings.action_of(SUPER, &state("ru,us"), KEY_Q),
            Some(KeyAction::Close)
        );
    }
}
