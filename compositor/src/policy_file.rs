//! Finding and reading policies: who may have written them, and how large they may be.

use std::fs::File;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use lisere_policy::{Faults, MAX_BYTES, Policy};
use rustix::fs::{Mode, OFlags};

/// The system's policy.
const SYSTEM: &str = "/etc/lisere/policy.toml";
/// The policy when nobody wrote one.
const DEFAULT_PRESET: &str = "home";

/// Where a policy comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// Built in.
    Preset(String),
}

impl std::fmt::Display for Origin {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Origin::File(path) => write!(out, "{}", path.display()),
            Origin::Preset(name) => write!(out, "preset {name}"),
        }
    }
}

/// Why there is no policy.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// A file could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file that others could have written.
    #[error("{}: {flaw}", path.display())]
    Untrusted {
        /// Which.
        path: PathBuf,
        /// What is wrong and what to do.
        flaw: String,
    },
    /// No preset of that name.
    #[error("there is no preset `{0}`: the presets are {names}", names = lisere_policy::preset_names().collect::<Vec<_>>().join(", "))]
    UnknownPreset(String),
    /// The policy has faults.
    #[error("{rendered}")]
    Faults {
        /// The faults as people read them.
        rendered: String,
        /// The faults for programs.
        faults: Faults,
    },
}

/// Where the policy of a session is: as asked, else the system's, the user's, the default.
#[must_use]
pub fn find(preset: Option<&str>, file: Option<&Path>, config_home: Option<&Path>) -> Origin {
    if let Some(name) = preset {
        return Origin::Preset(name.to_owned());
    }
    let users = config_home.map(|home| home.join("lisere/policy.toml"));
    let found = file.map(Path::to_owned).or_else(|| {
        // A link that leads nowhere is there and must be complained about.
        let there = |path: &PathBuf| path.symlink_metadata().is_ok();
        [Some(PathBuf::from(SYSTEM)), users].into_iter().flatten().find(there)
    });
    found.map_or_else(|| Origin::Preset(DEFAULT_PRESET.to_owned()), Origin::File)
}

/// Reads and checks a policy.
///
/// # Errors
/// When it cannot be read, could have been written by others, or has faults.
pub fn load(origin: &Origin) -> Result<Policy, PolicyError> {
    match origin {
        Origin::Preset(name) => {
            let text = lisere_policy::preset_text(name);
            let text = text.ok_or_else(|| PolicyError::UnknownPreset(name.clone()))?;
            parse(text.as_bytes(), &origin.to_string(), Path::new("."))
        }
        Origin::File(path) => {
            let bytes = read_trusted(path)?;
            parse(&bytes, &path.display().to_string(), path.parent().unwrap_or(Path::new(".")))
        }
    }
}

fn parse(bytes: &[u8], source: &str, folder: &Path) -> Result<Policy, PolicyError> {
    let themes = |name: &str| theme(name, folder);
    Policy::parse_bytes(bytes, &themes).map_err(|faults| {
        let text = String::from_utf8_lossy(bytes);
        PolicyError::Faults { rendered: faults.render(source, &text), faults }
    })
}

/// A theme's text: a file beside the policy when the name is a path, else built in.
fn theme(name: &str, folder: &Path) -> Option<String> {
    if !name.ends_with(".toml") {
        return lisere_policy::builtin_theme(name).map(str::to_owned);
    }
    match read_trusted(&folder.join(name)) {
        Ok(bytes) => String::from_utf8(bytes).ok(),
        Err(error) => {
            tracing::error!("{error}");
            None
        }
    }
}

/// Reads a file that only root or the user can have written. The checks are made
/// on the opened file, so that it cannot be exchanged in between.
fn read_trusted(path: &Path) -> Result<Vec<u8>, PolicyError> {
    let failed = |source: std::io::Error| PolicyError::Read { path: path.to_owned(), source };
    let untrusted = |flaw: &str| PolicyError::Untrusted { path: path.to_owned(), flaw: flaw.to_owned() };
    // Non-blocking, or a FIFO in the file's place would hang us.
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let fd = rustix::fs::open(path, flags, Mode::empty()).map_err(|error| failed(error.into()))?;
    let file = File::from(fd);
    let about = file.metadata().map_err(failed)?;
    if !about.is_file() {
        return Err(untrusted("is no regular file: name a policy file"));
    }
    if about.uid() != 0 && about.uid() != rustix::process::getuid().as_raw() {
        return Err(untrusted("belongs to another user: it must be root's or yours (chown it)"));
    }
    if about.mode() & 0o022 != 0 {
        return Err(untrusted("can be written by others: run `chmod go-w` on it"));
    }
    let mut bytes = Vec::new();
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    file.take(limit).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn written(mode: u32, text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("policy.toml");
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        (folder, path)
    }

    #[test]
    fn a_policy_that_others_can_write_is_refused() {
        let (_folder, path) = written(0o664, lisere_policy::preset_text("home").unwrap());
        let error = load(&Origin::File(path)).unwrap_err().to_string();
        assert!(error.contains("chmod go-w"), "{error}");
    }

    #[test]
    fn a_sound_policy_is_read() {
        let (_folder, path) = written(0o600, lisere_policy::preset_text("fr").unwrap());
        assert!(load(&Origin::File(path)).is_ok());
    }

    #[test]
    fn faults_name_the_file_and_the_line() {
        let (_folder, path) = written(0o600, "version = 1\nbogus = 3\n");
        let error = load(&Origin::File(path)).unwrap_err().to_string();
        assert!(error.contains("policy.toml:2:1"), "{error}");
    }

    #[test]
    fn a_folder_is_no_policy() {
        let folder = tempfile::tempdir().unwrap();
        let error = load(&Origin::File(folder.path().to_owned())).unwrap_err().to_string();
        assert!(error.contains("no regular file"), "{error}");
    }

    #[test]
    fn presets_are_named_when_one_is_unknown() {
        let error = load(&Origin::Preset("hom".into())).unwrap_err().to_string();
        assert!(error.contains("home"), "{error}");
    }

    #[test]
    fn what_was_asked_for_comes_first() {
        let config = tempfile::tempdir().unwrap();
        let file = PathBuf::from("/somewhere/policy.toml");
        assert_eq!(find(None, Some(&file), Some(config.path())), Origin::File(file));
        assert_eq!(find(Some("us"), None, None), Origin::Preset("us".into()));
    }
}
