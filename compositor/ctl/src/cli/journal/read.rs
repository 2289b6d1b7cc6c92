//! The journal's folder as it is read: the segments in their order, one in memory at a time.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use lisere_policy::record::{Head, Report, Verifier, segment_name, segment_number};

use crate::cli::trouble::Trouble;

/// The longest segment that is read, in bytes; writers end them far earlier.
const MOST: u64 = 64 << 20;
/// The oldest segment may be removed while it is looked for.
const TRIES: usize = 3;
const ELSEWHERE: &str = "name another folder with --folder; a session's is the one that `lisere \
                         --journal` names, else lisere/journal in $XDG_STATE_HOME";

/// Takes a segment's number and bytes.
type Look<'l> = &'l mut dyn FnMut(u64, &[u8]) -> Result<(), Trouble>;

/// A folder with segments.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder at a path.
    pub(super) fn open(path: PathBuf) -> Result<Self, Trouble> {
        let folder = Self { path };
        if folder.numbers()?.is_empty() {
            let message = format!("there is no journal in {}", folder.path.display());
            return Err(Trouble::failed(message, ELSEWHERE));
        }
        Ok(folder)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the journal is whole, and what there is to say of it then.
    pub(super) fn verify(&self) -> Result<Report, Trouble> {
        // First: what is written meanwhile is beyond it.
        let head = self.head()?;
        let mut verifier = Verifier::new(head);
        self.each(&mut |number, bytes| verifier.segment(number, bytes).map_err(not_whole))?;
        let report = verifier.finish().map_err(not_whole)?;
        match report.cuts.first() {
            None => Ok(report),
            Some((segment, left, cut)) => Err(not_whole(format!(
                "{segment}, line 1: the records after {left}, up to {cut}, were written and are \
                 gone"
            ))),
        }
    }

    /// Gives every segment to `look`, the oldest first.
    pub(super) fn each(&self, look: Look<'_>) -> Result<(), Trouble> {
        let (first, numbers) = self.first()?;
        let mut bytes = first;
        for (index, number) in numbers.iter().enumerate() {
            if index > 0 {
                bytes = self.read(&segment_name(*number))?.unwrap_or_default();
            }
            look(*number, &bytes)?;
        }
        Ok(())
    }

    /// The oldest segment, and the numbers of all that were there then.
    fn first(&self) -> Result<(Vec<u8>, Vec<u64>), Trouble> {
        for _ in 0..TRIES {
            let numbers = self.numbers()?;
            let Some(oldest) = numbers.first() else {
                break;
            };
            if let Some(bytes) = self.read(&segment_name(*oldest))? {
                return Ok((bytes, numbers));
            }
        }
        let message = format!("the segments in {} are being removed", self.path.display());
        Err(Trouble::failed(message, "try again"))
    }

    fn numbers(&self) -> Result<Vec<u64>, Trouble> {
        let failed = |error: std::io::Error| self.failed(&self.path, &error);
        let mut numbers = Vec::new();
        for entry in fs::read_dir(&self.path).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name();
            numbers.extend(name.to_str().and_then(segment_number));
        }
        numbers.sort_unstable();
        Ok(numbers)
    }

    fn head(&self) -> Result<Option<Head>, Trouble> {
        let bytes = self.read(Head::NAME)?;
        Ok(bytes.and_then(|bytes| Head::parse(std::str::from_utf8(&bytes).ok()?)))
    }

    /// A file's bytes; none if it is not there.
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let path = self.path.join(name);
        let plain = path.symlink_metadata().map(|found| found.is_file());
        let opened = match plain {
            Ok(true) => File::open(&path),
            Ok(false) => {
                let message = format!("{} is no plain file", path.display());
                return Err(Trouble::failed(message, "nothing that Liseré wrote is one"));
            }
            Err(error) => Err(error),
        };
        let mut bytes = Vec::new();
        let read = opened.and_then(|file| file.take(MOST).read_to_end(&mut bytes));
        match read {
            Ok(_) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.failed(&path, &error)),
        }
    }

    fn failed(&self, path: &Path, error: &std::io::Error) -> Trouble {
        let path = path.display();
        match error.kind() {
            ErrorKind::NotFound => {
                Trouble::failed(format!("there is no journal: {path} is missing"), ELSEWHERE)
            }
            ErrorKind::PermissionDenied => Trouble::failed(
                format!("{path} may not be read by you"),
                "a journal is for the user whose session wrote it",
            ),
            ErrorKind::NotADirectory => Trouble::failed(format!("{path} is no folder"), ELSEWHERE),
            _ => Trouble::failed(format!("can't read {path}: {error}"), "check the disk"),
        }
    }
}

fn not_whole(fault: impl std::fmt::Display) -> Trouble {
    let help = "the journal is not as it was written: copy the folder before anything else \
                happens to it; the system's journal may have the same records";
    Trouble::new(1, "not_whole", fault.to_string(), help)
}
