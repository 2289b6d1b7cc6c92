//! What the command line asks of crossing: files to be sent, links to be opened.

use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::rc::Rc;

use lisere_policy::{Cage, CageId, clean_file_name, link_of_text};
use liserectl::{Command, Failure, FailureCode};
use rustix::fs::{FileType, OFlags, fcntl_getfl, fstat};

use super::{Crossing, Side};
use crate::homes::Homes;
use crate::state::Compositor;

/// Something that the user's own side asks for.
#[derive(Debug)]
pub enum Request {
    /// Files, all of one source.
    Send {
        /// Where they come from.
        from: Side,
        /// Where they are to go.
        to: CageId,
        /// Each with the name to show.
        files: Vec<(String, OwnedFd)>,
    },
    /// A link.
    Open {
        /// Where it is to be opened.
        to: CageId,
        /// It, cleaned: http or https.
        url: String,
    },
}

impl Crossing {
    /// Readable when a helper has said something, which the next turn hears.
    #[must_use]
    pub fn helpers_fd(&self) -> Option<BorrowedFd<'_>> {
        self.workers.as_ref().map(AsFd::as_fd)
    }
}

impl Compositor {
    /// The homes of cages, if there are any.
    #[must_use]
    pub fn homes(&self) -> Option<&Rc<Homes>> {
        self.crossing.workers.as_ref()?.homes()
    }

    /// What a command of the trusted side asks for.
    ///
    /// # Errors
    /// When it cannot be begun at all: for an unknown cage, files that are none, or a link
    /// that is none.
    pub fn request_of(&self, command: Command, files: Vec<OwnedFd>) -> Result<Request, Failure> {
        match command {
            Command::Send { to, names } => {
                let to = self.cage_called(&to)?;
                let from = self.source_of(&files)?;
                let files = paired(names, files)?;
                if let Some(cage) = self.covered_end(from, to) {
                    return Err(self.covered_failure(cage));
                }
                Ok(Request::Send { from, to, files })
            }
            Command::Open { cage, url } => {
                let to = self.cage_called(&cage)?;
                let help = "give one link that begins with http:// or https://";
                let link = link_of_text(&url).map_err(|why| bad(why.to_string(), help))?;
                Ok(Request::Open { to, url: link })
            }
            _ => Err(bad("this asks for no transfer", "")),
        }
    }

    fn cage_called(&self, name: &str) -> Result<CageId, Failure> {
        let cage = self.policy.cage_named(name).map(Cage::id);
        cage.ok_or_else(|| self.unknown_cage(name))
    }

    /// Where open files come from: the cage in whose home all of them are, else the user's own
    /// side. The kernel says where they are, and not whoever sent them.
    fn source_of(&self, files: &[OwnedFd]) -> Result<Side, Failure> {
        let side = |file: &OwnedFd| {
            let link = format!("/proc/self/fd/{}", file.as_raw_fd());
            let path = std::fs::read_link(link).map_err(|error| {
                let message = format!("the core can't tell where a file is: {error}");
                Failure::new(FailureCode::Failed, message, "")
            })?;
            let cage = self.homes().and_then(|homes| homes.cage_of(&path));
            Ok(cage.map_or(Side::Trusted, Side::Cage))
        };
        let mut sides = files.iter().map(side);
        let first = sides.next().unwrap_or(Ok(Side::Trusted))?;
        for other in sides {
            if other? != first {
                let help = "send the files of each cage, and your own, by themselves";
                return Err(bad("the files are not all of one source", help));
            }
        }
        Ok(first)
    }
}

/// Files with their names, if they are files that can be read.
fn paired(names: Vec<String>, files: Vec<OwnedFd>) -> Result<Vec<(String, OwnedFd)>, Failure> {
    let help = "name regular files that you may read";
    if files.is_empty() || names.len() != files.len() {
        return Err(bad("not every name came with an open file", help));
    }
    for (name, file) in names.iter().zip(&files) {
        let regular = fstat(file)
            .is_ok_and(|stat| FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile);
        let readable = fcntl_getfl(file).is_ok_and(|flags| {
            !flags.contains(OFlags::PATH) && flags & OFlags::ACCMODE != OFlags::WRONLY
        });
        if !(regular && readable) {
            let (shown, _) = clean_file_name(name.as_bytes());
            return Err(bad(format!("{shown} is no regular file to read"), help));
        }
    }
    Ok(names.into_iter().zip(files).collect())
}

fn bad(message: impl Into<String>, help: &str) -> Failure {
    Failure::new(FailureCode::NotAllowed, message, help)
}
