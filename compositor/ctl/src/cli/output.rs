//! The two streams: answers on standard output, troubles beside it or as JSON.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use crate::{Answer, FaultInfo};
use serde::Serialize;

use super::trouble::Trouble;
use super::{cages, human};

/// How to print.
#[derive(Clone, Copy, Debug)]
pub(super) struct Output {
    /// One JSON object instead of text for people.
    pub(super) json: bool,
}

#[derive(Serialize)]
struct AnswerJson<'a> {
    version: u32,
    #[serde(flatten)]
    answer: &'a Answer,
}

#[derive(Serialize)]
struct TroubleJson<'a> {
    version: u32,
    error: ErrorJson<'a>,
}

#[derive(Serialize)]
struct ErrorJson<'a> {
    code: &'a str,
    message: &'a str,
    help: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    faults: &'a [FaultInfo],
}

impl Output {
    /// Prints an answer.
    pub(super) fn answer(self, answer: &Answer) -> Result<(), Trouble> {
        let text = if self.json {
            answer_json(answer)
        } else {
            human::answer(answer)
        };
        write(text.as_bytes())
    }

    /// Prints cages, or all there is to know of them.
    pub(super) fn cages(self, answer: &Answer, whole: bool) -> Result<(), Trouble> {
        match answer {
            Answer::Cages(cages) if whole && !self.json => write(cages::whole(cages).as_bytes()),
            other => self.answer(other),
        }
    }

    /// Prints a trouble and gives the exit code that goes with it.
    pub(super) fn trouble(self, trouble: &Trouble) -> ExitCode {
        if self.json {
            // A reader that has gone away can't be told anything.
            let _ = write(trouble_json(trouble).as_bytes());
        } else {
            let mut text = format!("liserectl: {}\n", human::clean(&trouble.message));
            if !trouble.help.is_empty() {
                text.push_str(&format!("  {}\n", human::clean(&trouble.help)));
            }
            let _ = io::stderr().lock().write_all(text.as_bytes());
        }
        ExitCode::from(trouble.exit)
    }
}

/// Writes to standard output; a reader that has had enough, such as `head`, is no trouble.
pub(super) fn write(bytes: &[u8]) -> Result<(), Trouble> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Trouble::failed(
            format!("can't write to standard output: {error}"),
            "check where it is redirected to",
        )),
        _ => Ok(()),
    }
}

fn answer_json(answer: &Answer) -> String {
    json(&AnswerJson {
        version: crate::VERSION,
        answer,
    })
}

fn trouble_json(trouble: &Trouble) -> String {
    let Trouble {
        code,
        message,
        help,
        faults,
        ..
    } = trouble;
    json(&TroubleJson {
        version: crate::VERSION,
        error: ErrorJson {
            code,
            message,
            help,
            faults,
        },
    })
}

/// One line; our structs have string keys only, so they always serialise.
fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_schema_is_stable() {
        assert_eq!(
            answer_json(&Answer::Done {}),
            "{\"version\":1,\"done\":{}}\n"
        );
        assert_eq!(
            answer_json(&Answer::Windows(vec![])),
            "{\"version\":1,\"windows\":[]}\n"
        );
        assert_eq!(
            answer_json(&Answer::Cages(vec![])),
            "{\"version\":1,\"cages\":[]}\n"
        );
        assert_eq!(
            trouble_json(&Trouble::new(
                1,
                "unknown_cage",
                "no cage `x`",
                "see `cages`"
            )),
            "{\"version\":1,\"error\":{\"code\":\"unknown_cage\",\"message\":\"no cage `x`\",\"help\":\"see `cages`\"}}\n"
        );
    }
}
