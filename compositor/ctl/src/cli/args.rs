//! The arguments, and the help that teaches them.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::{CageAct, Command, InputEvent};
use clap::{Parser, Subcommand, ValueEnum};

use super::keys;
use super::trouble::Trouble;

const EXAMPLES: &str = "\
Examples:
  liserectl status                        what runs, where the focus is
  liserectl windows                       every window with its cage
  liserectl outputs                       every screen: who it is, where, its modes
  liserectl run work -- foot              start a terminal in the cage `work`
  liserectl programs work                 the programs that the cage `work` offers
  liserectl cage new --like web --disposable   a cage of which nothing is left; prints its name
  liserectl send report.pdf --to work     a copy for the cage `work`, once you have agreed
  liserectl open https://kernel.org --in web
  liserectl cage freeze web               nothing of the cage `web` moves until it is thawed
  liserectl action maximise --window 7    as its chord would, to this window
  liserectl events | jq -c .              what there is, and what changes from then on
  liserectl journal show --kind transfer  what went from cage to cage, and what was denied
  liserectl screenshot desk.png           a picture of the focused output
  liserectl --json windows | jq '.windows[] | select(.focused)'

The session is found through $LISERE_CONTROL, else $XDG_RUNTIME_DIR/lisere/control.
Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 no session there, 4 denied by the
rules or at the prompt, 5 not answered in time;
`run` is lisere-cage: it ends as its program does, with 125 when Liseré can't run it, 126 when
it can't be started, 127 when it doesn't exist.";

/// Speak to a running Liseré session.
#[derive(Debug, Parser)]
#[command(name = "liserectl", version, after_help = EXAMPLES)]
pub(super) struct Args {
    /// Print one JSON object, also for errors, with a "version" of its schema
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// The session's control socket
    #[arg(long, global = true, value_name = "PATH")]
    pub(super) socket: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// What runs, on which screens, and where the focus is
    Status,
    /// Every cage of the policy: how it is, and its socket
    Cages {
        /// Everything of one cage: its look, its gate, what it has used of its limits
        cage: Option<String>,
        /// The same of every cage
        #[arg(short, long)]
        verbose: bool,
    },
    /// Freeze, thaw, stop or end a whole cage, or make a new one
    Cage {
        #[command(subcommand)]
        act: CageVerb,
    },
    /// Every connected screen and its modes; `on` and `off` light and darken them all
    Outputs {
        /// Light all screens, or darken them until somebody does something
        #[arg(value_enum)]
        light: Option<Light>,
    },
    /// Every window, from the top of the stack to the bottom
    Windows,
    /// Every input device, and what the preferences want of it
    Inputs,
    /// Save a picture of one output as PNG
    Screenshot {
        /// The output's name, as in `status` [default: the focused one]
        #[arg(long, value_name = "NAME")]
        output: Option<String>,
        /// Show the pointer too
        #[arg(long)]
        pointer: bool,
        /// Where to save it; `-` writes to a pipe or a redirection
        #[arg(value_name = "FILE.png")]
        file: PathBuf,
    },
    /// Run a program in a cage, as `lisere-cage` does
    Run {
        /// The cage's name, as in `cages`
        cage: String,
        /// The program and its arguments
        #[arg(trailing_var_arg = true, required = true, value_name = "CMD")]
        command: Vec<OsString>,
    },
    /// The programs that a cage offers, by its own files
    Programs {
        /// The cage's name, as in `cages`
        cage: String,
    },
    /// Send copies of files into a cage, by the rules of the policy
    Send {
        /// The files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// The cage's name, as in `cages`
        #[arg(long, value_name = "CAGE")]
        to: String,
    },
    /// Open a link in a cage, by the rules of the policy
    Open {
        /// The link: http or https
        url: String,
        /// The cage's name, as in `cages`
        #[arg(long = "in", value_name = "CAGE")]
        cage: String,
    },
    /// Look at the journal, also without a session: what crossed, and whether it is whole
    Journal {
        #[command(subcommand)]
        act: JournalVerb,
    },
    /// Give a window the keyboard
    Focus {
        /// The window's number, as in `windows`
        window: u64,
    },
    /// Ask a window to close
    Close {
        /// The window's number, as in `windows`
        window: u64,
    },
    /// Lock the session; only its user's password unlocks it
    Lock {
        /// Unless the preferences do not want that: for what puts the machine to sleep
        #[arg(long)]
        before_sleep: bool,
        /// Only what is above this level, by its name in the policy: the rest goes on
        #[arg(long, value_name = "LEVEL", conflicts_with = "before_sleep")]
        above: Option<String>,
    },
    /// Do what a chord could stand for, to the focused window or the one named
    Action {
        /// The action's name, such as `maximise` or `mode resize`
        #[arg(required_unless_present = "list", value_name = "NAME")]
        name: Vec<String>,
        /// The window's number, as in `windows`
        #[arg(long, value_name = "ID")]
        window: Option<u64>,
        /// The output's name, as in `status`
        #[arg(long, value_name = "NAME")]
        output: Option<String>,
        /// Print every action with its chords instead
        #[arg(long, conflicts_with_all = ["name", "window", "output"])]
        list: bool,
    },
    /// Read the preferences again: with a fault those from before stay, and each is printed
    Reload,
    /// Print everything there is as one JSON object, then what changes, a line each
    Events {
        /// Print the first line only
        #[arg(long)]
        once: bool,
    },
    /// End the session
    Quit,
    /// Play made-up input, on a headless session only
    #[command(hide = true)]
    Input {
        #[command(subcommand)]
        act: Act,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Light {
    On,
    Off,
}

#[derive(Debug, Subcommand)]
pub(super) enum CageVerb {
    /// Hear nothing of it any more and give it no input
    Freeze { cage: String },
    /// Let it go on
    Thaw { cage: String },
    /// Ask every program of it to end, and make them after five seconds
    Stop { cage: String },
    /// End every program of it
    Kill { cage: String },
    /// Make a cage like another one, and print its name
    New {
        /// The cage whose label, colour and rights it has
        #[arg(long, value_name = "NAME")]
        like: String,
        /// Nothing of it is left once its last program has ended; others are made in the policy
        #[arg(long, required = true)]
        disposable: bool,
    },
    /// Let it out of quarantine, where it is after its gate failed three times
    Release { cage: String },
}

#[derive(Debug, Subcommand)]
pub(super) enum JournalVerb {
    /// Check that no record was changed, removed or added
    Verify {
        /// The journal's folder [default: lisere/journal in $XDG_STATE_HOME]
        #[arg(long, value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    /// Print records for people, or as they are with --json
    Show {
        /// The journal's folder [default: lisere/journal in $XDG_STATE_HOME]
        #[arg(long, value_name = "DIR")]
        folder: Option<PathBuf>,
        /// Only this kind, or kinds that begin so, such as `transfer`; may be repeated
        #[arg(long, value_name = "KIND")]
        kind: Vec<String>,
        /// Only from this time on, in UTC: 2026-11-24 or 2026-11-24T17:00
        #[arg(long, value_name = "TIME")]
        since: Option<String>,
        /// Only the last so many of them
        #[arg(long, value_name = "N")]
        last: Option<usize>,
    },
    /// Print every record as it is, one JSON object a line, once the journal is found whole
    Export {
        /// The journal's folder [default: lisere/journal in $XDG_STATE_HOME]
        #[arg(long, value_name = "DIR")]
        folder: Option<PathBuf>,
    },
}

impl CageVerb {
    /// The command it stands for.
    pub(super) fn command(&self) -> Command {
        let (cage, act) = match self {
            Self::Freeze { cage } => (cage, CageAct::Freeze),
            Self::Thaw { cage } => (cage, CageAct::Thaw),
            Self::Stop { cage } => (cage, CageAct::Stop),
            Self::Kill { cage } => (cage, CageAct::Kill),
            Self::New { like, disposable } => {
                return Command::NewCage {
                    like: like.clone(),
                    disposable: *disposable,
                };
            }
            Self::Release { cage } => (cage, CageAct::Release),
        };
        Command::Cage {
            cage: cage.clone(),
            act,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Act {
    /// Put the pointer at a place of the layout, in logical pixels
    #[command(allow_negative_numbers = true)]
    Move { x: f64, y: f64 },
    /// Press and release a button where the pointer is
    Click {
        #[arg(value_enum, default_value_t = Button::Left)]
        button: Button,
    },
    /// Press and release a key or a chord such as `ctrl+shift+t`; numbers are evdev codes
    Key { chord: String },
    /// Type ASCII text on a US keyboard
    Type { text: String },
    /// Turn the wheel, in logical pixels, positive is down
    #[command(allow_negative_numbers = true)]
    Scroll { dy: f64 },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Button {
    Left,
    Right,
    Middle,
}

impl Button {
    /// Its code in linux/input-event-codes.h.
    fn code(self) -> u32 {
        match self {
            Self::Left => 0x110,
            Self::Right => 0x111,
            Self::Middle => 0x112,
        }
    }
}

impl Act {
    /// The input events that make up this act.
    pub(super) fn events(&self) -> Result<Vec<InputEvent>, Trouble> {
        Ok(match self {
            Self::Move { x, y } => vec![InputEvent::Move { x: *x, y: *y }],
            Self::Scroll { dy } => vec![InputEvent::Scroll { dx: 0.0, dy: *dy }],
            Self::Key { chord } => keys::chord(chord)?,
            Self::Type { text } => keys::text(text)?,
            Self::Click { button } => {
                let code = button.code();
                [true, false]
                    .map(|pressed| InputEvent::Button { code, pressed })
                    .to_vec()
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn run_passes_everything_after_the_dashes() {
        for dashes in [["--"].as_slice(), &[]] {
            let words = ["liserectl", "run", "work"].iter().chain(dashes);
            let args = Args::parse_from(words.chain(&["ls", "--json", "-l"]));
            assert!(!args.json);
            let Verb::Run { cage, command } = args.verb else {
                panic!("{args:?}")
            };
            assert_eq!((cage.as_str(), command.len()), ("work", 3));
        }
    }

    #[test]
    fn run_without_a_program_is_a_usage_error() {
        assert!(Args::try_parse_from(["liserectl", "run", "work"]).is_err());
        assert!(Args::try_parse_from(["liserectl", "run", "work", "--"]).is_err());
    }

    #[test]
    fn global_options_stand_anywhere() {
        let args = Args::parse_from(["liserectl", "status", "--json", "--socket", "/s"]);
        assert!(args.json && args.socket == Some("/s".into()));
    }

    #[test]
    fn negative_places_are_numbers() {
        let args = Args::parse_from(["liserectl", "input", "move", "-3", "4.5"]);
        let Verb::Input { act } = args.verb else {
            panic!("{args:?}")
        };
        assert_eq!(
            act.events().unwrap(),
            [InputEvent::Move { x: -3.0, y: 4.5 }]
        );
    }
}
