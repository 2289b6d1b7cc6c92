//! What the core says back: one line, an answer or a failure.

use serde::{Deserialize, Serialize};

use crate::answers::{
    ActionInfo, CageInfo, Entry, Environment, InputInfo, NewCage, Progress, Screenshot, Sent,
    Status, WindowInfo,
};
use crate::command::Versioned;
use crate::heads::HeadInfo;

/// The longest reply line in bytes, newline included: a screenshot of a 4K output fits.
pub const MAX_REPLY: usize = 67_108_864;

/// One line from the core to the program that asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply(pub Result<Answer, Failure>);

/// What the core answers when it did as asked.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It is done, or begun where the command says so.
    Done {},
    /// To `Command::Status`.
    Status(Status),
    /// To `Command::Cages`, in the policy's order.
    Cages(Vec<CageInfo>),
    /// To `Command::Outputs`.
    Outputs(Vec<HeadInfo>),
    /// To `Command::Windows`, from the top of the stack to the bottom.
    Windows(Vec<WindowInfo>),
    /// To `Command::Inputs`, in the order they came.
    Inputs(Vec<InputInfo>),
    /// To `Command::Actions`.
    Actions(Vec<ActionInfo>),
    /// To `Command::Screenshot`.
    Screenshot(Screenshot),
    /// To `Command::NewCage`.
    NewCage(NewCage),
    /// To `Command::Entries`, in no order.
    Entries(Vec<Entry>),
    /// To `Command::Environment`, and to `Command::Run` in a session without sandboxes.
    Environment(Environment),
    /// To `Command::Send`, before its last answer.
    Progress(Progress),
    /// To `Command::Send`, when the files have arrived.
    Sent(Sent),
}

/// Why the core did not do as asked.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Failure {
    /// For programs.
    pub code: FailureCode,
    /// For people: what happened, and to what.
    pub message: String,
    /// For people: what to do about it; may be empty.
    #[serde(default)]
    pub help: String,
    /// Where a file is at fault, one by one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<FaultInfo>,
}

/// One fault of a file, as `lisere check --json` has them too.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct FaultInfo {
    /// The line where it begins, from 1.
    pub line: usize,
    /// The column where it begins, from 1, in characters.
    pub column: usize,
    /// The line where it ends.
    pub end_line: usize,
    /// The column just behind its end.
    pub end_column: usize,
    /// What kind, as `unknown-key`.
    pub code: String,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What would be right, if that is known.
    pub suggestion: Option<String>,
}

/// The kinds of failure that a program can tell apart.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureCode {
    /// The line was no request.
    BadRequest,
    /// The line speaks another version of the protocol.
    WrongVersion,
    /// No cage of that name in the policy.
    UnknownCage,
    /// No window of that number, or no longer.
    UnknownWindow,
    /// No output of that name.
    UnknownOutput,
    /// No action of that name.
    UnknownAction,
    /// The preferences have faults, or can't be read; those from before count.
    BadPreferences,
    /// The policy or the state of the session (a lock) forbids it.
    NotAllowed,
    /// The rules, or the user at the prompt, said no.
    Denied,
    /// Nobody answered the prompt in time.
    TimedOut,
    /// This backend or renderer can't do it.
    NotSupported,
    /// The program is there, but can't be started.
    CannotStart,
    /// There is no such program in the cage.
    NoProgram,
    /// The core tried and failed.
    Failed,
    /// A code that this program is too old to know.
    #[serde(other)]
    Other,
}

/// Why a line is no reply.
#[derive(Debug, thiserror::Error)]
pub enum ReplyError {
    /// Not JSON, or not this shape.
    #[error("the session's reply can't be read: {0}")]
    Malformed(#[from] serde_json::Error),
    /// Another version of the protocol.
    #[error("the session speaks version {0} of the control protocol, this liserectl speaks 1")]
    Version(u32),
}

#[derive(Deserialize, Serialize)]
struct Wire<T> {
    version: u32,
    #[serde(flatten)]
    outcome: T,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Ok(Answer),
    Error(Failure),
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum OutcomeRef<'a> {
    Ok(&'a Answer),
    Error(&'a Failure),
}

impl Reply {
    /// Reads one line, with or without its newline.
    ///
    /// # Errors
    /// When the line is no reply of this version.
    pub fn parse(line: &[u8]) -> Result<Self, ReplyError> {
        let Versioned { version } = serde_json::from_slice(line)?;
        if version != crate::VERSION {
            return Err(ReplyError::Version(version));
        }
        let wire: Wire<Outcome> = serde_json::from_slice(line)?;
        Ok(Self(match wire.outcome {
            Outcome::Ok(answer) => Ok(answer),
            Outcome::Error(failure) => Err(failure),
        }))
    }

    /// The line that carries this reply, newline included.
    #[must_use]
    pub fn line(&self) -> Vec<u8> {
        let outcome = match &self.0 {
            Ok(answer) => OutcomeRef::Ok(answer),
            Err(failure) => OutcomeRef::Error(failure),
        };
        line(&Wire {
            version: crate::VERSION,
            outcome,
        })
    }
}

impl Failure {
    /// A failure with what happened and what to do about it.
    #[must_use]
    pub fn new(code: FailureCode, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            help: help.into(),
            faults: Vec::new(),
        }
    }

    /// The same with the faults of a file.
    #[must_use]
    pub fn with_faults(self, faults: Vec<FaultInfo>) -> Self {
        Self { faults, ..self }
    }
}

/// A message and its newline; our messages have string keys only, so they always serialise.
pub(crate) fn line<T: Serialize>(message: &T) -> Vec<u8> {
    let mut line = serde_json::to_vec(message).unwrap_or_default();
    line.push(b'\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(reply: &Reply) -> String {
        String::from_utf8(reply.line()).unwrap()
    }

    #[test]
    fn wire_form_is_stable() {
        let done = Reply(Ok(Answer::Done {}));
        assert_eq!(text(&done), "{\"version\":1,\"ok\":{\"done\":{}}}\n");
        let none = Reply(Ok(Answer::Windows(Vec::new())));
        assert_eq!(text(&none), "{\"version\":1,\"ok\":{\"windows\":[]}}\n");
        let refused = Reply(Err(Failure::new(
            FailureCode::UnknownCage,
            "no cage x",
            "see cages",
        )));
        assert_eq!(
            text(&refused),
            "{\"version\":1,\"error\":{\"code\":\"unknown_cage\",\"message\":\"no cage x\",\"help\":\"see cages\"}}\n"
        );
        for reply in [done, none, refused] {
            assert_eq!(Reply::parse(&reply.line()).unwrap(), reply);
        }
    }

    #[test]
    fn refuses_what_is_not_a_reply() {
        let malformed = |line: &[u8]| matches!(Reply::parse(line), Err(ReplyError::Malformed(_)));
        assert!(malformed(b""));
        assert!(malformed(b"ready"));
        assert!(malformed(br#"{"version":1}"#));
        assert!(malformed(br#"{"version":1,"ok":{"dance":{}}}"#));
        assert!(malformed(br#"{"version":1,"ok":{"windows":[{"id":1}]}}"#));
        assert!(malformed(b"{\"version\":1,\"ok\":{\"done\":{}}"));
        assert!(malformed(&[0xff, 0xfe]));
        assert!(matches!(
            Reply::parse(br#"{"version":9}"#),
            Err(ReplyError::Version(9))
        ));
    }

    #[test]
    fn a_newer_failure_code_still_reads() {
        let line = br#"{"version":1,"error":{"code":"on_fire","message":"m"}}"#;
        let failure = Reply::parse(line).unwrap().0.unwrap_err();
        assert_eq!(failure, Failure::new(FailureCode::Other, "m", ""));
    }
}
