//! Where the programs are that the core starts: beside its own, or in the folder of helpers.

use std::path::{Path, PathBuf};

/// What stands between programs and the core.
pub const GATE: &str = "lisere-gate";
/// What works on records, pictures and files.
pub const HELPER: &str = "lisere-helper";
/// What asks for the password of a locked session.
pub const AUTH: &str = "lisere-auth";
/// What speaks to the system's login service.
pub const LOGIND: &str = "lisere-logind";
/// What keeps a sandbox for each cage.
pub const CAGE: &str = "lisere-cage";

/// There is none where it belongs.
#[derive(Debug, thiserror::Error)]
#[error(
    "a program is missing: `{name}` belongs beside `lisere`, at {}, or at {}; \
     install it, or build it with `cargo build --bin {name}`",
    beside.display(),
    helper.display()
)]
pub struct Missing {
    name: &'static str,
    beside: PathBuf,
    helper: PathBuf,
}

/// The program of this name that belongs to the program `own`. Nothing else is ever run:
/// no variable and no search path has a say.
///
/// # Errors
/// When there is no such file.
pub fn find_program(own: &Path, name: &'static str) -> Result<PathBuf, Missing> {
    let folder = own.parent().unwrap_or(own);
    let beside = folder.join(name);
    let helper = folder.join("../libexec/lisere").join(name);
    if beside.is_file() {
        Ok(beside)
    } else if helper.is_file() {
        Ok(helper)
    } else {
        Err(Missing {
            name,
            beside,
            helper,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beside_comes_before_the_helpers() {
        let prefix = tempfile::tempdir().unwrap();
        let own = prefix.path().join("bin/lisere");
        let (beside, helpers) = (
            prefix.path().join("bin").join(GATE),
            prefix.path().join("libexec/lisere"),
        );
        std::fs::create_dir_all(beside.parent().unwrap()).unwrap();
        let message = find_program(&own, GATE).unwrap_err().to_string();
        assert!(message.contains(&beside.display().to_string()), "{message}");
        std::fs::create_dir_all(&helpers).unwrap();
        std::fs::write(helpers.join(GATE), "").unwrap();
        assert!(
            find_program(&own, GATE)
                .unwrap()
                .ends_with("libexec/lisere/lisere-gate")
        );
        std::fs::write(&beside, "").unwrap();
        assert_eq!(find_program(&own, GATE).unwrap(), beside);
    }
}
