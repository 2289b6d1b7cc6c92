//! What is wrong with saved preferences, as values: commands say it in English, the bar in the
//! user's language.

mod devices;
mod en;
mod fr;

use std::fmt;

pub use devices::{ChordFault, KeyboardFault, ModeFault, ScaleFault};

use super::{Language, SystemFault};

/// The longest sentence that the bar is given, in characters: a line of the file may be quoted
/// in it.
const LONGEST: usize = 400;

/// Why preferences that were saved are not followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfollowed {
    /// There is a fault in them.
    Fault {
        /// The file's name, without its folders.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// Which.
        fault: PreferenceFault,
    },
    /// The file of this path could not be read.
    Unread(String, SystemFault),
    /// What is at this path is no plain file.
    NotPlain(String),
    /// No keyboard can be made of them.
    Keyboard(KeyboardFault),
}

/// What is wrong at one place of the preferences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PreferenceFault {
    /// It is no TOML; the words of whoever reads that are for commands.
    Syntax,
    /// The file has more bytes than this.
    TooLarge(usize),
    /// From there on it is no text.
    NotUtf8,
    /// There is no such key there.
    UnknownKey(String),
    /// A key that must be there is missing.
    MissingKey(String),
    /// Something of another kind is wanted there.
    Wanted(Wanted),
    /// Something is written in another shape.
    Written(Written),
    /// A number goes from one to another.
    Range(String, String),
    /// There is nothing of this name.
    Unknown(Thing, String),
    /// A list is written as another one.
    Each(Tables),
    /// There are more rules for the launcher than this.
    TooManyRules(usize),
    /// A text is empty.
    Empty,
    /// Something is described twice.
    Twice(Twice),
    /// Something says too little or too much.
    Incomplete(Incomplete),
    /// A chord, or what it does.
    Chord(ChordFault),
    /// A chord that programs paste by.
    PasteKey(ChordFault),
    /// A chord that programs paste by has Super.
    PasteKeyWithSuper,
    /// Chords that get in each other's way.
    Keys(KeysFault),
    /// The keyboard.
    Keyboard(KeyboardFault),
    /// A mode of an output.
    Mode(ModeFault),
    /// A scale.
    Scale(ScaleFault),
    /// A time is too short or too long.
    IdleTime,
    /// A name has more characters than this, or none that can be seen.
    Name(usize),
}

/// What is wanted in the place of something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A table.
    Table,
    /// A text.
    Text,
    /// A whole number.
    Whole,
    /// Yes or no.
    Truth,
    /// A number.
    Number,
    /// A part of the width.
    Part,
    /// A length of time.
    Time,
    /// A time of day.
    TimeOfDay,
    /// An action.
    Action,
    /// A program and its arguments.
    Program,
}

/// How something is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// A scale.
    Scale,
    /// A position.
    Position,
    /// A size.
    Size,
    /// A calibration.
    Calibration,
    /// The id of a device.
    DeviceId,
    /// A workspace.
    Workspace,
    /// A program that a chord starts.
    Program,
}

/// Lists of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tables {
    /// Of outputs.
    Output,
    /// Of workspaces.
    Workspace,
    /// Of rules for windows.
    Rule,
    /// Of input devices.
    Device,
    /// Of rules for the launcher.
    Launcher,
}

/// What has names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A language.
    Language,
    /// How windows are arranged.
    Layout,
    /// How much moves.
    Motion,
    /// How an output is turned.
    Transform,
    /// A profile of acceleration.
    Profile,
    /// What fingers that tap stand for.
    ButtonMap,
    /// A way to click.
    ClickMethod,
    /// A way to scroll.
    ScrollMethod,
    /// When a device counts.
    SendEvents,
    /// A button.
    Button,
    /// An action.
    Action,
    /// A mode of keys.
    Mode,
    /// A cage.
    Cage,
    /// A workspace.
    Workspace,
}

/// What occurs twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Twice {
    /// An output, by its name.
    Output(String),
    /// A workspace, by its number.
    Workspace(u8),
    /// The name of a workspace.
    WorkspaceName(String),
    /// An input device.
    Device,
}

/// What says too little or too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Incomplete {
    /// An output is named in no way.
    OutputUnnamed,
    /// An output is named in both ways.
    OutputNamedTwice,
    /// A device is not named.
    Device,
    /// A workspace has no number.
    Workspace,
    /// A rule is about nothing.
    RuleAbout,
    /// A rule does nothing.
    RuleIdle,
}

/// What is wrong among chords and modes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeysFault {
    /// The name of a mode has other letters, or more than this.
    ModeName(usize),
    /// There are more modes than this.
    TooManyModes(usize),
    /// Chords start more programs than this.
    TooManyPrograms(usize),
    /// A chord is taken away from a mode, which has only its own.
    NothingToTake,
    /// Two spellings of a chord.
    Same {
        /// As it is spelt there.
        text: String,
        /// The chord.
        chord: String,
        /// The other spelling.
        other: String,
        /// Where that is.
        line: usize,
    },
    /// This chord leaves modes.
    LeavesMode(String),
    /// This chord goes to consoles.
    Console(String),
    /// No chord is left for the attention key.
    NoAttention,
    /// A chord, as it is spelt, would lie over the attention key.
    OverAttention(String, String),
    /// A usual chord, and what it does, would lie over the attention key as it is spelt.
    UnderUsual {
        /// The chord.
        chord: String,
        /// What it does.
        action: String,
        /// The attention key.
        attention: String,
    },
}

impl Language {
    /// Why saved preferences are not followed: one line of plain text.
    #[must_use]
    pub fn unfollowed(self, why: &Unfollowed) -> String {
        let said = match self {
            Self::En => en::unfollowed(why),
            Self::Fr => fr::unfollowed(why),
        };
        let plain = |c: char| if c.is_control() { ' ' } else { c };
        said.chars().map(plain).take(LONGEST).collect()
    }

    /// What is wrong at one place of the preferences.
    #[must_use]
    pub fn preference_fault(self, fault: &PreferenceFault) -> String {
        match self {
            Self::En => en::fault(fault),
            Self::Fr => fr::fault(fault),
        }
    }
}

/// In English: for commands and logs.
impl fmt::Display for PreferenceFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&Language::En.preference_fault(self))
    }
}
