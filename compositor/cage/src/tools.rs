//! Programs of this machine that cages are built with.

use std::path::{Path, PathBuf};

use crate::message::Refusal;
use crate::reason::Reason;

/// Nowhere else: what is found through a variable is whatever somebody put there.
const FOLDERS: [&str; 6] = [
    "/usr/bin",
    "/usr/sbin",
    "/usr/local/bin",
    "/usr/local/sbin",
    "/bin",
    "/sbin",
];

/// Where a program is, if this machine has it.
#[must_use]
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let places = FOLDERS.iter().map(|folder| Path::new(folder).join(name));
    places.into_iter().find(|place| place.is_file())
}

/// Where a program is that `what` cannot be without, and that comes with a Debian package.
///
/// # Errors
/// When it is not there: says how it is installed.
pub(crate) fn need(name: &str, package: &str, what: &str) -> Result<PathBuf, Refusal> {
    find(name).ok_or_else(|| {
        Refusal::failed(
            Reason::Tool(name.to_owned(), package.to_owned()),
            format!("{name} is not installed, and {what} needs it"),
            format!("apt install {package}"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_told_with_its_cure() {
        assert!(find("sh").is_some());
        let refusal = need("no-such-tool", "no-such", "the cage `a`").unwrap_err();
        assert!(refusal.message.contains("the cage `a`"), "{refusal:?}");
        assert_eq!(refusal.help, "apt install no-such");
    }
}
