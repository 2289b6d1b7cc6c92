//! Where the gate's program is: beside our own, or in the folder of helpers.

use std::path::{Path, PathBuf};

/// The program's name.
const NAME: &str = "lisere-gate";

/// There is none where it belongs.
#[derive(Debug, thiserror::Error)]
#[error(
    "the gate's program is missing: `{NAME}` belongs beside `lisere`, at {}, or at {}; \
     install it, or build it with `cargo build -p lisere-gate`",
    beside.display(),
    helper.display()
)]
pub struct Missing {
    beside: PathBuf,
    helper: PathBuf,
}

/// The gate's program that belongs to the program `own`. Nothing else is ever run:
/// no variable and no search path has a say.
///
/// # Errors
/// When there is no such file.
pub fn find_program(own: &Path) -> Result<PathBuf, Missing> {
    let folder = own.parent().unwrap_or(own);
    let beside = folder.join(NAME);
    let helper = folder.join("../libexec/lisere").join(NAME);
    if beside.is_file() {
        Ok(beside)
    } else if helper.is_file() {
        Ok(helper)
    } else {
        Err(Missing { beside, helper })
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
            prefix.path().join("bin").join(NAME),
            prefix.path().join("libexec/lisere"),
        );
        std::fs::create_dir_all(beside.parent().unwrap()).unwrap();
        let message = find_program(&own).unwrap_err().to_string();
        assert!(message.contains(&beside.display().to_string()), "{message}");
        std::fs::create_dir_all(&helpers).unwrap();
        std::fs::write(helpers.join(NAME), "").unwrap();
        assert!(
            find_program(&own)
                .unwrap()
                .ends_with("libexec/lisere/lisere-gate")
        );
        std::fs::write(&beside, "").unwrap();
        assert_eq!(find_program(&own).unwrap(), beside);
    }
}
