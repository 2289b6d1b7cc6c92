//! What hangs from the bar under one of its parts, as values.

use super::{Message, Whose, Why};
use crate::prompt::Kind;

/// What a tag says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tag {
    /// Of the emblem: the lens, and the chord that opens it, or "".
    Emblem(String),
    /// Of the cage that has the keys.
    Focus {
        /// Its title.
        cage: String,
        /// Its level and categories in one text, or "".
        label: String,
        /// Whether its programs run on another machine.
        remote: bool,
    },
    /// Nobody has the keys.
    Nobody,
    /// Trusted UI has the keys.
    Attention,
    /// What the bar has to say, in full.
    Notice(Vec<Message>),
    /// What is carried.
    Transfer {
        /// Where it comes from.
        from: Whose,
        /// What it is.
        parcel: Parcel,
        /// Seconds until it is dropped.
        seconds: Option<u32>,
        /// Whether the keyboard is on it, whose Delete then drops it.
        chosen: bool,
    },
    /// A workspace by its number, and the chord that shows it, or "".
    Workspace(u8, String),
    /// The keyboard layout.
    Layout {
        /// Its short name.
        name: String,
        /// The title of the cage that it is for; `None` for trusted UI.
        of: Option<String>,
        /// Whether there is another to change to.
        several: bool,
    },
    /// The date.
    Clock(Date),
    /// The session is a window of another one.
    Nested,
    /// An indicator.
    Indicator(IndicatorTag),
}

/// What is carried, or being taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parcel {
    /// Still being read.
    Reading(Kind),
    /// A link.
    Link,
    /// Something of a kind: how many, and how many bytes.
    Held(Kind, usize, u64),
}

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// The year.
    pub year: i32,
    /// 1–12.
    pub month: u8,
    /// 1–31.
    pub day: u8,
    /// 0 for Monday to 6 for Sunday.
    pub weekday: u8,
}

/// What the tag of an indicator says; cages go by their titles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndicatorTag {
    /// The cage is in quarantine; its name as commands take it.
    Quarantine {
        /// Its title.
        cage: String,
        /// Its name.
        name: String,
    },
    /// The journal cannot be written.
    Journal(Why),
    /// Programs of this cage run on another machine now.
    Remote(String),
    /// This cage plays sound.
    Sound(String),
    /// This cage listens.
    Microphone(String),
    /// This cage films.
    Camera(String),
    /// How loud the machine is.
    Volume {
        /// In hundredths of what is full.
        percent: u8,
        /// Whether nothing is heard all the same.
        muted: bool,
        /// Whether it is said how to change it.
        how: bool,
    },
    /// Whether the machine's microphone is muted.
    OwnMicrophone {
        /// Whether it is.
        muted: bool,
        /// Whether it is said how to change it.
        how: bool,
    },
    /// How bright the screen that is built in is, in hundredths.
    Brightness(u8),
    /// A key was to change how bright it is, and nobody could.
    NoLight,
    /// A key was to change how loud the machine is, and no sound server is there.
    NoSound,
    /// What is left in the battery, in hundredths, and whether it is being charged.
    Battery(u8, bool),
    /// Cages above this level are locked.
    Locked(String),
    /// This cage keeps the screens on.
    Awake(String),
    /// This cage holds the pointer; the chord that frees it, or "".
    Pointer(String, String),
}

/// What a tag says, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagText {
    /// What it is, in a few words.
    pub head: String,
    /// What more there is to say, each on a line of its own.
    pub lines: Vec<String>,
    /// How much of something there is, in hundredths, which is drawn beneath.
    pub gauge: Option<Gauge>,
}

/// How much of something there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gauge {
    /// In hundredths; what is beyond is not drawn.
    pub percent: u8,
    /// Whether it does not count now.
    pub off: bool,
}

impl TagText {
    pub(super) fn new<const N: usize>(head: impl Into<String>, lines: [String; N]) -> Self {
        let lines = lines.into_iter().filter(|line| !line.is_empty());
        Self {
            head: head.into(),
            lines: lines.collect(),
            gauge: None,
        }
    }

    pub(super) fn with_gauge(self, percent: u8, off: bool) -> Self {
        let gauge = Some(Gauge { percent, off });
        Self { gauge, ..self }
    }
}
