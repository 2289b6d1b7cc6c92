//! Dead keys and the compose key: the one place where keys become text for trusted UI.

use std::ffi::OsStr;

use smithay::input::keyboard::xkb;
use xkb::compose;
use zeroize::Zeroizing;

use crate::seat::keymap_context;

/// Keysyms of keys that end a sequence and mean themselves besides.
const MEANT: [u32; 4] = [0xff0d, 0xff8d, 0xff09, 0xfe20];

/// What came of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// It types this, and stands for itself besides.
    Plain(Zeroizing<String>),
    /// It types this, and nothing else: it belongs to a sequence.
    Composed(Zeroizing<String>),
}

/// How far a sequence is.
pub(super) struct Compose {
    state: compose::State,
}

impl Compose {
    /// By the sequences of a locale's name such as `fr_FR.UTF-8`, and the user's own over
    /// them. `None` where the system has none for it.
    pub(super) fn of_locale(locale: &OsStr) -> Option<Compose> {
        let context = keymap_context().ok()?;
        let flags = compose::COMPILE_NO_FLAGS;
        let table = compose::Table::new_from_locale(&context, locale, flags).ok()?;
        Some(Compose::of(&table))
    }

    fn of(table: &compose::Table) -> Compose {
        Compose {
            state: compose::State::new(table, compose::STATE_NO_FLAGS),
        }
    }

    /// A key went down with this keysym, which types `plain` by itself. A sequence that is
    /// broken off types nothing, and the key that broke it off is spent on that.
    pub(super) fn feed(&mut self, sym: xkb::Keysym, plain: Option<char>) -> Typed {
        let began = self.state.status() == compose::Status::Composing;
        self.state.feed(sym);
        match self.state.status() {
            compose::Status::Nothing if began => Typed::Composed(Zeroizing::default()),
            compose::Status::Nothing => Typed::Plain(text_of(plain)),
            compose::Status::Composing => Typed::Composed(Zeroizing::default()),
            compose::Status::Composed => {
                let text = self.state.utf8().unwrap_or_default();
                self.state.reset();
                let mut text = Zeroizing::new(text);
                text.retain(|c| !c.is_control());
                Typed::Composed(text)
            }
            compose::Status::Cancelled => {
                self.state.reset();
                match MEANT.contains(&sym.raw()) {
                    true => Typed::Plain(Zeroizing::default()),
                    false => Typed::Composed(Zeroizing::default()),
                }
            }
        }
    }

    /// Somebody else has the keys: what was begun is over.
    pub(super) fn reset(&mut self) {
        self.state.reset();
    }
}

/// A character as text.
pub(super) fn text_of(typed: Option<char>) -> Zeroizing<String> {
    Zeroizing::new(typed.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use smithay::input::keyboard::keysyms as key;

    use super::*;

    const TABLE: &str = "<dead_acute> <e> : \"é\" eacute\n\
                         <Multi_key> <o> <e> : \"œ\" oe\n\
                         <Multi_key> <k> <k> : \"ក្ក\"\n";

    fn compose() -> Compose {
        let context = keymap_context().unwrap();
        let (format, flags) = (compose::FORMAT_TEXT_V1, compose::COMPILE_NO_FLAGS);
        let table = compose::Table::new_from_buffer(&context, TABLE, "C", format, flags);
        Compose::of(&table.unwrap())
    }

    fn feed(compose: &mut Compose, sym: u32, plain: Option<char>) -> (bool, String) {
        match compose.feed(sym.into(), plain) {
            Typed::Plain(text) => (true, text.to_string()),
            Typed::Composed(text) => (false, text.to_string()),
        }
    }

    #[test]
    fn a_sequence_becomes_its_text() {
        let mut compose = compose();
        let none = (false, String::new());
        assert_eq!(feed(&mut compose, key::KEY_dead_acute, None), none);
        let typed = feed(&mut compose, key::KEY_e, Some('e'));
        assert_eq!(typed, (false, "é".to_owned()));
        assert_eq!(
            feed(&mut compose, key::KEY_e, Some('e')),
            (true, "e".to_owned())
        );
        feed(&mut compose, key::KEY_Multi_key, None);
        // Shift belongs to no sequence, and breaks none off.
        feed(&mut compose, key::KEY_Shift_L, None);
        assert_eq!(feed(&mut compose, key::KEY_k, Some('k')), none);
        let typed = feed(&mut compose, key::KEY_k, Some('k'));
        assert_eq!(typed, (false, "ក្ក".to_owned()), "more than one character");
    }

    #[test]
    fn what_breaks_a_sequence_off_is_spent_on_it() {
        let mut compose = compose();
        let none = (false, String::new());
        for breaks in [key::KEY_x, key::KEY_Escape, key::KEY_BackSpace] {
            feed(&mut compose, key::KEY_dead_acute, None);
            assert_eq!(feed(&mut compose, breaks, Some('x')), none);
            let typed = feed(&mut compose, key::KEY_e, Some('e'));
            assert_eq!(typed, (true, "e".to_owned()));
        }
        // But who presses Return means it.
        feed(&mut compose, key::KEY_dead_acute, None);
        let entered = feed(&mut compose, key::KEY_Return, None);
        assert_eq!(entered, (true, String::new()));
        feed(&mut compose, key::KEY_dead_acute, None);
        compose.reset();
        let typed = feed(&mut compose, key::KEY_e, Some('e'));
        assert_eq!(typed, (true, "e".to_owned()));
    }
}
