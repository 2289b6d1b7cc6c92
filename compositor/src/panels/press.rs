//! What a key means to a panel that has lines to choose and a text to type.

use super::KeyPress;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// Leaves the panel.
    Leave,
    /// Takes what is chosen; with Shift held, in the other way.
    Enter {
        /// Whether Shift is held.
        shift: bool,
    },
    /// Goes on, or back.
    Tab {
        /// Back.
        back: bool,
    },
    /// Moves the choice by so many lines.
    Down(isize),
    /// Moves the choice by so many lines' worth of what is seen at once.
    Page(isize),
    /// Moves the choice sidewards by so many.
    Across(isize),
    /// Takes the last letter away.
    Erase,
    /// Takes all letters away.
    Clear,
    /// Adds a letter.
    Type(char),
    /// Nothing.
    Nothing,
}

const BACKSPACE: u32 = 0xff08;
const TAB: [u32; 2] = [0xff09, 0xfe20];
const ENTER: [u32; 2] = [0xff0d, 0xff8d];
const ESCAPE: u32 = 0xff1b;
const LEFT: u32 = 0xff51;
const UP: u32 = 0xff52;
const RIGHT: u32 = 0xff53;
const DOWN: u32 = 0xff54;
const PAGE_UP: u32 = 0xff55;
const PAGE_DOWN: u32 = 0xff56;

/// The keysym that the letters u and w have: with Ctrl they clear, as in a shell.
const CLEARING: [u32; 2] = [0x75, 0x77];

/// What a key means.
pub(super) fn press(key: &KeyPress) -> Press {
    let (held, first) = (key.held, key.syms.first().copied().unwrap_or(0));
    if held.ctrl && key.syms.iter().any(|sym| CLEARING.contains(sym)) {
        return Press::Clear;
    }
    match first {
        ESCAPE => Press::Leave,
        BACKSPACE if held.ctrl => Press::Clear,
        BACKSPACE => Press::Erase,
        UP => Press::Down(-1),
        DOWN => Press::Down(1),
        LEFT => Press::Across(-1),
        RIGHT => Press::Across(1),
        PAGE_UP => Press::Page(-1),
        PAGE_DOWN => Press::Page(1),
        _ if ENTER.contains(&first) => Press::Enter { shift: held.shift },
        _ if TAB.contains(&first) => Press::Tab { back: held.shift },
        _ if held.ctrl || held.alt || held.logo => Press::Nothing,
        // Names and what is sought are typed letter by letter.
        _ => key.text.chars().next().map_or(Press::Nothing, Press::Type),
    }
}

/// A number of a list of `count`, moved by `by` and round its ends.
pub(super) fn round(at: usize, by: isize, count: usize) -> usize {
    if count == 0 {
        return 0;
    }
    let end = isize::try_from(count).unwrap_or(isize::MAX);
    let at = isize::try_from(at).unwrap_or(0).saturating_add(by);
    usize::try_from(at.rem_euclid(end)).unwrap_or(0)
}

/// The same, stopped at its ends.
pub(super) fn within(at: usize, by: isize, count: usize) -> usize {
    at.saturating_add_signed(by).min(count.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;
    use crate::bindings::Modifiers;

    fn key(sym: u32, text: Option<char>, held: Modifiers) -> KeyPress {
        KeyPress {
            syms: vec![sym],
            text: Zeroizing::new(text.into_iter().collect()),
            held,
        }
    }

    #[test]
    fn keys_mean_what_they_mean_everywhere() {
        let none = Modifiers::default();
        let shift = Modifiers {
            shift: true,
            ..none
        };
        let ctrl = Modifiers { ctrl: true, ..none };
        assert_eq!(press(&key(0x61, Some('a'), none)), Press::Type('a'));
        assert_eq!(
            press(&key(0xff0d, None, shift)),
            Press::Enter { shift: true }
        );
        assert_eq!(press(&key(0xfe20, None, shift)), Press::Tab { back: true });
        assert_eq!(press(&key(0x75, None, ctrl)), Press::Clear);
        assert_eq!(press(&key(0x61, Some('a'), ctrl)), Press::Nothing);
        assert_eq!(press(&key(0xfe51, None, none)), Press::Nothing);
    }

    #[test]
    fn numbers_go_round_or_stop() {
        assert_eq!((round(0, -1, 3), round(2, 1, 3), round(5, 1, 0)), (2, 0, 0));
        assert_eq!(
            (within(0, -1, 3), within(2, 9, 3), within(7, 0, 0)),
            (0, 2, 0)
        );
    }
}
