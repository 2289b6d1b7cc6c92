//! What is done with files: each request at once, and copying a piece at a time.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::{Mode, OFlags, open};

use super::copy::{Copying, Staged, Step, remove};
use super::open::{Source, beneath, source};
use super::place::publish;
use super::{FileEvent, FileRequest, FileWhy};

/// Acts that may be under way at once; the core has few.
const ACTS: usize = 64;

/// Copies files to a staging folder, and from there into cages' homes.
#[derive(Debug)]
pub struct Service {
    /// The folder that holds each cage's folder.
    cages: OwnedFd,
    staging: OwnedFd,
    acts: BTreeMap<u64, Act>,
    events: VecDeque<FileEvent>,
    piece: Vec<u8>,
}

#[derive(Debug)]
enum Act {
    Named {
        /// Bytes that further files may have.
        left: u64,
        files: u64,
        sources: Vec<Source>,
    },
    Copying(Box<Copying>, usize),
    Staged(Vec<Staged>),
}

impl Service {
    /// Opens both folders, and empties the staging folder.
    ///
    /// # Errors
    /// When one of them is not there.
    pub fn open(cages: &Path, staging: &Path) -> io::Result<Self> {
        for entry in std::fs::read_dir(staging)? {
            std::fs::remove_file(entry?.path())?;
        }
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Ok(Self {
            cages: open(cages, flags, Mode::empty())?,
            staging: open(staging, flags | OFlags::NOFOLLOW, Mode::empty())?,
            acts: BTreeMap::new(),
            events: VecDeque::new(),
            piece: Vec::new(),
        })
    }

    /// Does what is asked, or begins it.
    pub fn ask(&mut self, request: FileRequest, fd: Option<OwnedFd>) {
        match request {
            FileRequest::Begin {
                act,
                file_bytes,
                files,
            } => self.begin(act, file_bytes, files),
            FileRequest::Path { act, cage, path } => {
                let source = beneath(&self.cages, &cage, &path);
                self.name(act, source);
            }
            FileRequest::Opened { act, name } => {
                let opened = fd.ok_or(FileWhy::NoFile);
                self.name(act, opened.and_then(|fd| source(fd, &name)));
            }
            FileRequest::Copy { act } => self.copy(act),
            FileRequest::Publish { act, to, source } => self.publish(act, (&to, &source)),
            FileRequest::Discard { act } => self.discard(act),
        }
    }

    /// Copies a piece of the eldest act that has something to copy; false when none has.
    pub fn step(&mut self) -> bool {
        let mut acts = self.acts.iter_mut();
        let copying = acts.find_map(|(act, state)| match state {
            Act::Copying(copying, _) => Some((*act, copying)),
            _ => None,
        });
        let Some((act, copying)) = copying else {
            return false;
        };
        match copying.step(&self.staging, &mut self.piece) {
            Ok(Step::More) => {
                let (done, total) = copying.progress();
                self.events
                    .push_back(FileEvent::Progress { act, done, total });
            }
            Ok(Step::Finished) => self.staged(act),
            Err(why) => self.fail(act, why),
        }
        true
    }

    /// The next thing that has been done, or has not.
    pub fn next_event(&mut self) -> Option<FileEvent> {
        self.events.pop_front()
    }

    fn begin(&mut self, act: u64, file_bytes: u64, files: u64) {
        if self.acts.len() >= ACTS && !self.acts.contains_key(&act) {
            return self.fail(act, FileWhy::Waits);
        }
        self.discard(act);
        let named = Act::Named {
            left: file_bytes,
            files,
            sources: Vec::new(),
        };
        self.acts.insert(act, named);
    }

    fn name(&mut self, act: u64, source: Result<Source, FileWhy>) {
        // Of an act that has failed nothing more is heard.
        let Some(Act::Named {
            left,
            files,
            sources,
        }) = self.acts.get_mut(&act)
        else {
            return;
        };
        let why = match source {
            Err(why) => why,
            Ok(_) if sources.len() as u64 >= *files => FileWhy::TooMany(*files),
            Ok(source) if source.size > *left => FileWhy::TooLarge(source.old),
            Ok(source) => {
                *left = left.saturating_sub(source.size);
                return sources.push(source);
            }
        };
        self.fail(act, why);
    }

    fn copy(&mut self, act: u64) {
        if let Some(Act::Named { sources, .. }) = self.acts.get_mut(&act) {
            let sources = std::mem::take(sources);
            let files = sources.len();
            if files == 0 {
                return self.fail(act, FileWhy::NoFile);
            }
            let copying = Act::Copying(Box::new(Copying::new(act, sources)), files);
            self.acts.insert(act, copying);
        }
    }

    fn staged(&mut self, act: u64) {
        let Some(Act::Copying(copying, _)) = self.acts.remove(&act) else {
            return;
        };
        let files = copying.finish();
        self.piece.fill(0);
        for file in &files {
            self.events.push_back(FileEvent::File {
                act,
                old: file.old.clone(),
                new: file.new.clone(),
                size: file.size,
                sha256: file.sha256.to_string(),
            });
        }
        self.events.push_back(FileEvent::Staged { act });
        self.acts.insert(act, Act::Staged(files));
    }

    fn publish(&mut self, act: u64, ends: (&str, &str)) {
        let Some(Act::Staged(files)) = self.acts.get(&act) else {
            return self.fail(act, FileWhy::CopiesGone);
        };
        match publish((&self.cages, &self.staging), act, files, ends) {
            Err(why) => self.fail(act, why),
            Ok(names) => {
                self.acts.remove(&act);
                let placed = names
                    .into_iter()
                    .map(|name| FileEvent::Placed { act, name });
                self.events.extend(placed);
                self.events.push_back(FileEvent::Published { act });
            }
        }
    }

    fn discard(&mut self, act: u64) {
        let files = match self.acts.remove(&act) {
            Some(Act::Copying(_, files)) => files,
            Some(Act::Staged(files)) => files.len(),
            Some(Act::Named { .. }) | None => 0,
        };
        remove(&self.staging, act, files);
    }

    fn fail(&mut self, act: u64, why: FileWhy) {
        self.discard(act);
        self.piece.fill(0);
        self.events.push_back(FileEvent::Failed { act, why });
    }
}
