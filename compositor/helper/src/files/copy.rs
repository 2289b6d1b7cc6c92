//! Copying one act's files to the staging folder, a piece at a time, hashing on the way.

use std::collections::VecDeque;
use std::os::fd::{AsFd, OwnedFd};

use lisere_policy::{Digest, distinct_file_names};
use rustix::fs::{AtFlags, Mode, OFlags, fdatasync, fsync, openat2, unlinkat};
use rustix::io::{Errno, pread, write};
use sha2::{Digest as _, Sha256};

use super::FileWhy;
use super::open::{BENEATH, Source};

/// Bytes that are copied in one go.
const PIECE: usize = 1 << 20;
/// So many pieces are brought to the disk at a time: the last word on a long file is then
/// not long in coming.
const SYNC_EVERY: u64 = 8;

/// A file in the staging folder.
#[derive(Clone, Debug)]
pub(super) struct Staged {
    pub(super) old: String,
    pub(super) new: String,
    pub(super) size: u64,
    pub(super) sha256: Digest,
}

/// One act's files on their way to the staging folder.
#[derive(Debug)]
pub(super) struct Copying {
    act: u64,
    waiting: VecDeque<Source>,
    current: Option<Current>,
    ready: Vec<Staged>,
    done: u64,
    total: u64,
}

#[derive(Debug)]
struct Current {
    source: Source,
    out: OwnedFd,
    hash: Sha256,
    copied: u64,
    pieces: u64,
}

/// What a step has come to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// There is more to do.
    More,
    /// All files are in the staging folder.
    Finished,
}

impl Copying {
    pub(super) fn new(act: u64, sources: Vec<Source>) -> Self {
        let sizes = sources.iter().map(|source| source.size);
        Self {
            act,
            total: sizes.fold(0, u64::saturating_add),
            waiting: sources.into(),
            current: None,
            ready: Vec::new(),
            done: 0,
        }
    }

    /// Bytes that are copied, and bytes in all.
    pub(super) fn progress(&self) -> (u64, u64) {
        (self.done, self.total)
    }

    /// Copies a piece.
    ///
    /// # Errors
    /// For the user; what was copied is still in the staging folder.
    pub(super) fn step(
        &mut self,
        staging: impl AsFd,
        piece: &mut Vec<u8>,
    ) -> Result<Step, FileWhy> {
        let Some(current) = &mut self.current else {
            let Some(source) = self.waiting.pop_front() else {
                return Ok(Step::Finished);
            };
            let out = create(staging, self.act, self.ready.len());
            let out = out.map_err(|error| unwritten(&source.old, error))?;
            self.current = Some(Current::new(source, out));
            return Ok(Step::More);
        };
        let copied = current.piece(piece)?;
        self.done = self.done.saturating_add(copied);
        if copied == 0
            && let Some(current) = self.current.take()
        {
            self.ready.push(current.finish()?);
        }
        Ok(Step::More)
    }

    /// The files that are in the staging folder, each under a name of its own.
    pub(super) fn finish(self) -> Vec<Staged> {
        let names = self.ready.iter().map(|file| file.new.clone()).collect();
        let names = distinct_file_names(names);
        let files = self.ready.into_iter().zip(names);
        files.map(|(file, new)| Staged { new, ..file }).collect()
    }
}

impl Current {
    fn new(source: Source, out: OwnedFd) -> Self {
        Self {
            source,
            out,
            hash: Sha256::new(),
            copied: 0,
            pieces: 0,
        }
    }

    /// Copies the next piece; 0 at the end of the file.
    fn piece(&mut self, piece: &mut Vec<u8>) -> Result<u64, FileWhy> {
        let old = &self.source.old;
        piece.resize(PIECE, 0);
        let read = loop {
            match pread(&self.source.fd, piece.as_mut_slice(), self.copied) {
                Err(Errno::INTR) => {}
                Err(error) => return Err(FileWhy::Unread(old.clone(), error.raw_os_error())),
                Ok(read) => break read,
            }
        };
        let mut bytes = piece.get(..read).unwrap_or_default();
        self.copied = self.copied.saturating_add(read as u64);
        // Whatever is written to it meanwhile must not go on for ever, nor go half.
        if self.copied > self.source.size || (read == 0 && self.copied < self.source.size) {
            return Err(FileWhy::Changed(old.clone()));
        }
        self.hash.update(bytes);
        while !bytes.is_empty() {
            match write(&self.out, bytes) {
                Ok(0) => return Err(unwritten(old, Errno::NOSPC)),
                Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
                Err(Errno::INTR) => {}
                Err(error) => return Err(unwritten(old, error)),
            }
        }
        self.pieces = self.pieces.saturating_add(1);
        if self.pieces.is_multiple_of(SYNC_EVERY) {
            fdatasync(&self.out).map_err(|error| unwritten(old, error))?;
        }
        Ok(read as u64)
    }

    fn finish(self) -> Result<Staged, FileWhy> {
        fsync(&self.out).map_err(|error| unwritten(&self.source.old, error))?;
        Ok(Staged {
            old: self.source.old,
            new: self.source.new,
            size: self.copied,
            sha256: Digest(self.hash.finalize().into()),
        })
    }
}

/// What a file of an act is called in the staging folder.
pub(super) fn staged_name(act: u64, index: usize) -> String {
    format!("{act}-{index}")
}

/// Removes what an act has in the staging folder.
pub(super) fn remove(staging: impl AsFd, act: u64, files: usize) {
    for index in 0..files {
        // What was never made, or is placed, is not there.
        let _ = unlinkat(&staging, staged_name(act, index), AtFlags::empty());
    }
}

fn create(staging: impl AsFd, act: u64, index: usize) -> Result<OwnedFd, Errno> {
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mode = Mode::RUSR | Mode::WUSR;
    openat2(staging, staged_name(act, index), flags, mode, BENEATH)
}

fn unwritten(old: &str, error: Errno) -> FileWhy {
    let old = old.to_owned();
    match error {
        Errno::NOSPC | Errno::DQUOT => FileWhy::Full(old),
        Errno::FBIG => FileWhy::TooLargeForDisk(old),
        error => FileWhy::Uncopied(old, error.raw_os_error()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::super::open::source;
    use super::*;

    #[test]
    fn a_full_disk_is_said_to_be_full() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"some bytes").unwrap();
        let source = source(file.into(), b"a\nfile").unwrap();
        let full = rustix::fs::open("/dev/full", OFlags::WRONLY, Mode::empty()).unwrap();
        let error = Current::new(source, full)
            .piece(&mut Vec::new())
            .unwrap_err();
        assert!(error.to_string().contains("the disk is full"), "{error}");
        assert!(!error.to_string().contains('\n'), "{error}");
    }
}
