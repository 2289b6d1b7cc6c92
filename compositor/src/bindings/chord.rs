//! Chords: a key with the modifiers that are held, and how people write them.

use std::fmt;
use std::str::FromStr;

use lisere_shell::ChordFault;
use smithay::input::keyboard::{Keysym, ModifiersState, keysyms, xkb};

/// The modifiers that chords are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Modifiers {
    /// The key with the system's logo; `Super` in preferences.
    pub logo: bool,
    /// Either Ctrl key.
    pub ctrl: bool,
    /// The left Alt key; the right one is AltGr on many keyboards.
    pub alt: bool,
    /// Either Shift key.
    pub shift: bool,
}

impl From<&ModifiersState> for Modifiers {
    fn from(state: &ModifiersState) -> Self {
        Self {
            logo: state.logo,
            ctrl: state.ctrl,
            alt: state.alt,
            shift: state.shift,
        }
    }
}

/// Modifiers and one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    /// What is held.
    pub modifiers: Modifiers,
    /// What is pressed: XKB's keysym, of the small letter for letters.
    pub keysym: u32,
}

impl Chord {
    /// A chord that counts only while a mode is on, when nothing is typed: modifiers are
    /// not needed.
    ///
    /// # Errors
    /// When the text is no chord.
    pub fn in_mode(text: &str) -> Result<Chord, ChordFault> {
        read(text).map(|(chord, _)| chord)
    }

    /// Whether it is pressed when the other is, which may have more modifiers.
    #[must_use]
    pub fn within(&self, other: &Chord) -> bool {
        let (ours, theirs) = (self.modifiers, other.modifiers);
        let held = |ours: bool, theirs: bool| theirs || !ours;
        self.keysym == other.keysym
            && held(ours.logo, theirs.logo)
            && held(ours.ctrl, theirs.ctrl)
            && held(ours.alt, theirs.alt)
            && held(ours.shift, theirs.shift)
    }
}

impl FromStr for Chord {
    type Err = ChordFault;

    fn from_str(text: &str) -> Result<Self, ChordFault> {
        let (chord, typed) = read(text)?;
        match typed && !chord.modifiers.with_more_than_shift() {
            true => Err(ChordFault::Typed(text.to_owned())),
            false => Ok(chord),
        }
    }
}

impl Modifiers {
    /// Whether anything but Shift is held, which changes what is typed.
    fn with_more_than_shift(self) -> bool {
        self.logo || self.ctrl || self.alt
    }
}

/// The chord that a text says, and whether its key types something.
fn read(text: &str) -> Result<(Chord, bool), ChordFault> {
    let mut modifiers = Modifiers::default();
    let mut words: Vec<&str> = text.split('+').map(str::trim).collect();
    let key = words
        .pop()
        .filter(|key| !key.is_empty())
        .ok_or(ChordFault::Shape)?;
    for word in words {
        let held = modifier(&mut modifiers, word)?;
        if std::mem::replace(held, true) {
            return Err(ChordFault::Twice(word.to_owned()));
        }
    }
    let keysym = keysym(key)?;
    let typed = keysym.key_char().is_some();
    let keysym = plain(keysym.raw());
    Ok((Chord { modifiers, keysym }, typed))
}

impl fmt::Display for Chord {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Modifiers {
            logo,
            ctrl,
            alt,
            shift,
        } = self.modifiers;
        for (held, name) in [
            (logo, "Super+"),
            (ctrl, "Ctrl+"),
            (alt, "Alt+"),
            (shift, "Shift+"),
        ] {
            if held {
                out.write_str(name)?;
            }
        }
        let name = xkb::keysym_get_name(Keysym::new(self.keysym));
        match name.len() {
            1 => out.write_str(&name.to_uppercase()),
            _ => out.write_str(&name),
        }
    }
}

fn modifier<'m>(modifiers: &'m mut Modifiers, word: &str) -> Result<&'m mut bool, ChordFault> {
    match word.to_ascii_lowercase().as_str() {
        "super" | "logo" | "mod4" => Ok(&mut modifiers.logo),
        "ctrl" | "control" => Ok(&mut modifiers.ctrl),
        "alt" | "mod1" => Ok(&mut modifiers.alt),
        "shift" => Ok(&mut modifiers.shift),
        "" => Err(ChordFault::Shape),
        _ => Err(ChordFault::Modifier(word.to_owned())),
    }
}

fn keysym(name: &str) -> Result<Keysym, ChordFault> {
    let unknown = || ChordFault::Key(name.to_owned());
    if modifier(&mut Modifiers::default(), name).is_ok() {
        return Err(ChordFault::NoKey(name.to_owned()));
    }
    // XKB's lookup ends at a zero byte, and its bindings panic at one.
    if name.contains('\0') {
        return Err(unknown());
    }
    let exact = xkb::keysym_from_name(name, xkb::KEYSYM_NO_FLAGS);
    let loose = || xkb::keysym_from_name(name, xkb::KEYSYM_CASE_INSENSITIVE);
    let none = |sym: &Keysym| sym.raw() == keysyms::KEY_NoSymbol;
    let found = Some(exact).filter(|sym| !none(sym)).unwrap_or_else(loose);
    if none(&found) {
        return Err(unknown());
    }
    if found.is_modifier_key() {
        return Err(ChordFault::NoKey(name.to_owned()));
    }
    Ok(found)
}

/// The keysym that stands for a key whether or not Shift or Caps Lock changed it.
pub(super) fn plain(keysym: u32) -> u32 {
    if keysym == keysyms::KEY_ISO_Left_Tab {
        return keysyms::KEY_Tab;
    }
    let letter = Keysym::new(keysym).key_char().filter(|c| c.is_alphabetic());
    let small = letter.and_then(|letter| {
        let mut small = letter.to_lowercase();
        small.next().filter(|_| small.next().is_none())
    });
    small.map_or(keysym, |small| Keysym::from_char(small).raw())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chord(text: &str) -> Result<Chord, ChordFault> {
        text.parse()
    }

    #[test]
    fn chords_are_written_in_one_way_and_read_in_several() {
        let close = chord("Super+Q").unwrap();
        for text in ["super+q", " Super + Q ", "Logo+q", "Mod4+Q"] {
            assert_eq!(chord(text), Ok(close), "{text}");
        }
        assert_eq!(close.to_string(), "Super+Q");
        let all = "shift+alt+control+super+backspace";
        assert_eq!(
            chord(all).unwrap().to_string(),
            "Super+Ctrl+Alt+Shift+BackSpace"
        );
        assert_eq!(chord("Super+é"), Err(ChordFault::Key("é".into())));
        assert_eq!(chord("Super+Eacute").unwrap().to_string(), "Super+eacute");
    }

    #[test]
    fn what_is_no_chord_is_explained() {
        let cases = [
            ("", ChordFault::Shape),
            ("Super+", ChordFault::Shape),
            ("+Q", ChordFault::Shape),
            ("Super++Q", ChordFault::Shape),
            ("Hyper+Q", ChordFault::Modifier("Hyper".into())),
            ("Super+Super+Q", ChordFault::Twice("Super".into())),
            ("Super+Banana", ChordFault::Key("Banana".into())),
            ("Super+Q\0", ChordFault::Key("Q\0".into())),
            ("Super+Shift", ChordFault::NoKey("Shift".into())),
            ("Super+Control_L", ChordFault::NoKey("Control_L".into())),
            ("Q", ChordFault::Typed("Q".into())),
            ("Shift+Q", ChordFault::Typed("Shift+Q".into())),
        ];
        for (text, error) in cases {
            assert_eq!(chord(text), Err(error), "{text}");
        }
    }

    #[test]
    fn keys_that_type_nothing_need_no_modifier() {
        assert!(chord("F5").is_ok());
        assert!(chord("XF86AudioMute").is_ok());
    }
}
