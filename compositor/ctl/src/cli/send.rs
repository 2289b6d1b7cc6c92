//! `send`: opening the files on this side, and a line that says how far they have come.

use std::io::{IsTerminal, Write, stderr};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use rustix::fs::{FileType, Mode, OFlags, fstat, open as open_file};

use crate::{MAX_FILES, Progress};

use super::trouble::Trouble;

/// Opens files for reading, in their order, with the name of each.
///
/// # Errors
/// For the first that is no regular file, or that may not be read; nothing is asked then.
pub(super) fn open(files: &[PathBuf]) -> Result<(Vec<String>, Vec<OwnedFd>), Trouble> {
    if files.len() > MAX_FILES {
        return Err(Trouble::usage(format!(
            "these are {} files: at most {MAX_FILES} go at once",
            files.len()
        )));
    }
    let opened = files.iter().map(|path| {
        let name = path.file_name().unwrap_or(path.as_os_str());
        Ok((name.to_string_lossy().into_owned(), open_one(path)?))
    });
    let opened: Result<Vec<_>, Trouble> = opened.collect();
    Ok(opened?.into_iter().unzip())
}

fn open_one(path: &Path) -> Result<OwnedFd, Trouble> {
    let shown = path.display();
    // Whoever is at the other end of a pipe is not waited for.
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let opened = open_file(path, flags, Mode::empty()).and_then(|fd| Ok((fstat(&fd)?, fd)));
    let (stat, fd) = opened.map_err(|error| {
        let message = format!("can't read {shown}: {}", std::io::Error::from(error));
        Trouble::failed(message, "name files that exist and that you may read")
    })?;
    let help = match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile => return Ok(fd),
        FileType::Directory => "pack the folder into an archive first",
        _ => "pipes, sockets and devices can't go: save what they hold as a file",
    };
    Err(Trouble::failed(format!("{shown} is no regular file"), help))
}

/// One line on the terminal that is written anew as the files come along.
#[derive(Debug)]
pub(super) struct ProgressLine {
    shown: bool,
    terminal: bool,
}

impl ProgressLine {
    /// A line, where there is a terminal and nobody wants JSON.
    pub(super) fn new(json: bool) -> Self {
        Self {
            shown: false,
            terminal: !json && stderr().is_terminal(),
        }
    }

    /// Says how far it has come.
    pub(super) fn show(&mut self, step: Progress) {
        if self.terminal {
            self.shown = true;
            // A terminal that has gone can't be told anything.
            let _ = write!(stderr(), "\r{}\x1b[K", words(step));
        }
    }

    /// Takes the line away.
    pub(super) fn end(&mut self) {
        if self.shown {
            let _ = write!(stderr(), "\r\x1b[K");
        }
    }
}

fn words(step: Progress) -> String {
    if step.done >= step.total {
        return "copied; waiting for the answer".to_owned();
    }
    let share = u128::from(step.done) * 100;
    let share = share.checked_div(u128::from(step.total)).unwrap_or(0);
    format!("copying, {share} %")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_it_is() {
        let step = |done, total| words(Progress { done, total });
        assert_eq!(step(0, 10), "copying, 0 %");
        assert_eq!(step(u64::MAX - 1, u64::MAX), "copying, 99 %");
        assert!(step(10, 10).contains("waiting"));
        assert!(step(0, 0).contains("waiting"));
    }

    #[test]
    fn only_regular_files_are_opened() {
        let own = std::env::current_exe().unwrap();
        let (names, files) = open(std::slice::from_ref(&own)).unwrap();
        assert_eq!((names.len(), files.len()), (1, 1));
        assert_eq!(names[0], own.file_name().unwrap().to_string_lossy());
        for (path, word) in [
            ("/", "is no regular file"),
            ("/dev/zero", "is no regular file"),
            ("/nonexistent", "can't read /nonexistent"),
        ] {
            let trouble = open(&[own.clone(), path.into()]).unwrap_err();
            assert!(trouble.message.contains(word), "{}", trouble.message);
            assert!(!trouble.help.is_empty());
        }
        assert_eq!(open(&vec![own; 251]).unwrap_err().exit, 2);
    }
}
