//! Keys by the names that the kernel gives them, as evdev numbers them.

const LETTERS: &[(char, u32)] = &[
    ('1', 2),
    ('2', 3),
    ('3', 4),
    ('4', 5),
    ('5', 6),
    ('6', 7),
    ('7', 8),
    ('8', 9),
    ('9', 10),
    ('0', 11),
    ('q', 16),
    ('w', 17),
    ('e', 18),
    ('r', 19),
    ('t', 20),
    ('y', 21),
    ('u', 22),
    ('i', 23),
    ('o', 24),
    ('p', 25),
    ('a', 30),
    ('s', 31),
    ('d', 32),
    ('f', 33),
    ('g', 34),
    ('h', 35),
    ('j', 36),
    ('k', 37),
    ('l', 38),
    ('z', 44),
    ('x', 45),
    ('c', 46),
    ('v', 47),
    ('b', 48),
    ('n', 49),
    ('m', 50),
    (' ', 57),
];

const NAMED: &[(&str, u32)] = &[
    ("KEY_ESC", 1),
    ("KEY_BACKSPACE", 14),
    ("KEY_TAB", 15),
    ("KEY_ENTER", 28),
    ("KEY_LEFTCTRL", 29),
    ("KEY_APOSTROPHE", 40),
    ("KEY_LEFTSHIFT", 42),
    ("KEY_LEFTALT", 56),
    ("KEY_SPACE", 57),
    ("KEY_CAPSLOCK", 58),
    ("KEY_HOME", 102),
    ("KEY_UP", 103),
    ("KEY_LEFT", 105),
    ("KEY_RIGHT", 106),
    ("KEY_END", 107),
    ("KEY_SYSRQ", 99),
    ("KEY_DELETE", 111),
    ("KEY_PAGEUP", 104),
    ("KEY_PAGEDOWN", 109),
    ("KEY_DOWN", 108),
    ("KEY_MUTE", 113),
    ("KEY_VOLUMEDOWN", 114),
    ("KEY_VOLUMEUP", 115),
    ("KEY_BRIGHTNESSDOWN", 224),
    ("KEY_BRIGHTNESSUP", 225),
    ("KEY_LEFTMETA", 125),
    ("KEY_RIGHTMETA", 126),
    ("KEY_MICMUTE", 248),
];

/// The code of a key such as `KEY_A`.
#[must_use]
pub fn code(name: &str) -> u32 {
    let named = NAMED
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, code)| *code);
    let letter = || {
        let rest = name.strip_prefix("KEY_")?;
        let mut letters = rest.chars();
        let first = letters.next().filter(|_| letters.as_str().is_empty())?;
        of_letter(first)
    };
    named
        .or_else(letter)
        .unwrap_or_else(|| panic!("no key is called {name}"))
}

/// The code of the key with a letter on it.
#[must_use]
pub fn of_letter(letter: char) -> Option<u32> {
    let letter = letter.to_ascii_lowercase();
    LETTERS
        .iter()
        .find(|(known, _)| *known == letter)
        .map(|(_, code)| *code)
}

/// The letter on a key.
#[must_use]
pub fn letter(code: u32) -> Option<char> {
    LETTERS
        .iter()
        .find(|(_, known)| *known == code)
        .map(|(letter, _)| *letter)
}
