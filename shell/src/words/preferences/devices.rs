//! What is wrong with a chord, a keyboard, or a mode or scale of an output, as values.

use std::fmt;

use super::{Language, SystemFault, en};

/// Why a text is no chord.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChordFault {
    /// Nothing, or nothing between two plus signs.
    Shape,
    /// A word before the last that is no modifier.
    Modifier(String),
    /// The same modifier twice.
    Twice(String),
    /// XKB knows no key of that name.
    Key(String),
    /// A modifier where the key should be.
    NoKey(String),
    /// A chord that is also a text.
    Typed(String),
}

/// Why no keyboard can be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyboardFault {
    /// The system's list of layouts is missing.
    NoData,
    /// No layout is named.
    NoLayout,
    /// A setting, by its key, holds a character that no name has.
    ControlCharacter(&'static str),
    /// A layout, or its variant, does not exist.
    UnknownLayout(String, String),
    /// Layouts that do not go together.
    NotTogether(String),
    /// A repeat rate or delay below zero.
    NegativeRepeat,
    /// What programs read the layout from could not be made.
    File(SystemFault),
}

/// Why a text is no mode of an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ModeFault {
    /// It is written otherwise.
    Shape,
    /// This is no side, which has so many pixels.
    Side(String, i32, i32),
    /// This is no rate.
    Rate(String),
}

/// Why a text is no scale of an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScaleFault {
    /// It is no number.
    NoNumber(String),
    /// It is too small or too large.
    Range(String),
    /// It is between two steps; the nearest one.
    Step(String, String),
}

/// In English: for commands and logs.
impl fmt::Display for ChordFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&en::chord(self))
    }
}

impl std::error::Error for ChordFault {}

/// In English: for commands and logs.
impl fmt::Display for ModeFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&en::mode(self))
    }
}

/// In English: for commands and logs.
impl fmt::Display for ScaleFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&en::scale(self))
    }
}

impl Language {
    /// Why no keyboard can be made.
    #[must_use]
    pub fn keyboard_fault(self, fault: &KeyboardFault) -> String {
        match self {
            Self::En => en::keyboard(fault),
            Self::Fr => super::fr::keyboard(fault),
        }
    }
}
