//! The machine that a cage seems to be.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// Where the kernel gives out random numbers as text.
const RANDOM: &str = "/proc/sys/kernel/random/uuid";

/// 32 hexadecimal digits: those of the file `machine-id` in the cage's folder, which is made if
/// there is none; fresh ones without a folder.
///
/// # Errors
/// When the folder can't be written, or what is there is no such number.
pub(super) fn machine_id(state: Option<&Path>) -> io::Result<String> {
    let Some(state) = state else {
        return fresh();
    };
    let path = state.join("machine-id");
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&path);
    match made {
        Ok(mut file) => {
            let id = fresh()?;
            writeln!(file, "{id}")?;
            Ok(id)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            checked(&fs::read_to_string(path)?)
        }
        Err(error) => Err(error),
    }
}

fn fresh() -> io::Result<String> {
    checked(&fs::read_to_string(RANDOM)?.replace('-', ""))
}

fn checked(text: &str) -> io::Result<String> {
    let id = text.trim();
    let valid = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let wrong = || io::Error::new(io::ErrorKind::InvalidData, "not 32 hexadecimal digits");
    valid.then(|| id.to_ascii_lowercase()).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_cage_stays_the_machine_it_was() {
        let state = tempfile::tempdir().unwrap();
        let first = machine_id(Some(state.path())).unwrap();
        assert_eq!(machine_id(Some(state.path())).unwrap(), first);
        assert_ne!(machine_id(None).unwrap(), first);
        let path = state.path().join("machine-id");
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        fs::remove_file(&path).unwrap();
        fs::write(&path, "zz").unwrap();
        assert!(machine_id(Some(state.path())).is_err());
    }
}
