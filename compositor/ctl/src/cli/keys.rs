//! Keys by name and text by US layout, as evdev codes (linux/input-event-codes.h).

use crate::InputEvent;

use super::trouble::Trouble;

const LEFT_SHIFT: u32 = 42;

/// Runs of neighbouring keys: the first's code, what they type, what they type with shift.
const ROWS: [(u32, &str, &str); 8] = [
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (15, "\t", "\t"),
    (16, "qwertyuiop[]\n", "QWERTYUIOP{}\n"),
    (30, "asdfghjkl;'`", "ASDFGHJKL:\"~"),
    (43, "\\", "|"),
    (44, "zxcvbnm,./", "ZXCVBNM<>?"),
    (55, "*", "*"),
    (57, " ", " "),
];

/// Keys that type nothing, or have a better name than what they type.
const NAMES: [(&str, u32); 45] = [
    ("escape", 1),
    ("backspace", 14),
    ("tab", 15),
    ("enter", 28),
    ("return", 28),
    ("ctrl", 29),
    ("control", 29),
    ("shift", LEFT_SHIFT),
    ("alt", 56),
    ("space", 57),
    ("capslock", 58),
    ("f1", 59),
    ("f2", 60),
    ("f3", 61),
    ("f4", 62),
    ("f5", 63),
    ("f6", 64),
    ("f7", 65),
    ("f8", 66),
    ("f9", 67),
    ("f10", 68),
    ("numlock", 69),
    ("scrolllock", 70),
    ("f11", 87),
    ("f12", 88),
    ("rightctrl", 97),
    ("print", 99),
    ("sysrq", 99),
    ("altgr", 100),
    ("rightalt", 100),
    ("rightshift", 54),
    ("home", 102),
    ("up", 103),
    ("pageup", 104),
    ("left", 105),
    ("right", 106),
    ("end", 107),
    ("down", 108),
    ("pagedown", 109),
    ("insert", 110),
    ("delete", 111),
    ("pause", 119),
    ("super", 125),
    ("rightsuper", 126),
    ("menu", 127),
];

/// Presses the keys of `a+b+c` in order and releases them backwards.
pub(super) fn chord(chord: &str) -> Result<Vec<InputEvent>, Trouble> {
    let codes = chord.split('+').map(code).collect::<Result<Vec<_>, _>>()?;
    Ok(press_all(&codes))
}

/// Types each character in turn.
pub(super) fn text(text: &str) -> Result<Vec<InputEvent>, Trouble> {
    let mut events = Vec::new();
    for character in text.chars() {
        let keys = typed_by(character).ok_or_else(|| {
            let message = format!("no key of a US keyboard types {character:?}");
            Trouble::usage(message)
        })?;
        events.extend(press_all(&keys));
    }
    Ok(events)
}

fn press_all(codes: &[u32]) -> Vec<InputEvent> {
    let down = codes.iter().map(|code| InputEvent::Key {
        code: *code,
        pressed: true,
    });
    let up = codes.iter().rev().map(|code| InputEvent::Key {
        code: *code,
        pressed: false,
    });
    down.chain(up).collect()
}

/// A key by its name, by the character it types, or by its number when that has two digits or more.
fn code(name: &str) -> Result<u32, Trouble> {
    let lower = name.to_ascii_lowercase();
    let named = NAMES
        .iter()
        .find(|(known, _)| *known == lower)
        .map(|(_, code)| *code);
    let numbered = || name.parse().ok().filter(|_| name.len() > 1);
    let mut characters = lower.chars();
    let typing = || match (characters.next(), characters.next()) {
        (Some(only), None) => typed_by(only).and_then(|keys| keys.last().copied()),
        _ => None,
    };
    named.or_else(numbered).or_else(typing).ok_or_else(|| {
        Trouble::usage(format!(
            "no key is called {name:?}; give its evdev code as a number"
        ))
    })
}

/// The keys to hold together for a character.
fn typed_by(character: char) -> Option<Vec<u32>> {
    let find = |line: &str| line.chars().position(|c| c == character);
    ROWS.iter().find_map(|(first, plain, shifted)| {
        let code = |place: usize| u32::try_from(place).ok().map(|place| first + place);
        match (find(plain), find(shifted)) {
            (Some(place), _) => Some(vec![code(place)?]),
            (None, Some(place)) => Some(vec![LEFT_SHIFT, code(place)?]),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(events: &[InputEvent]) -> Vec<(u32, bool)> {
        let key = |event: &InputEvent| match event {
            InputEvent::Key { code, pressed } => (*code, *pressed),
            other => panic!("{other:?}"),
        };
        events.iter().map(key).collect()
    }

    #[test]
    fn chords_release_backwards() {
        let pressed = codes(&chord("Ctrl+alt+Escape").unwrap());
        assert_eq!(
            pressed,
            [
                (29, true),
                (56, true),
                (1, true),
                (1, false),
                (56, false),
                (29, false)
            ]
        );
    }

    #[test]
    fn keys_have_names_characters_and_numbers() {
        for (name, expected) in [
            ("l", 38),
            ("1", 2),
            ("0", 11),
            ("125", 125),
            ("F12", 88),
            ("/", 53),
        ] {
            assert_eq!(code(name).unwrap(), expected, "{name}");
        }
        assert!(code("hyper").is_err());
        assert!(code("").is_err());
    }

    #[test]
    fn all_printable_ascii_can_be_typed() {
        for character in ' '..='~' {
            assert!(typed_by(character).is_some(), "{character:?}");
        }
        assert_eq!(
            codes(&text("A").unwrap()),
            [(42, true), (30, true), (30, false), (42, false)]
        );
        assert_eq!(typed_by('*'), Some(vec![LEFT_SHIFT, 9]));
        assert!(text("é").is_err());
    }
}
