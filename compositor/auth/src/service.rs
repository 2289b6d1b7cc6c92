//! By which service PAM is asked, and who: the system's own lists say so.

use std::path::Path;

use serde::{Deserialize, Serialize};

/// Our own service, which `cargo xtask install` writes.
pub const OWN: &str = "lisere";
/// The one that every system has, where ours is not installed.
pub const USUAL: &str = "login";
/// Where services are, in the order in which PAM looks.
const FOLDERS: [&str; 3] = ["/etc/pam.d", "/usr/lib/pam.d", "/usr/etc/pam.d"];

/// Why nobody can be asked.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Unable {
    /// No library.
    #[error("the library of PAM cannot be loaded ({0}): install libpam0g, or pam")]
    Library(String),
    /// No service.
    #[error(
        "PAM has neither a service `{OWN}` nor `{USUAL}`: `cargo xtask install` writes /etc/pam.d/{OWN}"
    )]
    Service,
    /// The user is in no list.
    #[error("the system does not know the name of user {0}")]
    Nameless(u32),
}

/// The service to ask.
///
/// # Errors
/// When there is none.
pub fn find() -> Result<&'static str, Unable> {
    find_in(&FOLDERS.map(Path::new))
}

fn find_in(folders: &[&Path]) -> Result<&'static str, Unable> {
    let there = |name: &str| folders.iter().any(|folder| folder.join(name).is_file());
    [OWN, USUAL]
        .into_iter()
        .find(|name| there(name))
        .ok_or(Unable::Service)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_service_comes_first() {
        let folder = tempfile::tempdir().unwrap();
        let folders = [Path::new("/nowhere"), folder.path()];
        assert_eq!(find_in(&folders), Err(Unable::Service));
        std::fs::write(folder.path().join(USUAL), "").unwrap();
        assert_eq!(find_in(&folders), Ok(USUAL));
        std::fs::write(folder.path().join(OWN), "").unwrap();
        assert_eq!(find_in(&folders), Ok(OWN));
    }
}
