//! The user's seal: made once, kept in a file of the user's own, shown by prompts.

mod words;

use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use lisere_policy::Untrusted;
use lisere_shell::{Language, Seal};
use rustix::rand::{GetRandomFlags, getrandom};

use crate::kept_file;
use crate::plain_file::{self, FileError};
use words::phrase_of;

/// The most characters that a phrase has: more would not be looked at.
pub const LONGEST: usize = 48;
/// The largest file that is read, in bytes.
const MOST_BYTES: usize = 1024;

/// Why there is no seal.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The file could not be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// It belongs to somebody else.
    #[error("{} belongs to somebody else, who could change it: remove it, and the next start makes a new seal", .0.display())]
    Foreign(PathBuf),
    /// Others may read or write it.
    #[error(
        "{name} may be read or written by others (mode {mode:03o}), so it proves nothing: \
         `chmod 600 {name}` if nobody has seen it, else `lisere seal --new`",
        name = path.display()
    )]
    Open {
        /// Which.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// It is not written as seals are.
    #[error("{}: {why}: `lisere seal --new` makes a new seal", path.display())]
    Malformed {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        why: &'static str,
    },
    /// It could not be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It could not be printed.
    #[error("printing the seal: {0}")]
    Print(#[source] io::Error),
    /// A phrase that was asked for can't be one.
    #[error("{0}")]
    Phrase(String),
    /// There is no folder for it.
    #[error(
        "there is no folder for the seal: set HOME, or XDG_DATA_HOME to a folder of yours with an absolute path"
    )]
    Nowhere,
    /// The system gave no random bytes.
    #[error("the system gives no random bytes: {0}")]
    Chance(#[from] rustix::io::Errno),
}

/// Where the seal is, in the user's folder for data.
#[must_use]
pub fn path_of(data: &Path) -> PathBuf {
    data.join("lisere/seal")
}

/// Reads the seal; makes one at the first start. Without a folder, or where nothing can be
/// written, there is none, and prompts say so.
///
/// # Errors
/// When there is a file that can't be trusted or read.
pub fn at_start(data: Option<&Path>, language: Language) -> Result<Option<Seal>, SealError> {
    let Some(data) = data else {
        tracing::warn!("{}", SealError::Nowhere);
        return Ok(None);
    };
    match read(&path_of(data)) {
        Ok(seal) => Ok(Some(seal)),
        Err(SealError::File(error)) if error.missing() => match make(data, None, language) {
            Ok(seal) => Ok(Some(seal)),
            Err(error) => {
                tracing::warn!("there is no seal: {error}");
                Ok(None)
            }
        },
        Err(error) => Err(error),
    }
}

/// Reads a seal.
///
/// # Errors
/// When the file is not there, not the user's alone, or not written as seals are.
pub fn read(path: &Path) -> Result<Seal, SealError> {
    let (bytes, about) = plain_file::read(path, MOST_BYTES)?;
    if about.uid() != rustix::process::geteuid().as_raw() {
        return Err(SealError::Foreign(path.to_owned()));
    }
    if about.mode() & 0o077 != 0 {
        return Err(SealError::Open {
            path: path.to_owned(),
            mode: about.mode() & 0o777,
        });
    }
    parse(&bytes).map_err(|why| SealError::Malformed {
        path: path.to_owned(),
        why,
    })
}

/// Makes a new seal, with this phrase or with four words by chance, in place of any other.
///
/// # Errors
/// When the phrase can't be one, or the file can't be written.
pub fn make(data: &Path, phrase: Option<&str>, language: Language) -> Result<Seal, SealError> {
    let seal = fresh(phrase, language)?;
    keep(data, &seal)?;
    Ok(seal)
}

/// A seal by chance that is not kept yet, with this phrase or with four words.
///
/// # Errors
/// When the phrase can't be one.
pub fn fresh(phrase: Option<&str>, language: Language) -> Result<Seal, SealError> {
    let mut seed = [0; 16];
    let mut numbers = [0; 8];
    getrandom(&mut seed, GetRandomFlags::empty())?;
    getrandom(&mut numbers, GetRandomFlags::empty())?;
    let phrase = match phrase {
        Some(phrase) => checked(phrase)?,
        None => phrase_of(&numbers, language),
    };
    Ok(Seal { phrase, seed })
}

/// Keeps a seal in place of any other.
///
/// # Errors
/// When the file can't be written.
pub fn keep(data: &Path, seal: &Seal) -> Result<(), SealError> {
    let path = path_of(data);
    let kept = kept_file::keep(&path, written(seal).as_bytes(), None);
    kept.map_err(|source| SealError::Write { path, source })
}

/// Prints the phrase and where the seal is kept; with `new`, makes a new one first, with
/// the phrase in it if there is one.
///
/// # Errors
/// When there is no seal that can be trusted, or it can't be made or printed.
pub fn show(
    data: Option<&Path>,
    new: Option<Option<&str>>,
    language: Language,
    out: &mut impl Write,
) -> Result<(), SealError> {
    let data = data.ok_or(SealError::Nowhere)?;
    let path = path_of(data);
    let seal = match new {
        Some(phrase) => make(data, phrase, language)?,
        None => read(&path)?,
    };
    let printed = writeln!(out, "{}\n{}", seal.phrase, path.display());
    printed.map_err(SealError::Print)
}

/// A phrase as it may be shown.
fn checked(phrase: &str) -> Result<String, SealError> {
    let clean = Untrusted::new(phrase).clean_title().to_string();
    let length = clean.chars().count();
    let refuse = |why: String| Err(SealError::Phrase(why));
    if clean.trim().is_empty() {
        return refuse(
            "a phrase needs a visible character: `lisere seal --new` alone makes one".to_owned(),
        );
    }
    if clean != phrase {
        return refuse(format!(
            "the phrase has characters that cannot be shown, or is too long: of it remains `{clean}`"
        ));
    }
    if length > LONGEST {
        return refuse(format!(
            "the phrase has {length} characters: {LONGEST} are the most"
        ));
    }
    Ok(clean)
}

fn written(seal: &Seal) -> String {
    let seed: String = seal.seed.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("phrase: {}\nseed: {seed}\n", seal.phrase)
}

fn parse(bytes: &[u8]) -> Result<Seal, &'static str> {
    let text = std::str::from_utf8(bytes).map_err(|_| "this is no UTF-8 text")?;
    let mut lines = text.lines();
    let mut next = |key: &str| lines.next().and_then(|line| line.strip_prefix(key));
    let phrase = next("phrase: ").ok_or("the first line is not `phrase: …`")?;
    let phrase = checked(phrase).map_err(|_| "the phrase cannot be shown")?;
    let seed = next("seed: ").ok_or("the second line is not `seed: …`")?;
    let seed = seed_of(seed).ok_or("the seed is not 32 hexadecimal digits")?;
    match lines.next() {
        None => Ok(Seal { phrase, seed }),
        Some(_) => Err("there are more than two lines"),
    }
}

fn seed_of(text: &str) -> Option<[u8; 16]> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let pairs: &[[u8; 2]; 16] = pairs.try_into().ok().filter(|_| rest.is_empty())?;
    let mut seed = [0; 16];
    for (byte, pair) in seed.iter_mut().zip(pairs) {
        let pair = std::str::from_utf8(pair).ok()?;
        let digits = pair.bytes().all(|digit| digit.is_ascii_hexdigit());
        *byte = u8::from_str_radix(pair, 16).ok().filter(|_| digits)?;
    }
    Some(seed)
}

#[cfg(test)]
mod tests {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_seal_is_made_once_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let data = Some(folder.path());
        let first = at_start(data, Language::Fr).unwrap().unwrap();
        assert_eq!(first.phrase.split(' ').count(), 4);
        assert_eq!(at_start(data, Language::En).unwrap(), Some(first.clone()));
        let path = path_of(folder.path());
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let other = make(folder.path(), Some("rien ne va plus"), Language::En).unwrap();
        assert_eq!(other.phrase, "rien ne va plus");
        assert_ne!(other.seed, first.seed);
        assert_eq!(read(&path).unwrap(), other);
    }

    #[test]
    fn what_others_can_touch_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        make(folder.path(), None, Language::En).unwrap();
        let path = path_of(folder.path());
        for mode in [0o620, 0o602, 0o640, 0o604] {
            set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            let error = at_start(Some(folder.path()), Language::En).unwrap_err();
            let message = error.to_string();
            assert!(message.contains(&format!("mode {mode:03o}")), "{message}");
            assert!(message.contains("chmod 600"), "{message}");
        }
    }

    #[test]
    fn files_that_are_no_seals_say_why() {
        let seed = "0123456789abcdefABCDEF0123456789";
        let good = format!("phrase: a b c d\nseed: {seed}\n");
        assert_eq!(parse(good.as_bytes()).unwrap().phrase, "a b c d");
        for (text, why) in [
            ("", "first line"),
            ("phrase: \u{202e}evil\n", "cannot be shown"),
            ("phrase: a\n", "second line"),
            ("phrase: a\nseed: 12\n", "32 hexadecimal"),
            (
                &format!("phrase: a\nseed: +{}\n", &seed[1..]),
                "32 hexadecimal",
            ),
            (&format!("{good}more\n"), "more than two"),
        ] {
            let error = parse(text.as_bytes()).unwrap_err();
            assert!(error.contains(why), "{text:?}: {error}");
        }
        assert!(parse(&[0xff]).unwrap_err().contains("UTF-8"));
    }

    #[test]
    fn phrases_that_cannot_be_shown_are_refused() {
        for phrase in ["", "  ", "a\nb", "\u{202e}x", &"x".repeat(49)] {
            assert!(
                matches!(checked(phrase), Err(SealError::Phrase(_))),
                "{phrase:?}"
            );
        }
        assert_eq!(checked("Où est le chat ?").unwrap(), "Où est le chat ?");
    }
}
