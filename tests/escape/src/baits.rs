//! What there is to be reached, by name: where it is, and how one knows that one is there.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::outcome::Stop;

/// How every secret begins.
pub const SECRET: &str = "bait-";

/// Values under names such as `host.tmp` and `victim.tmp`: whose, and what.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Baits(BTreeMap<String, String>);

/// A process that holds a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its number, as the host counts.
    pub pid: i32,
    /// A descriptor of its, of a file with the secret in it.
    pub file: i32,
    /// Where the secret lies in its memory.
    pub address: usize,
}

impl Baits {
    /// Reads them from a file.
    ///
    /// # Errors
    /// When it can't be read, or holds something else.
    pub fn load(path: &Path) -> io::Result<Self> {
        Ok(serde_json::from_slice(&std::fs::read(path)?)?)
    }

    /// Writes them to a file.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        std::fs::write(path, serde_json::to_vec(self)?)
    }

    /// Adds one.
    pub fn set(&mut self, name: &str, value: impl ToString) {
        self.0.insert(name.to_owned(), value.to_string());
    }

    /// Adds those of some owner.
    pub fn take(&mut self, owner: &str, others: Baits) {
        let named = others.0.into_iter();
        self.0
            .extend(named.map(|(what, value)| (format!("{owner}.{what}"), value)));
    }

    /// One of them.
    ///
    /// # Errors
    /// Nobody laid it: nothing can be tried.
    pub fn of(&self, name: &str) -> Result<&str, Stop> {
        let value = self.0.get(name).map(String::as_str);
        value.ok_or_else(|| Stop::Moot(format!("there is no bait `{name}`")))
    }

    /// Everybody's of one kind.
    ///
    /// # Errors
    /// Nobody laid one: nothing can be tried.
    pub fn all(&self, what: &str) -> Result<Vec<&str>, Stop> {
        let of_kind = |name: &str| name.split_once('.').is_some_and(|(_, kind)| kind == what);
        let found: Vec<_> = (self.0.iter())
            .filter(|(name, _)| of_kind(name))
            .map(|(_, value)| value.as_str())
            .collect();
        match found.is_empty() {
            true => Err(Stop::Moot(format!("there is no bait `{what}`"))),
            false => Ok(found),
        }
    }

    /// Everybody's process that holds a secret.
    ///
    /// # Errors
    /// As [`Self::all`].
    pub fn processes(&self) -> Result<Vec<Target>, Stop> {
        Ok(self
            .all("process")?
            .into_iter()
            .filter_map(target)
            .collect())
    }
}

impl Target {
    /// As it is said to another process; [`Baits::processes`] reads it.
    #[must_use]
    pub fn said(&self) -> String {
        format!("{} {} {}", self.pid, self.file, self.address)
    }
}

/// Reads what [`Target::said`] gave.
#[must_use]
pub fn target(text: &str) -> Option<Target> {
    let mut words = text.split(' ');
    Some(Target {
        pid: words.next()?.parse().ok()?,
        file: words.next()?.parse().ok()?,
        address: words.next()?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_found_whosever_they_are() {
        let mut baits = Baits::default();
        let mut others = Baits::default();
        others.set("tmp", "/tmp/b");
        baits.set("host.tmp", "/tmp/a");
        baits.take("victim", others);
        assert_eq!(baits.all("tmp"), Ok(vec!["/tmp/a", "/tmp/b"]));
        assert_eq!(baits.of("victim.tmp"), Ok("/tmp/b"));
        assert!(baits.all("mp").is_err() && baits.of("tmp").is_err());
    }

    #[test]
    fn processes_are_said_and_read() {
        let said = Target {
            pid: 12,
            file: 3,
            address: 0x7000_0000,
        };
        assert_eq!(target(&said.said()), Some(said));
        assert_eq!(target("12 3"), None);
    }
}
