//! How a probe ends: it got what it wanted, was held, or could not be tried.

use std::io;

use rustix::io::Errno;
use serde::{Deserialize, Serialize};

/// Why a probe did not get what it wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Something held it.
    Held(String),
    /// This machine has not what it tries.
    Moot(String),
}

/// What a probe reached, or what stopped it.
pub type Tried = Result<String, Stop>;

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        let text = error.to_string();
        let said = text.split(" (os error").next().unwrap_or_default();
        Self::Held(said.to_owned())
    }
}

impl From<Errno> for Stop {
    fn from(error: Errno) -> Self {
        io::Error::from(error).into()
    }
}

/// The same as [`Tried`], for another process.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It got what it wanted.
    Reached,
    /// Something held it.
    Held,
    /// It could not be tried.
    Moot,
}

/// What one probe came to: one line of a run.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The probe's.
    pub id: String,
    /// In one word.
    pub verdict: Verdict,
    /// By what, or why.
    pub how: String,
}

impl Line {
    /// What is said of a probe that ended so.
    #[must_use]
    pub fn new(id: &str, tried: Tried) -> Self {
        let (verdict, how) = match tried {
            Ok(how) => (Verdict::Reached, how),
            Err(Stop::Held(how)) => (Verdict::Held, how),
            Err(Stop::Moot(how)) => (Verdict::Moot, how),
        };
        let id = id.to_owned();
        Self { id, verdict, how }
    }
}

/// Tries several ways: the first that leads somewhere counts, else all that stopped them.
pub(crate) fn any<T>(ways: impl IntoIterator<Item = T>, mut each: impl FnMut(T) -> Tried) -> Tried {
    let (mut held, mut moot) = (Vec::new(), Vec::new());
    for way in ways {
        match each(way) {
            Ok(how) => return Ok(how),
            Err(Stop::Held(how)) if !held.contains(&how) => held.push(how),
            Err(Stop::Moot(how)) if !moot.contains(&how) => moot.push(how),
            Err(_) => {}
        }
    }
    Err(match held.is_empty() {
        true => Stop::Moot(moot.join("; ")),
        false => Stop::Held(held.join("; ")),
    })
}

/// A probe that found nothing of what it looked for.
pub(crate) fn held(how: &str) -> Tried {
    Err(Stop::Held(how.to_owned()))
}

/// A probe that can't be tried.
pub(crate) fn moot(why: &str) -> Tried {
    Err(Stop::Moot(why.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_way_is_enough() {
        let ways = |way: &str| match way {
            "in" => Ok("there".to_owned()),
            "wall" => held("a wall"),
            _ => moot("no door"),
        };
        assert_eq!(any(["wall", "in"], ways), Ok("there".into()));
        assert_eq!(any(["wall", "door", "wall"], ways), held("a wall"));
        assert_eq!(any(["door"], ways), moot("no door"));
        assert_eq!(any([], ways), moot(""));
    }

    #[test]
    fn errors_are_said_in_short() {
        let stop = Stop::from(Errno::PERM);
        assert_eq!(stop, Stop::Held("Operation not permitted".into()));
    }
}
