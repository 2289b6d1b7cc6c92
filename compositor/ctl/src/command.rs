//! What can be asked of a running session, and the line that carries it.

use serde::{Deserialize, Serialize};

use crate::reply::{Failure, FailureCode};

/// The longest request line in bytes, newline included; the core drops a peer that exceeds it.
pub const MAX_REQUEST: usize = 65_536;

/// The most files that one request may send: the kernel passes no more descriptors at once.
pub const MAX_FILES: usize = 250;

/// One line from a program to the core.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// Always [`crate::VERSION`]; any other number is refused.
    pub version: u32,
    /// What is asked.
    pub command: Command,
}

/// What can be asked.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(tag = "name", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// The session as a whole; answered by `Answer::Status`.
    Status,
    /// Every cage of the policy; answered by `Answer::Cages`.
    Cages,
    /// Every screen that is connected, on or off; answered by `Answer::Outputs`.
    Outputs,
    /// Lights all screens or darkens them; answered by `Answer::Done`.
    Light {
        /// Whether they are to be lit.
        on: bool,
    },
    /// Every window with its popups counted; answered by `Answer::Windows`.
    Windows,
    /// Every input device of the seat; answered by `Answer::Inputs`.
    Inputs,
    /// A picture of one output, the trusted seal blanked; answered by `Answer::Screenshot`.
    Screenshot {
        /// The output's name; none means the one with the focus.
        #[serde(default)]
        output: Option<String>,
        /// Whether the pointer is in the picture.
        #[serde(default)]
        pointer: bool,
    },
    /// The variables a program of this cage starts with; answered by `Answer::Environment`.
    Environment {
        /// The cage's name in the policy.
        cage: String,
    },
    /// Runs a program in a cage. The descriptors that come along are its line, by which it is
    /// heard how it ends, and unless it has a terminal its input, output and errors. Answered
    /// by `Answer::Done` once it runs, or by `Answer::Environment` in a session without
    /// sandboxes, where whoever asks starts it.
    Run {
        /// The cage's name in the policy.
        cage: String,
        /// It and its arguments.
        argv: Vec<String>,
        /// Variables over those that every program of the cage has.
        #[serde(default)]
        env: Vec<(String, String)>,
        /// Where it starts, as the cage sees it; else its home.
        #[serde(default)]
        folder: Option<String>,
        /// The size of the terminal that it gets, if it gets one.
        #[serde(default)]
        terminal: Option<TerminalSize>,
    },
    /// Makes a cage; answered by `Answer::NewCage`.
    NewCage {
        /// The cage whose label, looks and rights it has.
        like: String,
        /// Whether nothing of it is left when its last program ends; others are made in the
        /// policy.
        disposable: bool,
    },
    /// The programs that a cage offers; answered by `Answer::Entries`.
    Entries {
        /// The cage's name in the policy.
        cage: String,
    },
    /// Does something to a whole cage; answered by `Answer::Done`.
    Cage {
        /// The cage's name in the policy.
        cage: String,
        /// What.
        act: CageAct,
    },
    /// Gives a window the keyboard focus; answered by `Answer::Done`.
    Focus {
        /// The window's number in `Windows`.
        window: u64,
    },
    /// Asks a window to close; answered by `Answer::Done` before it has.
    Close {
        /// The window's number in `Windows`.
        window: u64,
    },
    /// Sends files into a cage, whose open descriptors come along, in this order; answered by
    /// any number of `Answer::Progress`, then `Answer::Sent`.
    Send {
        /// The cage's name in the policy.
        to: String,
        /// Each file's name.
        names: Vec<String>,
    },
    /// Opens a link in a cage; answered by `Answer::Done` once its program has started.
    Open {
        /// The cage's name in the policy.
        cage: String,
        /// The link: http or https.
        url: String,
    },
    /// Locks the session; answered by `Answer::Done` once nothing of a program can be seen or
    /// reached.
    Lock {
        /// Whether only because the machine is about to sleep, which the preferences may not
        /// want.
        #[serde(default)]
        before_sleep: bool,
        /// The level, by its name in the policy, above which everything is locked while the
        /// rest goes on; none locks the whole session.
        #[serde(default)]
        above: Option<String>,
    },
    /// Does what a chord could stand for; answered by `Answer::Done`.
    Action {
        /// Its name, as in `Actions`.
        action: String,
        /// The window it is done to; none is the focused one.
        #[serde(default)]
        window: Option<u64>,
        /// The output it is done to; none is the current one.
        #[serde(default)]
        output: Option<String>,
    },
    /// Every action with its chords; answered by `Answer::Actions`.
    Actions,
    /// Reads the preferences again; answered by `Answer::Done`, or by every fault of theirs.
    Reload,
    /// Everything there is, and from then on what changes: answered by `Event`s, a line each,
    /// until the connection ends.
    Events,
    /// Ends the session; answered by `Answer::Done` before it has.
    Quit,
    /// Plays input as if devices had made it; the core takes it on the headless backend only.
    Input {
        /// Played in order, each routed before the next.
        events: Vec<InputEvent>,
    },
}

/// The size of a terminal, in characters.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TerminalSize {
    /// From top to bottom.
    pub rows: u16,
    /// From left to right.
    pub columns: u16,
}

/// What can be done to a whole cage.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CageAct {
    /// Hears nothing of it any more and gives it no input.
    Freeze,
    /// Lets it go on.
    Thaw,
    /// Asks every program of it to end, and makes them after a while.
    Stop,
    /// Ends every program of it.
    Kill,
    /// Lets it out of quarantine.
    Release,
}

/// One act of a made-up input device.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum InputEvent {
    /// The pointer jumps to a place in the layout of all outputs, in logical pixels.
    Move {
        /// From the left edge of the layout.
        x: f64,
        /// From the top edge of the layout.
        y: f64,
    },
    /// A pointer button.
    Button {
        /// The evdev code: 0x110 left, 0x111 right, 0x112 middle.
        code: u32,
        /// Down or up.
        pressed: bool,
    },
    /// A key.
    Key {
        /// The evdev code (not xkb's, which is 8 more).
        code: u32,
        /// Down or up.
        pressed: bool,
    },
    /// The wheel, in logical pixels; positive is right and down.
    Scroll {
        /// Sideways.
        dx: f64,
        /// Up and down.
        dy: f64,
    },
}

impl Request {
    /// A request of the version that this crate speaks.
    #[must_use]
    pub fn new(command: Command) -> Self {
        Self {
            version: crate::VERSION,
            command,
        }
    }

    /// Reads one line, with or without its newline.
    ///
    /// # Errors
    /// A failure ready to be sent back: too long, another version, or not a request.
    pub fn parse(line: &[u8]) -> Result<Self, Failure> {
        if line.len() > MAX_REQUEST {
            return Err(bad(format!(
                "the request is longer than {MAX_REQUEST} bytes"
            )));
        }
        // The version is read by itself first: another version's command may not parse at all.
        let Versioned { version } =
            serde_json::from_slice(line).map_err(|e| bad(format!("not a request: {e}")))?;
        if version != crate::VERSION {
            return Err(wrong_version(version));
        }
        serde_json::from_slice(line).map_err(|e| bad(format!("not a request: {e}")))
    }

    /// The line that carries this request, newline included.
    #[must_use]
    pub fn line(&self) -> Vec<u8> {
        crate::reply::line(self)
    }
}

/// The one field that every version has.
#[derive(Deserialize)]
pub(crate) struct Versioned {
    pub(crate) version: u32,
}

fn bad(message: String) -> Failure {
    Failure::new(
        FailureCode::BadRequest,
        message,
        "send one JSON object a line, as liserectl does",
    )
}

fn wrong_version(version: u32) -> Failure {
    Failure::new(
        FailureCode::WrongVersion,
        format!(
            "the request speaks version {version}, this session speaks {}",
            crate::VERSION
        ),
        "use the liserectl that was installed with this compositor",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wire_form_is_stable() {
        let screenshot = Command::Screenshot {
            output: Some("headless-1".into()),
            pointer: true,
        };
        let cases = [
            (
                Command::Status,
                r#"{"version":1,"command":{"name":"status"}}"#,
            ),
            (
                screenshot,
                r#"{"version":1,"command":{"name":"screenshot","output":"headless-1","pointer":true}}"#,
            ),
            (
                Command::Cage {
                    cage: "work".into(),
                    act: CageAct::Freeze,
                },
                r#"{"version":1,"command":{"name":"cage","cage":"work","act":"freeze"}}"#,
            ),
            (
                Command::Outputs,
                r#"{"version":1,"command":{"name":"outputs"}}"#,
            ),
            (
                Command::Light { on: false },
                r#"{"version":1,"command":{"name":"light","on":false}}"#,
            ),
            (
                Command::Focus { window: 7 },
                r#"{"version":1,"command":{"name":"focus","window":7}}"#,
            ),
            (
                Command::Action {
                    action: "close".into(),
                    window: Some(7),
                    output: None,
                },
                r#"{"version":1,"command":{"name":"action","action":"close","window":7,"output":null}}"#,
            ),
            (
                Command::Reload,
                r#"{"version":1,"command":{"name":"reload"}}"#,
            ),
            (
                Command::Events,
                r#"{"version":1,"command":{"name":"events"}}"#,
            ),
            (
                Command::Input {
                    events: vec![InputEvent::Key {
                        code: 30,
                        pressed: true,
                    }],
                },
                r#"{"version":1,"command":{"name":"input","events":[{"event":"key","code":30,"pressed":true}]}}"#,
            ),
        ];
        same(&cases);
    }

    #[test]
    fn wire_form_of_programs_is_stable() {
        same(&[
            (
                Command::Run {
                    cage: "work".into(),
                    argv: vec!["ls".into(), "-l".into()],
                    env: vec![("TERM".into(), "foot".into())],
                    folder: None,
                    terminal: Some(TerminalSize {
                        rows: 24,
                        columns: 80,
                    }),
                },
                r#"{"version":1,"command":{"name":"run","cage":"work","argv":["ls","-l"],"env":[["TERM","foot"]],"folder":null,"terminal":{"rows":24,"columns":80}}}"#,
            ),
            (
                Command::NewCage {
                    like: "home".into(),
                    disposable: true,
                },
                r#"{"version":1,"command":{"name":"new_cage","like":"home","disposable":true}}"#,
            ),
            (
                Command::Entries {
                    cage: "work".into(),
                },
                r#"{"version":1,"command":{"name":"entries","cage":"work"}}"#,
            ),
        ]);
    }

    fn same(cases: &[(Command, &str)]) {
        for (command, text) in cases {
            let request = Request::new(command.clone());
            let line = String::from_utf8(request.line()).unwrap();
            assert_eq!(line, format!("{text}\n"));
            assert_eq!(Request::parse(text.as_bytes()), Ok(request));
        }
    }

    #[test]
    fn refuses_what_is_not_a_request() {
        let code = |line: &str| Request::parse(line.as_bytes()).unwrap_err().code;
        assert_eq!(code(""), FailureCode::BadRequest);
        assert_eq!(code("[]"), FailureCode::BadRequest);
        assert_eq!(code(r#"{"version":1}"#), FailureCode::BadRequest);
        assert_eq!(
            code(r#"{"version":1,"command":{"name":"reboot"}}"#),
            FailureCode::BadRequest
        );
        assert_eq!(
            code(r#"{"version":1,"command":{"name":"close","window":1,"force":true}}"#),
            FailureCode::BadRequest
        );
        assert_eq!(
            code(r#"{"version":2,"command":{"name":"new"}}"#),
            FailureCode::WrongVersion
        );
        assert_eq!(code(&" ".repeat(MAX_REQUEST + 1)), FailureCode::BadRequest);
    }
}
