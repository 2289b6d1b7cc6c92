//! Finding and reading policies: who may have written them, and how large they may be.

use std::cell::RefCell;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use lisere_policy::{Code, Digest, Faults, MAX_BYTES, Policy, builtin_theme};

use crate::plain_file::{self, FileError, there};

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
    #[error(transparent)]
    File(#[from] FileError),
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
        [Some(PathBuf::from(SYSTEM)), users]
            .into_iter()
            .flatten()
            .find(|path| there(path))
    });
    found.map_or_else(|| Origin::Preset(DEFAULT_PRESET.to_owned()), Origin::File)
}

/// Reads and checks a policy.
///
/// # Errors
/// When it cannot be read, could have been written by others, or has faults.
pub fn load(origin: &Origin) -> Result<Policy, PolicyError> {
    Ok(load_with_digest(origin)?.0)
}

/// The same, with the digest of the policy's text.
///
/// # Errors
/// As [`load`].
pub fn load_with_digest(origin: &Origin) -> Result<(Policy, Digest), PolicyError> {
    let (bytes, source, folder) = match origin {
        Origin::Preset(name) => {
            let text = lisere_policy::preset_text(name);
            let text = text.ok_or_else(|| PolicyError::UnknownPreset(name.clone()))?;
            (text.as_bytes().to_vec(), origin.to_string(), Path::new("."))
        }
        Origin::File(path) => {
            let folder = path.parent().unwrap_or(Path::new("."));
            (read_trusted(path)?, path.display().to_string(), folder)
        }
    };
    Ok((parse(&bytes, &source, folder)?, Digest::of(&bytes)))
}

fn parse(bytes: &[u8], source: &str, folder: &Path) -> Result<Policy, PolicyError> {
    let reason = RefCell::new(None);
    let themes = |name: &str| match theme(name, folder) {
        Ok(text) => Some(text),
        Err(why) => {
            *reason.borrow_mut() = Some(why);
            None
        }
    };
    Policy::parse_bytes(bytes, &themes).map_err(|mut faults| {
        if let Some(why) = reason.take() {
            explain_theme(&mut faults, &why);
        }
        let text = String::from_utf8_lossy(bytes);
        PolicyError::Faults {
            rendered: faults.render(source, &text),
            faults,
        }
    })
}

/// A theme's text: built in, else `NAME.toml` beside the policy, under the same rules
/// as the policy. A theme is called by its name, so no path leads out of the folder.
fn theme(name: &str, folder: &Path) -> Result<String, String> {
    if let Some(text) = builtin_theme(name) {
        return Ok(text.to_owned());
    }
    let part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if name.is_empty() || name.len() > 32 || !name.bytes().all(part) {
        return Err("write the theme's name: its file is NAME.toml beside the policy".to_owned());
    }
    let path = folder.join(name).with_extension("toml");
    let bytes = read_trusted(&path).map_err(|error| match error {
        PolicyError::File(error) if error.missing() => {
            format!("it is not built in, and there is no {}", path.display())
        }
        other => other.to_string(),
    })?;
    String::from_utf8(bytes).map_err(|_| format!("{} is no UTF-8 text", path.display()))
}

/// Says in the fault itself why the theme can't be had.
fn explain_theme(faults: &mut Faults, why: &str) {
    for fault in faults
        .0
        .iter_mut()
        .filter(|fault| fault.code == Code::UnknownTheme)
    {
        fault.suggestion = Some(match fault.suggestion.take() {
            Some(help) => format!("{help} ({why})"),
            None => why.to_owned(),
        });
    }
}

/// Reads a file that only root or the user can have written. The checks are made
/// on the opened file, so that it cannot be exchanged in between.
fn read_trusted(path: &Path) -> Result<Vec<u8>, PolicyError> {
    let untrusted = |flaw: &str| PolicyError::Untrusted {
        path: path.to_owned(),
        flaw: flaw.to_owned(),
    };
    let (bytes, about) = plain_file::read(path, MAX_BYTES)?;
    if about.uid() != 0 && about.uid() != rustix::process::geteuid().as_raw() {
        return Err(untrusted(
            "belongs to another user: it must be root's or yours (chown it)",
        ));
    }
    if about.mode() & 0o022 != 0 {
        return Err(untrusted(
            "can be written by others: run `chmod go-w` on it",
        ));
    }
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
    fn another_users_policy_is_refused() {
        let (_folder, path) = written(0o600, lisere_policy::preset_text("home").unwrap());
        // Only the superuser can give a file away; anybody else has nothing to test.
        if std::os::unix::fs::chown(&path, Some(12_345), None).is_ok() {
            let error = load(&Origin::File(path)).unwrap_err().to_string();
            assert!(error.contains("belongs to another user"), "{error}");
        }
    }

    #[test]
    fn a_policy_too_large_is_refused() {
        let (_folder, path) = written(0o600, &"#".repeat(MAX_BYTES + 1));
        let error = load(&Origin::File(path)).unwrap_err().to_string();
        assert!(error.contains("is the most"), "{error}");
    }

    /// A policy with its own theme `site`, in a file of this mode beside it.
    fn with_theme(mode: u32) -> Result<Policy, PolicyError> {
        let text = lisere_policy::preset_text("home").unwrap();
        let (folder, path) = written(0o600, &text.replace("theme = \"home\"", "theme = \"site\""));
        let theme = builtin_theme("home")
            .unwrap()
            .replace("name = \"home\"", "name = \"site\"");
        let file = folder.path().join("site.toml");
        std::fs::write(&file, theme).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
        load(&Origin::File(path))
    }

    #[test]
    fn a_theme_of_ones_own_lies_beside_the_policy() {
        assert_eq!(with_theme(0o600).unwrap().theme().name(), "site");
        let error = with_theme(0o666).unwrap_err().to_string();
        assert!(
            error.contains("site.toml: can be written by others"),
            "{error}"
        );
    }

    #[test]
    fn a_theme_that_is_not_there_says_where_it_should_be() {
        for (name, word) in [("nowhere", "there is no"), ("../up", "beside the policy")] {
            let text = lisere_policy::preset_text("home").unwrap();
            let name = format!("theme = \"{name}\"");
            let (_folder, path) = written(0o600, &text.replace("theme = \"home\"", &name));
            let error = load(&Origin::File(path)).unwrap_err().to_string();
            assert!(
                error.contains(word) && error.contains("policy.toml:"),
                "{error}"
            );
        }
    }

    #[test]
    fn a_folder_is_no_policy() {
        let folder = tempfile::tempdir().unwrap();
        let error = load(&Origin::File(folder.path().to_owned()))
            .unwrap_err()
            .to_string();
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
        assert_eq!(
            find(None, Some(&file), Some(config.path())),
            Origin::File(file)
        );
        assert_eq!(find(Some("us"), None, None), Origin::Preset("us".into()));
    }

    #[test]
    fn a_policy_that_can_not_be_looked_at_is_not_passed_over() {
        let config = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("lisere", config.path().join("lisere")).unwrap();
        let users = config.path().join("lisere/policy.toml");
        // A machine with a policy of its own never gets that far.
        if !there(Path::new(SYSTEM)) {
            assert_eq!(
                find(None, None, Some(config.path())),
                Origin::File(users.clone())
            );
        }
        assert!(load(&Origin::File(users)).is_err());
    }
}
