//! Records go into segments: chained, in one write a batch, on disk before anybody is told.

use std::os::fd::OwnedFd;
use std::path::Path;

use lisere_policy::record::{Chain, Fact, Head, SegmentBefore, body_beside, segment_name};
use rustix::fs::{OFlags, fdatasync, ftruncate};
use rustix::io::{Errno, pwrite, write};

use super::error::JournalError;
use super::folder::Folder;
use super::resume::{Found, find};

/// How much of a journal is kept.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// A segment that has as many bytes gets no more batches.
    pub segment_bytes: u64,
    /// So many segments are kept; at least 2.
    pub segments: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            segment_bytes: 8 << 20,
            segments: 64,
        }
    }
}

/// A journal that is being written.
#[derive(Debug)]
pub struct Writer {
    folder: Folder,
    bounds: Bounds,
    chain: Chain,
    /// The segments with the last record of each that this writer has ended; the oldest first.
    segments: Vec<(u64, Option<Head>)>,
    /// The segment that gets the next batch; none where a new one must begin.
    open: Option<Open>,
    /// What a new segment has to say of the one before.
    before: Option<SegmentBefore>,
    /// Segments of which a record says that they are removed.
    doomed: Vec<u64>,
    note: OwnedFd,
}

/// A segment that can grow.
#[derive(Debug)]
struct Open {
    file: OwnedFd,
    length: u64,
}

impl Writer {
    /// Goes on with the journal in the folder `path`, which is made if it is missing.
    ///
    /// # Errors
    /// When the folder is not ours alone, another session writes to it, or what is there
    /// is damaged at its end.
    pub fn open(path: &Path, bounds: Bounds) -> Result<Writer, JournalError> {
        let folder = Folder::open(path)?;
        let found = find(&folder)?;
        let note = folder.file(Head::NAME, OFlags::WRONLY | OFlags::CREATE)?;
        let clean = found.clean() && found.length < bounds.segment_bytes;
        let Found {
            segments,
            chain,
            length,
            before,
        } = found;
        let open = match segments.last() {
            Some(number) if clean => Some(Open {
                file: folder.file(&segment_name(*number), OFlags::WRONLY | OFlags::APPEND)?,
                length,
            }),
            _ => None,
        };
        Ok(Writer {
            segments: segments.into_iter().map(|number| (number, None)).collect(),
            folder,
            bounds,
            chain,
            open,
            before,
            doomed: Vec::new(),
            note,
        })
    }

    /// The last record.
    #[must_use]
    pub fn head(&self) -> Head {
        self.chain.head()
    }

    /// Writes a batch: bodies of records, a line end between two of them. When this returns
    /// it is on disk, all of it or nothing. Gives the lines to `told` once they are.
    ///
    /// # Errors
    /// When it cannot be written. After [`JournalError::Stuck`] the writer is of no more use.
    pub fn append(
        &mut self,
        batch: &str,
        told: &mut dyn FnMut(&str),
    ) -> Result<Head, JournalError> {
        let first = batch.lines().next().ok_or(JournalError::NoRecord)?;
        let full = |open: &Open| open.length >= self.bounds.segment_bytes;
        let begins = self.open.as_ref().is_none_or(full);
        let mut chain = self.chain;
        let mut lines = String::with_capacity(batch.len() * 2);
        let added = if begins {
            self.beginning(first)
        } else {
            Vec::new()
        };
        for body in added.iter().map(String::as_str).chain(batch.lines()) {
            lines.push_str(&chain.append(body).ok_or(JournalError::NoRecord)?);
        }
        if begins {
            self.begin(&lines)?;
        } else {
            self.go_on(&lines)?;
        }
        self.chain = chain;
        self.tidy();
        lines.lines().for_each(told);
        Ok(chain.head())
    }

    /// The records that begin a segment.
    fn beginning(&mut self, beside: &str) -> Vec<String> {
        let number = self.next();
        let mut facts = vec![Fact::Segment {
            number,
            before: self.before(),
        }];
        // One more is about to be there.
        let most = self.bounds.segments.max(2);
        let excess = (self.segments.len() + 1).saturating_sub(most);
        let removed: Vec<_> = (0..excess).filter_map(|index| self.ended(index)).collect();
        self.doomed = removed.iter().map(|(number, _)| *number).collect();
        facts.extend(removed.iter().map(|(number, last)| Fact::SegmentRemoved {
            number: *number,
            last: last.line,
            last_seq: last.seq,
        }));
        let bodies = facts.iter().map(|fact| body_beside(fact, beside));
        bodies.collect()
    }

    /// What a new segment says of the last one.
    fn before(&self) -> Option<SegmentBefore> {
        let last = self.segments.last().map(|(number, _)| SegmentBefore {
            segment: segment_name(*number),
            torn: None,
            cut: None,
        });
        self.before.clone().or(last)
    }

    fn next(&self) -> u64 {
        let last = self.segments.last();
        last.map_or(1, |(number, _)| number.saturating_add(1))
    }

    /// A segment and its last record, which the first line of the next one knows.
    fn ended(&self, index: usize) -> Option<(u64, Head)> {
        let (number, last) = *self.segments.get(index)?;
        let next = self.segments.get(index + 1).map(|(number, _)| *number);
        let known = last.or_else(|| self.last_before(next?));
        Some((number, known?))
    }

    /// The last record before a segment, by what that one's first line says.
    fn last_before(&self, number: u64) -> Option<Head> {
        let bytes = self.folder.read(&segment_name(number)).ok()?;
        let first = bytes.split(|byte| *byte == b'\n').next()?;
        let line = lisere_policy::record::Line::parse(first).ok()?;
        Some(Head {
            seq: line.seq.checked_sub(1)?,
            line: line.prev,
        })
    }

    /// Writes the first batch of a new segment.
    fn begin(&mut self, lines: &str) -> Result<(), JournalError> {
        let number = self.next();
        let name = segment_name(number);
        let flags = OFlags::WRONLY | OFlags::APPEND | OFlags::CREATE | OFlags::EXCL;
        let file = self.folder.file(&name, flags)?;
        let written = put(&file, lines.as_bytes())
            .map_err(|error| self.folder.failed("write to", &name, error))
            // Otherwise the file could lose its name in a crash.
            .and_then(|()| self.folder.sync());
        if let Err(error) = written {
            return Err(match self.folder.remove(&name) {
                Ok(()) => error,
                Err(_) => JournalError::Stuck(Box::new(error)),
            });
        }
        let ended = self.chain.head();
        if let Some((_, last)) = self.segments.last_mut() {
            *last = Some(ended);
        }
        self.segments.push((number, None));
        self.before = None;
        self.open = Some(Open {
            file,
            length: length(lines),
        });
        Ok(())
    }

    /// Writes a batch to the segment that is open.
    fn go_on(&mut self, lines: &str) -> Result<(), JournalError> {
        let name = self
            .segments
            .last()
            .map(|(number, _)| segment_name(*number));
        let Some(open) = &mut self.open else {
            return Err(JournalError::NoRecord);
        };
        if let Err(error) = put(&open.file, lines.as_bytes()) {
            let error = self
                .folder
                .failed("write to", &name.unwrap_or_default(), error);
            // Nothing of it was acknowledged.
            return Err(match ftruncate(&open.file, open.length) {
                Ok(()) => error,
                Err(_) => JournalError::Stuck(Box::new(error)),
            });
        }
        open.length = open.length.saturating_add(length(lines));
        Ok(())
    }

    /// Notes how far the journal goes, and removes what is beyond its bounds. Neither failing
    /// changes what was written: the note is behind, or a segment is there for longer.
    fn tidy(&mut self) {
        let text = self.chain.head().text();
        let _ = pwrite(&self.note, text.as_bytes(), 0);
        for doomed in std::mem::take(&mut self.doomed) {
            if self.folder.remove(&segment_name(doomed)).is_ok() {
                self.segments.retain(|(number, _)| *number != doomed);
            }
        }
    }
}

/// Writes all of it and waits until it is on disk.
fn put(file: &OwnedFd, bytes: &[u8]) -> Result<(), Errno> {
    let mut rest = bytes;
    while !rest.is_empty() {
        match write(file, rest) {
            Ok(0) => return Err(Errno::IO),
            Ok(written) => rest = rest.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(error) => return Err(error),
        }
    }
    fdatasync(file)
}

fn length(lines: &str) -> u64 {
    u64::try_from(lines.len()).unwrap_or(u64::MAX)
}
