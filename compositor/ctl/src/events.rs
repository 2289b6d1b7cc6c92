//! What there is in a session and what changes in it: the schema of `liserectl events`, version 1.
//!
//! The first event tells everything. Each one that follows tells one change, as it is from then
//! on; [`State::apply`] brings a state up to date by it. Never contents, keys or names of files.

mod changes;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::answers::{OutputInfo, WindowInfo};

/// Everything there is.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct State {
    /// Left to right, each with the workspace it shows.
    pub outputs: Vec<OutputInfo>,
    /// Those that are shown, have windows or a name, by output and number.
    pub workspaces: Vec<WorkspaceInfo>,
    /// From the top of the stack to the bottom.
    pub windows: Vec<WindowInfo>,
    /// In the policy's order, without disposable ones that are not in use.
    pub cages: Vec<CageNow>,
    /// Who has the keys.
    pub focus: FocusInfo,
    /// What is being carried from one cage to another.
    pub transfer: Option<TransferInfo>,
    /// What the bar says beside who has the keys.
    pub notice: Option<String>,
    /// What programs tell the user and is not gone yet, the oldest first.
    pub notices: Vec<NoticeInfo>,
    /// The mode of keys that is on.
    pub mode: Option<String>,
    /// What trusted UI speaks: `en` or `fr`.
    pub language: String,
    /// Whether the screens are dark because nobody is there, or were darkened.
    pub idle: bool,
    /// Whether the session is locked.
    pub locked: bool,
    /// The level above which all is locked while the rest goes on, by name.
    pub locked_above: Option<String>,
    /// How loud the machine is.
    pub sound: SoundInfo,
    /// How the preferences stand.
    pub preferences: PreferencesInfo,
}

/// How loud the machine is, as far as a sound server of the user's tells.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct SoundInfo {
    /// In hundredths of what is full: 0–153.
    pub volume: Option<u16>,
    /// Whether nothing is heard all the same.
    pub muted: Option<bool>,
    /// Whether the microphone is muted.
    pub microphone_muted: Option<bool>,
}

/// A workspace of an output.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct WorkspaceInfo {
    /// The output's name.
    pub output: String,
    /// Counted from 1.
    pub number: u32,
    /// As the user's preferences call it, or "".
    #[serde(default)]
    pub name: String,
    /// Whether its output shows it.
    pub shown: bool,
    /// Whether a window of it asks for the user's attention.
    #[serde(default)]
    pub urgent: bool,
    /// How many windows are on it.
    pub windows: usize,
}

/// A cage as it stands.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct CageNow {
    /// As in the policy.
    pub name: String,
    /// As shown on frames and bar.
    pub title: String,
    /// The level's name.
    pub level: String,
    /// `#rrggbb`.
    pub colour: String,
    /// Whether the user froze it.
    pub frozen: bool,
    /// How its programs are, as in `CageInfo`'s `sandbox.state`.
    pub state: String,
    /// How its gate is, as in `CageInfo`'s `gate.state`; "" without one.
    pub gate: String,
    /// Programs connected now.
    pub clients: usize,
    /// Windows mapped now.
    pub windows: usize,
    /// What it uses now: `sound`, `microphone`, `camera`.
    pub uses: Vec<String>,
}

/// Who has the keys.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct FocusInfo {
    /// The cage named on the bar; none when the core itself has them.
    pub cage: Option<String>,
    /// The window that has them.
    pub window: Option<u64>,
    /// Whether the attention key took keys and pointer from every client.
    pub attention: bool,
    /// Whether the user is asked something.
    pub asked: bool,
}

/// Something that goes from one cage to another.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct TransferInfo {
    /// The cage it comes from; none is the user's own side.
    pub from: Option<String>,
    /// The cage it goes to; none until that is settled.
    pub to: Option<String>,
    /// What kind of thing, as the policy's rules name it, such as `text`.
    pub class: String,
    /// Whether it is still being read.
    pub reading: bool,
    /// Its size, once it is known.
    pub bytes: Option<u64>,
}

/// What a program tells the user.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct NoticeInfo {
    /// Never used twice in a session.
    pub id: u64,
    /// Whose it is.
    pub cage: String,
    /// Its cleaned headline: an untrusted text.
    pub summary: String,
}

/// How the preferences stand.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct PreferencesInfo {
    /// How often they were taken over since the session began.
    pub reloads: u64,
    /// Why what was saved last is refused; none when it counts.
    pub refused: Option<String>,
}

/// What is told to who listens.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// Everything: first of all, and again for who has not read for so long that changes were
    /// left out.
    State {
        /// What there is.
        state: Box<State>,
    },
    /// An output came, or is another way.
    Output {
        /// How it is.
        output: OutputInfo,
    },
    /// An output went.
    OutputGone {
        /// Its name.
        name: String,
    },
    /// Workspaces are other ones, or are shown on other outputs, or have more or fewer windows.
    Workspaces {
        /// All of them.
        workspaces: Vec<WorkspaceInfo>,
    },
    /// A window appeared.
    WindowOpened {
        /// How it is.
        window: WindowInfo,
    },
    /// A window is another way.
    WindowChanged {
        /// How it is.
        window: WindowInfo,
    },
    /// A window is gone.
    WindowClosed {
        /// Its number.
        id: u64,
    },
    /// Windows lie in another order.
    Stacking {
        /// Their numbers, from the top to the bottom.
        windows: Vec<u64>,
    },
    /// The keys go elsewhere.
    WindowFocused {
        /// Where to.
        focus: FocusInfo,
    },
    /// A cage came, or is another way.
    Cage {
        /// How it is.
        cage: CageNow,
    },
    /// A disposable cage is no longer in use.
    CageGone {
        /// Its name.
        name: String,
    },
    /// Something begins to go from one cage to another.
    TransferBegun {
        /// What.
        transfer: TransferInfo,
    },
    /// It has come further.
    TransferChanged {
        /// How it stands.
        transfer: TransferInfo,
    },
    /// It has arrived, was refused or is wiped.
    TransferEnded {},
    /// The bar says something else, or nothing any more.
    Notice {
        /// What.
        notice: Option<String>,
    },
    /// Programs tell the user something else.
    Notices {
        /// All that is not gone yet.
        notices: Vec<NoticeInfo>,
    },
    /// Another mode of keys is on, or none.
    Mode {
        /// Which.
        mode: Option<String>,
    },
    /// Trusted UI speaks another language.
    Language {
        /// Which.
        language: String,
    },
    /// Screens went dark, or were lit.
    Idle {
        /// Whether they are dark.
        idle: bool,
    },
    /// The session, or what is above a level, was locked or unlocked.
    Locked {
        /// Whether all of it is locked.
        locked: bool,
        /// The level above which all is locked while the rest goes on, by name.
        locked_above: Option<String>,
    },
    /// The machine is louder or softer, or its microphone was muted, or not any more.
    Sound {
        /// How loud it is.
        sound: SoundInfo,
    },
    /// Preferences were taken over or refused.
    Preferences {
        /// How they stand.
        preferences: PreferencesInfo,
    },
}

impl Event {
    /// The line that carries this event, newline included.
    #[must_use]
    pub fn line(&self) -> Vec<u8> {
        crate::reply::line(self)
    }
}
