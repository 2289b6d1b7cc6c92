//! What the core, the warden, the inits of cages and whoever runs a program say to each other.
//!
//! What an init says is said by a process of the cage: nothing of it is believed but for that
//! cage's own programs, and its texts are untrusted.

use serde::{Deserialize, Serialize};

use crate::reason::{self, Reason};
use crate::recipe::Recipe;

/// Exit codes of `lisere-cage` besides a program's own, as `env` and `ssh` have them.
pub mod code {
    /// We failed, not the program.
    pub const FAILED: u8 = 125;
    /// The program is there, but can't be started.
    pub const CANNOT: u8 = 126;
    /// There is no such program.
    pub const MISSING: u8 = 127;
    /// Added to the number of the signal that ended it.
    pub const SIGNALLED: u8 = 128;
}

/// A program to be run in a cage.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// It and its arguments; at least one.
    pub argv: Vec<String>,
    /// Variables over those that every program of the cage has.
    pub env: Vec<(String, String)>,
    /// Where it starts, as the cage sees it; else its home.
    pub folder: Option<String>,
    /// Whether it gets a terminal of its own, whose other end goes along the line. Without one
    /// it has the three descriptors that come behind the line, or nothing.
    pub terminal: Option<Size>,
}

/// The size of a terminal, in characters.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Size {
    /// From top to bottom.
    pub rows: u16,
    /// From left to right.
    pub columns: u16,
}

/// From the core to the warden.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Order {
    /// There is this cage. Said of each before anything else.
    Cage(Box<Recipe>),
    /// Answered by [`News::Ran`]. Descriptors: none, or the line and then none or three.
    Run {
        /// For the answer.
        act: u64,
        /// In which.
        cage: String,
        /// What.
        run: Run,
    },
    /// Nothing in it runs until it is thawed.
    Freeze {
        /// Which.
        cage: String,
    },
    /// It goes on.
    Thaw {
        /// Which.
        cage: String,
    },
    /// Its programs are asked to end, and after a while made to.
    Stop {
        /// Which.
        cage: String,
    },
    /// Its programs end now.
    Kill {
        /// Which.
        cage: String,
    },
    /// Answered by [`News::Surveyed`].
    Survey {
        /// For the answer.
        act: u64,
    },
    /// Answered by [`News::Entries`]. Starts the cage if need be.
    Entries {
        /// For the answer.
        act: u64,
        /// Of which.
        cage: String,
    },
    /// Whether a process is one of the cage's. Answered by [`News::Examined`].
    Examine {
        /// For the answer.
        act: u64,
        /// Of which.
        cage: String,
        /// As the core sees it.
        pid: u32,
    },
    /// From now on [`News::Volume`] tells how loud the machine is.
    FollowVolume,
    /// The same, and it is changed.
    Volume(VolumeWish),
}

/// What the user wants of the sound of the machine.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum VolumeWish {
    /// Louder by a step, up to what is full; heard again if it was muted.
    Up,
    /// Quieter by a step.
    Down,
    /// Muted, or heard again.
    Mute,
    /// The microphone muted, or not any more.
    MicrophoneMute,
}

/// How loud the machine is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Volume {
    /// In hundredths of what is full: 0–153, as sound servers can do more.
    pub percent: u16,
    /// Whether nothing is heard all the same.
    pub muted: bool,
}

/// From the warden to the core.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum News {
    /// A program runs, or why it does not.
    Ran {
        /// Which order's.
        act: u64,
        /// Why not.
        refusal: Option<Refusal>,
    },
    /// A cage is in another state than before.
    State {
        /// Which.
        cage: String,
        /// How.
        state: CageState,
    },
    /// How all cages are that were ever started.
    Surveyed {
        /// Which order's.
        act: u64,
        /// Each.
        cages: Vec<Survey>,
    },
    /// The programs that a cage offers, some of them: the last part says so.
    Entries {
        /// Which order's.
        act: u64,
        /// In no order; untrusted.
        entries: Vec<Entry>,
        /// Whether these are the last.
        last: bool,
        /// Why there are none, if something failed.
        refusal: Option<Refusal>,
    },
    /// Whose a process is.
    Examined {
        /// Which order's.
        act: u64,
        /// Why it is not the cage's; none if it is.
        mismatch: Option<String>,
    },
    /// A cage uses other things than before.
    Uses {
        /// Which.
        cage: String,
        /// All that it uses now.
        uses: Uses,
    },
    /// A program of a cage has something to tell the user.
    Notice {
        /// Which cage's.
        cage: String,
        /// What; untrusted.
        notice: Notice,
    },
    /// The user's own sound server says another thing than before.
    Volume {
        /// How loud its default loudspeaker is; none without a server or a loudspeaker.
        volume: Option<Volume>,
        /// Whether its default microphone is muted; none where there is none.
        microphone_muted: Option<bool>,
    },
}

/// What a cage uses, of that which people are heard and seen by.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Hash, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Uses {
    /// Something of it is to be heard.
    pub sound: bool,
    /// It is recorded for it.
    pub microphone: bool,
    /// A program of it has a camera open.
    pub camera: bool,
}

impl Uses {
    /// The words for them.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let all = [
            (self.sound, "sound"),
            (self.microphone, "microphone"),
            (self.camera, "camera"),
        ];
        all.into_iter()
            .filter_map(|(used, name)| used.then_some(name))
    }
}

/// How a cage is.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum CageState {
    /// Nothing of it runs.
    #[default]
    Stopped,
    /// It is being built.
    Starting,
    /// Programs run in it.
    Running,
    /// Programs are halted in it.
    Frozen,
    /// Its connection to another machine is cut, and is tried again.
    Reconnecting,
    /// It could not be built.
    Failed(Refusal),
}

/// Why something is not done, for the user.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// One of [`code`].
    pub code: u8,
    /// What and why, in English and without a full stop.
    pub message: String,
    /// What to do about it, or "".
    pub help: String,
    /// The same as a value, for those who speak another language.
    #[serde(default, deserialize_with = "reason::any")]
    pub reason: Reason,
}

impl Refusal {
    /// Something of ours failed.
    pub fn failed(reason: Reason, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            code: code::FAILED,
            message: message.into(),
            help: help.into(),
            reason,
        }
    }

    /// The same where only whoever reads commands is told.
    pub(crate) fn told(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::failed(Reason::Other, message, help)
    }
}

/// How much a cage has.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    /// Which.
    pub cage: String,
    /// How it is.
    pub state: CageState,
    /// Its processes, without those of ours.
    pub processes: Option<u64>,
    /// Memory that they hold, in bytes.
    pub memory_bytes: Option<u64>,
    /// What holds it to its resources: `systemd`, `cgroup` or `rlimits`.
    pub held_by: String,
    /// What it has a right to and this machine has not, each with its cure.
    #[serde(default)]
    pub lacks: Vec<String>,
}

/// A program that a cage offers, by its desktop entry.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Such as `org.mozilla.firefox`.
    pub id: String,
    /// Name in the language of the session, else as it stands.
    pub name: String,
    /// It and its arguments, without those for files and links.
    pub argv: Vec<String>,
    /// Whether it wants a terminal.
    pub terminal: bool,
    /// The icon's name, or "".
    pub icon: String,
}

/// Something that a program wants the user to know, or does not want shown any more.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// By what the cage knows it again: another one of the same number takes its place.
    #[serde(default)]
    pub id: u32,
    /// One line.
    pub summary: String,
    /// More.
    pub body: String,
    /// How long it is to be shown; without it as long as is usual.
    #[serde(default)]
    pub lasts_ms: Option<u32>,
    /// Whether the one of this number is not to be shown any more; nothing else of it counts.
    #[serde(default)]
    pub withdrawn: bool,
}

/// From the warden to a cage's init. Before it there was one message to `enter`: the
/// [`Recipe`].
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Task {
    /// Descriptors as in [`Order::Run`].
    Run {
        /// For [`Tiding::Ran`].
        act: u64,
        /// What.
        run: Run,
    },
    /// Halts every program.
    Freeze,
    /// Lets them go on.
    Thaw,
    /// Asks every program to end.
    Stop,
    /// Answered by [`Tiding::Entries`].
    Entries {
        /// For the answer.
        act: u64,
    },
    /// There is a sound server from now on. Descriptors: for each that is true, a pipe, in this
    /// order.
    Sound {
        /// It may be heard: a pipe to be written.
        sound: bool,
        /// It may hear: a pipe to be read.
        microphone: bool,
    },
}

/// From a cage's init to the warden. Untrusted.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Tiding {
    /// The sandbox stands.
    Ready,
    /// The sandbox can't be built: said by `enter`, which ends then.
    Failed(Refusal),
    /// A program runs, or why it does not.
    Ran {
        /// Which task's.
        act: u64,
        /// Why not.
        refusal: Option<Refusal>,
    },
    /// The last program has ended.
    Idle,
    /// The programs on offer, some of them: the last part says so.
    Entries {
        /// Which task's.
        act: u64,
        /// Some.
        entries: Vec<Entry>,
        /// Whether these are the last.
        last: bool,
    },
    /// For the user.
    Notice(Notice),
}

/// Along a program's line, from whoever runs it to the cage's init.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Down {
    /// The program is sent this signal.
    Signal(i32),
    /// The terminal has this size now.
    Size(Size),
}

/// Along a program's line, from the cage's init to whoever runs it. Untrusted.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Up {
    /// The terminal's other end comes along.
    Terminal,
    /// The program has ended with this exit code.
    Ended(u8),
}
