//! The control protocol of a running Liseré session: its messages, and a client that speaks them.
//!
//! One JSON object a line goes each way over a Unix stream socket on the
//! trusted side; no cage ever sees it. The core parses with [`Request::parse`]
//! and answers with [`Reply::line`]; a program asks with [`Client::ask`].

mod answers;
mod base64;
pub mod cli;
mod client;
mod command;
mod events;
mod heads;
mod path;
mod reply;

pub use answers::{
    ActionInfo, CageInfo, Entry, Environment, GateInfo, InputInfo, NewCage, OutputInfo, Progress,
    SandboxInfo, Screenshot, Sent, Status, WindowInfo,
};
pub use client::{Client, ClientError};
pub use command::{CageAct, Command, InputEvent, MAX_FILES, MAX_REQUEST, Request, TerminalSize};
pub use events::{
    CageNow, Event, FocusInfo, NoticeInfo, PreferencesInfo, SoundInfo, State, TransferInfo,
    WorkspaceInfo,
};
pub use heads::{HeadInfo, ModeInfo, Vrr};
pub use path::{ControlPathError, control_path};
pub use reply::{Answer, Failure, FailureCode, FaultInfo, MAX_REPLY, Reply, ReplyError};

/// The version of the protocol that this crate speaks, on the wire and in `--json`.
pub const VERSION: u32 = 1;
