//! What the core and `lisere-logind` say to each other: the system's word on locking
//! and sleep, and the light of a screen that is built in.

use serde::{Deserialize, Serialize};

/// What the core tells.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum Tell {
    /// Whether the session is locked, which others may want to know.
    Locked(bool),
    /// Whether nobody has been there for long.
    Idle(bool),
    /// Whether the core sees to the lid, and the system is not to.
    Lid(bool),
    /// Nothing is to be seen any more, or nothing has to be hidden: the machine may sleep.
    Hidden,
    /// The user wants the screen that is built in a step brighter, or else darker.
    Light {
        /// Whether brighter.
        brighter: bool,
    },
}

/// What the core hears.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum Said {
    /// The login service is there.
    Here {
        /// What it would not grant, each in words.
        lacks: Vec<String>,
    },
    /// It is not, or no longer; why, in words.
    Away(String),
    /// Somebody wants the session locked.
    Lock,
    /// Somebody wants it unlocked, which nobody but PAM can have.
    Unlock,
    /// The machine is about to sleep, and waits for `Hidden`, though not for ever.
    Sleep,
    /// It has slept.
    Woke,
    /// Whether somebody holds the system from being idle, as who plays a film does.
    Awake(bool),
    /// How bright the screen that is built in is now, in hundredths, or why nobody changes that,
    /// in words: the answer to `Light`.
    Light(Result<u8, String>),
}
