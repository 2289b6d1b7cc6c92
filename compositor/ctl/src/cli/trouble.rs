//! What went wrong, in the one shape that people, programs and shells get to see.

use crate::{ClientError, ControlPathError, FailureCode, FaultInfo};

/// The core said no, or something failed on the way.
const REFUSED: u8 = 1;
/// The arguments make no sense.
const USAGE: u8 = 2;
/// No session to speak to.
const NO_SESSION: u8 = 3;
/// The rules, or the user at the prompt, said no.
const DENIED: u8 = 4;
/// Nobody answered the prompt in time.
const TIMED_OUT: u8 = 5;

/// An error with its exit code.
#[derive(Debug)]
pub(super) struct Trouble {
    /// The process's exit code.
    pub(super) exit: u8,
    /// For programs, snake_case.
    pub(super) code: String,
    /// What happened, and to what.
    pub(super) message: String,
    /// What to do about it; may be empty.
    pub(super) help: String,
    /// Where a file is at fault.
    pub(super) faults: Vec<FaultInfo>,
}

impl Trouble {
    pub(super) fn new(exit: u8, code: &str, message: impl Into<String>, help: &str) -> Self {
        Self {
            exit,
            code: code.into(),
            message: message.into(),
            help: help.into(),
            faults: Vec::new(),
        }
    }

    /// Wrong arguments.
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self::new(
            USAGE,
            "usage",
            message,
            "liserectl --help shows how it is used",
        )
    }

    /// Something on this side failed.
    pub(super) fn failed(message: impl Into<String>, help: &str) -> Self {
        Self::new(REFUSED, "failed", message, help)
    }
}

impl From<ControlPathError> for Trouble {
    fn from(error: ControlPathError) -> Self {
        let help = "run this inside a session, or name its control socket with --socket";
        Self::new(NO_SESSION, "no_session", error.to_string(), help)
    }
}

impl From<ClientError> for Trouble {
    fn from(error: ClientError) -> Self {
        let message = error.to_string();
        match error {
            ClientError::NoSession { .. } => Self::new(
                NO_SESSION,
                "no_session",
                message,
                "start one with `lisere`, or name another socket with --socket",
            ),
            ClientError::Lost { .. } => Self::new(
                REFUSED,
                "lost",
                message,
                "look at the compositor's own messages",
            ),
            ClientError::TooMuch => Self::usage(message),
            ClientError::TooLong | ClientError::Reply(_) => {
                let help = "use the liserectl that was installed with this compositor";
                Self::new(REFUSED, "bad_reply", message, help)
            }
            ClientError::Refused(failure) => {
                // The wire's own name of the code, so that `--json` and the protocol agree.
                let code = serde_json::to_value(failure.code);
                let code = code.ok().and_then(|code| code.as_str().map(String::from));
                let code = code.unwrap_or_else(|| "other".into());
                let exit = match failure.code {
                    FailureCode::Denied => DENIED,
                    FailureCode::TimedOut => TIMED_OUT,
                    _ => REFUSED,
                };
                Self {
                    exit,
                    code,
                    message,
                    help: failure.help,
                    faults: failure.faults,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Failure;

    #[test]
    fn a_refusal_keeps_its_code_help_and_faults() {
        let fault = FaultInfo {
            line: 3,
            column: 1,
            end_line: 3,
            end_column: 5,
            code: "unknown-key".into(),
            message: "no key `kyes`".into(),
            suggestion: Some("keys".into()),
        };
        let failure = Failure::new(FailureCode::UnknownCage, "no cage `x`", "see `cages`");
        let failure = failure.with_faults(vec![fault.clone()]);
        let trouble = Trouble::from(ClientError::Refused(failure));
        assert_eq!((trouble.exit, trouble.code.as_str()), (1, "unknown_cage"));
        assert_eq!(
            (trouble.message.as_str(), trouble.help.as_str()),
            ("no cage `x`", "see `cages`")
        );
        assert_eq!(trouble.faults, [fault]);
    }

    #[test]
    fn a_denial_has_an_exit_code_of_its_own() {
        for (code, exit) in [(FailureCode::Denied, 4), (FailureCode::TimedOut, 5)] {
            let failure = Failure::new(code, "no", "");
            assert_eq!(Trouble::from(ClientError::Refused(failure)).exit, exit);
        }
    }

    #[test]
    fn no_session_is_three() {
        assert_eq!(Trouble::from(ControlPathError::Unset).exit, 3);
        let source = std::io::Error::from(std::io::ErrorKind::NotFound);
        assert_eq!(
            Trouble::from(ClientError::NoSession {
                path: "/s".into(),
                source
            })
            .exit,
            3
        );
    }
}
