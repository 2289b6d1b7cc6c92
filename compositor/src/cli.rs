//! The command line of `lisere`.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};
use lisere_shell::{Scale, ScaleFault};

use crate::backend::{BackendChoice, RendererChoice};

/// A Wayland compositor for programs of several levels on one desktop.
#[derive(Debug, Parser)]
#[command(name = "lisere", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// What to do instead of starting a session.
    #[command(subcommand)]
    pub task: Option<Task>,
    /// How to start the session.
    #[command(flatten)]
    pub session: SessionArgs,
}

/// What `lisere` does besides running a session.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Checks policies and preferences: lists every fault with line and column, or what a policy says
    #[command(after_help = CHECK_HELP)]
    Check {
        /// Print JSON of a stable schema
        #[arg(long)]
        json: bool,
        /// A preferences file to check too
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
        /// Say what the rules answer from one cage to another by a channel, and why
        #[arg(long, num_args = 3, value_names = ["FROM", "TO", "CHANNEL"], conflicts_with = "config")]
        explain: Vec<String>,
        /// Policy files, or one called `preferences`; without any, those a session would use
        files: Vec<PathBuf>,
    },
    /// Prints a built-in policy, to start one's own from; without NAME, lists them
    Preset {
        /// Which one
        name: Option<String>,
        /// Print a file of preferences instead, with every key, what it may be and its default
        #[arg(long, conflicts_with = "name")]
        preferences: bool,
    },
    /// Opens the first-start assistant in the session that runs
    Welcome,
    /// Prints your seal, the mark by which you know the desktop's own prompts; or makes a new one
    Seal {
        /// Make a new one, with PHRASE (48 characters at most) or four words by chance
        #[arg(long, value_name = "PHRASE", num_args = 0..=1)]
        new: Option<Option<String>>,
    },
}

/// How a session is started.
#[derive(Debug, Args)]
pub struct SessionArgs {
    /// Where screens and input come from
    #[arg(long, value_enum, default_value_t)]
    pub backend: BackendArg,
    /// What draws
    #[arg(long, value_enum, default_value_t)]
    pub renderer: RendererArg,
    /// A built-in policy (`lisere preset` lists them)
    #[arg(long, value_name = "NAME", conflicts_with = "policy")]
    pub preset: Option<String>,
    /// A policy file
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    /// A preferences file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The folder of the journal [default: lisere/journal in $XDG_STATE_HOME]
    #[arg(long, value_name = "DIR")]
    pub journal: Option<PathBuf>,
    /// An output in memory or the window's size: pixels, and scale from 1 to 4; may be repeated when headless
    #[arg(long = "output", value_name = "WxH@SCALE")]
    pub outputs: Vec<OutputArg>,
    /// Start programs without sandboxes, for development: then a cage's programs see each
    /// other's files and processes, and everything of yours
    #[arg(long)]
    pub without_sandboxes: bool,
    /// Open the first-start assistant, which otherwise a first start on a console opens
    #[arg(long)]
    pub welcome: bool,
    /// Print one line `ready SOCKET` on standard output once the session answers
    #[arg(long)]
    pub print_ready: bool,
    /// A command of the trusted side, run once the session is ready
    #[arg(last = true, value_name = "CMD")]
    pub command: Vec<String>,
}

/// `--backend`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum BackendArg {
    /// Nested inside a running session, else the seat of this console
    #[default]
    Auto,
    /// The screens and devices of this console's seat
    Kms,
    /// A window of the running session: for development
    Nested,
    /// Outputs in memory: for tests and screenshots
    Headless,
}

impl From<BackendArg> for BackendChoice {
    fn from(arg: BackendArg) -> Self {
        match arg {
            BackendArg::Auto => BackendChoice::Auto,
            BackendArg::Kms => BackendChoice::Kms,
            BackendArg::Nested => BackendChoice::Nested,
            BackendArg::Headless => BackendChoice::Headless,
        }
    }
}

/// `--renderer`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum RendererArg {
    /// GLES where there is a display, Pixman elsewhere
    #[default]
    Auto,
    /// OpenGL ES
    Gles,
    /// Software
    Pixman,
}

impl From<RendererArg> for RendererChoice {
    fn from(arg: RendererArg) -> Self {
        match arg {
            RendererArg::Auto => RendererChoice::Auto,
            RendererArg::Gles => RendererChoice::Gles,
            RendererArg::Pixman => RendererChoice::Pixman,
        }
    }
}

/// `--output`: size in pixels and scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutputArg {
    /// Pixels.
    pub size: (i32, i32),
    /// Scale; `None` when it was not given.
    pub scale: Option<Scale>,
}

/// The sides an output may have, in pixels. Source: what renderers carry.
const SIDES: std::ops::RangeInclusive<i32> = 64..=16_384;

impl FromStr for OutputArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (size, scale) = match text.split_once('@') {
            Some((size, scale)) => (
                size,
                Some(scale_of(scale).map_err(|fault| fault.to_string())?),
            ),
            None => (text, None),
        };
        let (w, h) = size
            .split_once('x')
            .ok_or("write WIDTHxHEIGHT, such as 1920x1080@1.5")?;
        Ok(OutputArg {
            size: (side(w)?, side(h)?),
            scale,
        })
    }
}

/// How far from a 120th a scale may be: four decimals are enough to name one.
const CUT_OFF: f64 = 120.0 * 0.000_05;

fn side(text: &str) -> Result<i32, String> {
    let side = text
        .parse()
        .map_err(|_| format!("`{text}` is no number of pixels"))?;
    match SIDES.contains(&side) {
        true => Ok(side),
        false => Err(format!("{side} pixels: a side has 64 to 16384")),
    }
}

/// A scale from 1 to 4 in 120ths, as the fractional-scale protocol counts.
///
/// # Errors
/// What is wrong with it.
pub fn scale_of(text: &str) -> Result<Scale, ScaleFault> {
    let scale: f64 = text
        .parse()
        .map_err(|_| ScaleFault::NoNumber(text.to_owned()))?;
    let exact = scale * 120.0;
    if !(1.0..=4.0).contains(&scale) {
        return Err(ScaleFault::Range(text.to_owned()));
    }
    // Four thirds can only be written cut off.
    if (exact - exact.round()).abs() > CUT_OFF {
        let near = exact.round() / 120.0;
        return Err(ScaleFault::Step(text.to_owned(), format!("{near:.4}")));
    }
    Ok(Scale::from_f64(scale))
}

const EXAMPLES: &str = "\
Examples:
  lisere                                     nested in this session, or on this console
  lisere --preset fr --output 1920x1080@1.5  French levels, one and a half times as large
  lisere --backend headless -- ./script.sh   in memory, driven by a script with liserectl
  lisere check policy.toml                   every fault of a policy at once
  lisere preset --preferences                every preference there is, with its default

Where things are looked for:
  policy       --policy, --preset, /etc/lisere/policy.toml,
               $XDG_CONFIG_HOME/lisere/policy.toml, the preset `home`
  preferences  --config, $XDG_CONFIG_HOME/lisere/preferences.toml
  sockets      $XDG_RUNTIME_DIR/lisere: cages/NAME/wayland-0, control
  LISERE_LOG   what is logged, such as `debug` or `lisere=debug,info`

Exit codes: 0 ended as asked, 1 refused (one message says why), 2 wrong usage.";

const CHECK_HELP: &str = "\
A file with `preferences` in its name is one of preferences, and is held against the policy
that stands beside it on the command line, else the one a session would use.

A sound policy is printed with its levels, cages and rules, and a table that says how
well each two cages can be told apart. Faults come as FILE:LINE:COLUMN: MESSAGE.

With --explain the answer for each type of data is printed instead, the rule behind it, its
terms, and for a denial what would be let through. Channels: clipboard, drag, file, link.
  lisere check --explain web work clipboard policy.toml

Exit codes: 0 sound, 1 a fault, 2 wrong usage.";

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn outputs_are_read() {
        let output: OutputArg = "1920x1080@1.5".parse().unwrap();
        assert_eq!(output.size, (1920, 1080));
        assert_eq!(output.scale, Some(Scale::from_120ths(180)));
        let third: OutputArg = "640x480@1.3333".parse().unwrap();
        assert_eq!(third.scale, Some(Scale::from_120ths(160)));
        assert_eq!("640x480".parse::<OutputArg>().unwrap().scale, None);
    }

    #[test]
    fn bad_outputs_say_what_is_wrong() {
        for (text, word) in [
            ("1920", "WIDTHxHEIGHT"),
            ("ax480", "no number"),
            ("63x480", "64 to 16384"),
            ("640x480@0.5", "from 1 to 4"),
            ("640x480@nan", "from 1 to 4"),
            ("640x480@1.2345", "1/120"),
            ("640x480@", "no scale"),
            ("640x16385", "64 to 16384"),
            ("640x99999999999", "no number"),
        ] {
            let error = text.parse::<OutputArg>().unwrap_err();
            assert!(error.contains(word), "{text}: {error}");
        }
    }
}
