//! What the user prefers: keyboard, chords, devices, outputs. A file with a fault is refused whole.

mod apply;
mod commented;
mod edit;
mod explained;
mod gestures;
pub mod input;
pub mod layout;
mod read;
#[cfg(test)]
mod tests;
mod watch;
mod words;

use std::path::{Path, PathBuf};

use lisere_policy::{Cage, Code, Fault, Faults, Policy, did_you_mean};
use lisere_shell::{Language, PreferenceFault, Thing, Unfollowed};

use crate::bindings::{Bindings, Chord, Program, Where};
use crate::outputs::idle::IdleSettings;
use crate::outputs::night::NightSettings;
use crate::plain_file::{self, FileError, there};
use crate::seat::KeyboardSettings;

pub use crate::outputs::wish::OutputPreference;
pub use commented::commented;
pub(crate) use edit::{Change, changed};
pub use gestures::GesturePreferences;
pub use input::InputPreferences;
pub use layout::{LayoutPreferences, Motion};
use read::Found;
pub use read::LauncherRule;
pub use watch::Watch;

/// The largest file that is read, in bytes.
const MOST_BYTES: usize = 256 * 1024;

/// What the user prefers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preferences {
    /// The keyboard.
    pub keyboard: KeyboardSettings,
    /// Chords.
    pub bindings: Bindings,
    /// What is pressed for the user in a program once something was pasted into its cage;
    /// `None` leaves that to the user.
    pub paste_key: Option<Chord>,
    /// Input devices.
    pub input: InputPreferences,
    /// Outputs, by connector or identity.
    pub outputs: Vec<OutputPreference>,
    /// When screens go off.
    pub idle: IdleSettings,
    /// When they turn warm.
    pub night: NightSettings,
    /// How often they were taken over since the session began.
    pub reloads: u64,
    /// Why what was saved since is refused.
    pub refused: Option<Unfollowed>,
    /// What fingers on a touchpad do.
    pub gestures: GesturePreferences,
    /// How windows are arranged.
    pub layout: LayoutPreferences,
    /// What trusted UI speaks; `None` leaves it to the environment.
    pub language: Option<Language>,
    /// In which cage programs are opened, whatever cage is used; the first that fits counts.
    pub launcher: Vec<LauncherRule>,
}

/// Why preferences are refused.
#[derive(Debug, thiserror::Error)]
pub enum PreferencesError {
    /// The file could not be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The file has faults.
    #[error("{rendered}")]
    Faults {
        /// The faults as people read them.
        rendered: String,
        /// The faults for programs.
        faults: Faults,
        /// The first of them, for the bar.
        first: Box<PreferenceFault>,
    },
}

impl Preferences {
    /// Reads the file named, else the user's own if there is one, else the defaults. With a
    /// policy, the cages that it names must be there.
    ///
    /// # Errors
    /// When a file named is missing, or any file cannot be read or has faults.
    pub fn load(
        named: Option<&Path>,
        config_home: Option<&Path>,
        policy: Option<&Policy>,
    ) -> Result<Self, PreferencesError> {
        match path_of(named, config_home) {
            Some(path) if named.is_some() || there(&path) => Self::read(&path, policy),
            _ => Ok(Self::default()),
        }
    }

    /// Reads a file. With a policy, the cages that it names must be there.
    ///
    /// # Errors
    /// When it cannot be read or has faults.
    pub fn read(path: &Path, policy: Option<&Policy>) -> Result<Self, PreferencesError> {
        let (bytes, _) = plain_file::read(path, MOST_BYTES)?;
        let text = String::from_utf8_lossy(&bytes);
        let read = Self::parse_bytes(&bytes).and_then(|read| match policy {
            Some(policy) => read.held_against(policy),
            None => Ok(read),
        });
        read.map_err(|Found { faults, first }| PreferencesError::Faults {
            rendered: faults.render(&path.display().to_string(), &text),
            faults,
            first: Box::new(first),
        })
    }

    /// These, if the policy has every cage that they name.
    ///
    /// # Errors
    /// Every name that is no cage's, with line and column.
    fn held_against(self, policy: &Policy) -> Result<Self, Found> {
        let known = policy.cages().iter().filter(|cage| cage.model().is_none());
        let known: Vec<&str> = known.map(Cage::name).collect();
        let unknown = |program: &Program| {
            let Where::Cage(name) = &program.place else {
                return None;
            };
            let unknown = !known.contains(&name.as_str());
            unknown.then(|| (name.clone(), program.named_at))
        };
        let programs = self.bindings.programs().iter();
        let unknown: Vec<_> = programs.filter_map(unknown).collect();
        let Some((name, _)) = unknown.first() else {
            return Ok(self);
        };
        let first = PreferenceFault::Unknown(Thing::Cage, name.clone());
        let faults = unknown.iter();
        let faults = faults.map(|(name, place)| unknown_cage(name, *place, &known));
        Err(Found {
            faults: Faults(faults.collect()),
            first,
        })
    }

    fn parse_bytes(bytes: &[u8]) -> Result<Self, Found> {
        if bytes.len() > MOST_BYTES {
            return Err(read::too_large(MOST_BYTES));
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => read::read(text),
            Err(error) => Err(read::not_utf8(
                bytes.get(..error.valid_up_to()).unwrap_or_default(),
            )),
        }
    }

    /// Reads preferences from TOML.
    ///
    /// # Errors
    /// Every fault at once, with line and column.
    pub fn parse(text: &str) -> Result<Self, Faults> {
        read::read(text).map_err(|found| found.faults)
    }

    /// What the user wants of an output of this name.
    #[must_use]
    pub fn output(&self, name: &str) -> Option<&OutputPreference> {
        self.outputs.iter().find(|output| output.name == name)
    }
}

fn unknown_cage(name: &str, (line, column): (usize, usize), known: &[&str]) -> Fault {
    let near = did_you_mean(name, known.iter().copied());
    // With its quotes.
    let end_column = column.saturating_add(name.chars().count().saturating_add(2));
    Fault {
        line,
        column,
        end_line: line,
        end_column,
        code: Code::BadName,
        message: PreferenceFault::Unknown(Thing::Cage, name.to_owned()).to_string(),
        suggestion: near.or_else(|| Some(format!("its cages are {}", known.join(", ")))),
    }
}

/// Whether a file's name says that it is one of preferences, not a policy.
#[must_use]
pub fn named_so(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().contains("preferences")
}

/// Where preferences are: the file named, else the user's own, which need not be there.
#[must_use]
pub fn path_of(named: Option<&Path>, config_home: Option<&Path>) -> Option<PathBuf> {
    let users = || config_home.map(|home| home.join("lisere/preferences.toml"));
    named.map(Path::to_owned).or_else(users)
}
