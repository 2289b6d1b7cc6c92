//! Files: what is asked of their helper, and what of its answers is believed.

use std::collections::BTreeMap;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::process::Child;
use std::rc::Rc;
use std::time::Duration;

use lisere_helper::files::{self, FileEvent, FileRequest, FileWhy, Service};
use lisere_policy::{Digest, TextCleaning, clean_file_name, clean_text};
use lisere_shell::{FileFault, Irregular, SystemFault, Why};

use super::super::{FileLine, Origin, StagedFile, Worked};
use super::FileLimits;
use crate::clock::Now;
use crate::homes::Homes;
use crate::link::Link;
use crate::spoken::{numbered, system};

/// How long the helper may be silent while it has something to do.
const PATIENCE: Duration = Duration::from_secs(2);
/// Messages that are heard in one go; the rest waits for the next turn.
const HEARD: usize = 256;
/// The longest name that is shown, and the longest reason, in bytes.
const LONGEST: usize = 4_096;

/// Who works on files.
#[derive(Debug)]
enum Means {
    /// A process of this program; none after it has died, until something is asked.
    Process(PathBuf, Option<Link>),
    /// This very thread, for tests.
    Thread(Box<Service>),
}

/// The files of all acts.
#[derive(Debug)]
pub(super) struct Files {
    means: Means,
    homes: Rc<Homes>,
    jobs: BTreeMap<u64, Job>,
    /// When the helper must have said something, if it has something to do.
    due: Option<Now>,
    dying: Vec<Child>,
}

#[derive(Debug)]
struct Job {
    limits: FileLimits,
    expected: usize,
    files: Vec<StagedFile>,
    /// Whether all of `files` are staged.
    staged: bool,
    publishing: Option<Publishing>,
}

#[derive(Debug)]
struct Publishing {
    to: String,
    source: String,
    placed: Vec<PathBuf>,
}

impl Files {
    /// Has a process of `program` work on files; it starts at once.
    pub(super) fn process(program: PathBuf, homes: Rc<Homes>) -> std::io::Result<Self> {
        let link = start(&program, &homes)?;
        Ok(Self::new(Means::Process(program, Some(link)), homes))
    }

    pub(super) fn in_thread(homes: Rc<Homes>) -> std::io::Result<Self> {
        let service = Service::open(homes.cages(), homes.staging())?;
        Ok(Self::new(Means::Thread(Box::new(service)), homes))
    }

    fn new(means: Means, homes: Rc<Homes>) -> Self {
        Self {
            means,
            homes,
            jobs: BTreeMap::new(),
            due: None,
            dying: Vec::new(),
        }
    }

    pub(super) fn homes(&self) -> &Rc<Homes> {
        &self.homes
    }

    /// Has files copied to where no cage sees them.
    ///
    /// # Errors
    /// For the user: why that cannot even be begun.
    pub(super) fn stage(
        &mut self,
        act: u64,
        origin: Origin,
        limits: FileLimits,
    ) -> Result<(), Why> {
        let files = self.named(act, origin)?;
        if files.is_empty() {
            return Err(Why::NoFile);
        }
        if files.len() as u64 > limits.files {
            return Err(Why::TooManyFiles(limits.files));
        }
        let job = Job {
            limits,
            expected: files.len(),
            files: Vec::new(),
            staged: false,
            publishing: None,
        };
        self.tell(
            FileRequest::Begin {
                act,
                file_bytes: limits.bytes,
                files: limits.files,
            },
            None,
        )?;
        self.jobs.insert(act, job);
        for (request, fd) in files {
            self.tell(request, fd)?;
        }
        self.tell(FileRequest::Copy { act }, None)
    }

    /// Has the copies of an act placed in the home of the cage `to`.
    ///
    /// # Errors
    /// For the user: why that cannot even be begun.
    pub(super) fn publish(&mut self, act: u64, to: &str, source: &str) -> Result<(), Why> {
        let job = self.jobs.get_mut(&act).filter(|job| job.staged);
        let job = job.ok_or(Why::CopiesGone)?;
        job.publishing = Some(Publishing {
            to: to.to_owned(),
            source: source.to_owned(),
            placed: Vec::new(),
        });
        let (to, source) = (to.to_owned(), source.to_owned());
        self.tell(FileRequest::Publish { act, to, source }, None)
    }

    /// Removes what an act has in the staging folder; nothing more is said of it.
    pub(super) fn forget(&mut self, act: u64) {
        if self.jobs.remove(&act).is_some() {
            // A helper that has gone has left nothing that its successor does not remove.
            let _ = self.tell(FileRequest::Discard { act }, None);
        }
    }

    /// Hears the helper.
    pub(super) fn ready(&mut self, now: Now, done: &mut Vec<Worked>) {
        self.dying
            .retain_mut(|child| matches!(child.try_wait(), Ok(None)));
        let events = match self.heard() {
            Ok(events) => events,
            Err(()) => return self.lose(done),
        };
        if !events.is_empty() {
            self.due = None;
        }
        for event in events {
            if self.take(event, done).is_none() {
                tracing::warn!("the helper for files says what cannot be");
                return self.lose(done);
            }
        }
        match (self.busy(), self.due) {
            (false, _) => self.due = None,
            (true, None) => self.due = Some(now.after(PATIENCE)),
            (true, Some(due)) if due <= now => {
                tracing::warn!("the helper for files is silent");
                self.lose(done);
            }
            (true, Some(_)) => {}
        }
    }

    /// The helper's end of the socket, and how to watch it.
    pub(super) fn link(&self) -> Option<&Link> {
        match &self.means {
            Means::Process(_, link) => link.as_ref(),
            Means::Thread(_) => None,
        }
    }

    /// When [`Files::ready`] has to be called at the latest.
    pub(super) fn next_deadline(&self) -> Option<Now> {
        let waits = self.busy() && self.due.is_none();
        if waits {
            Some(Now::default())
        } else {
            self.due
        }
    }

    /// The requests that name an act's files.
    fn named(&self, act: u64, origin: Origin) -> Result<Vec<(FileRequest, Option<OwnedFd>)>, Why> {
        match origin {
            Origin::Opened(files) => Ok(files
                .into_iter()
                .map(|(name, fd)| {
                    let name = name.bytes().take(LONGEST).collect();
                    (FileRequest::Opened { act, name }, Some(fd))
                })
                .collect()),
            Origin::Paths(cage, paths) => paths
                .iter()
                .map(|seen| {
                    let name = self.homes.name(cage).unwrap_or_default();
                    let path = self.homes.beneath(cage, seen).ok_or_else(|| {
                        let last = seen.file_name().unwrap_or_default().as_bytes();
                        let old = clean_file_name(last).0;
                        Why::NotAtHome(old, name.to_owned())
                    })?;
                    let path = path.as_os_str().as_bytes();
                    let path = path.iter().copied().take(LONGEST).collect();
                    let cage = name.to_owned();
                    Ok((FileRequest::Path { act, cage, path }, None))
                })
                .collect(),
        }
    }

    fn tell(&mut self, request: FileRequest, fd: Option<OwnedFd>) -> Result<(), Why> {
        match &mut self.means {
            Means::Thread(service) => {
                service.ask(request, fd);
                Ok(())
            }
            Means::Process(program, link) => {
                let running = match link {
                    Some(running) => running,
                    None => {
                        let started = start(program, &self.homes);
                        let started = started.inspect_err(|error| {
                            tracing::warn!(%error, "the helper for files can't be started");
                        });
                        link.insert(started.map_err(|error| Why::NotStarted(system(&error)))?)
                    }
                };
                // That it has gone is heard of by its socket.
                running.tell(&request, fd).map_err(|_| Why::HelperEnded)
            }
        }
    }

    /// What the helper has said, at most so much at a time.
    fn heard(&mut self) -> Result<Vec<FileEvent>, ()> {
        let mut events = Vec::new();
        match &mut self.means {
            Means::Thread(service) => {
                while service.step() {}
                events.extend(std::iter::from_fn(|| service.next_event()));
            }
            Means::Process(_, Some(link)) => {
                link.flush().map_err(drop)?;
                while events.len() < HEARD
                    && let Some(event) = link.hear().map_err(drop)?
                {
                    events.push(event);
                }
            }
            Means::Process(_, None) => {}
        }
        Ok(events)
    }

    /// Whether the helper has something to do.
    fn busy(&self) -> bool {
        let mut jobs = self.jobs.values();
        jobs.any(|job| !job.staged || job.publishing.is_some())
    }

    /// Takes an answer, if it can be true. Of acts that nobody wants any more it is dropped.
    fn take(&mut self, event: FileEvent, done: &mut Vec<Worked>) -> Option<()> {
        let act = event.act();
        let Some(job) = self.jobs.get_mut(&act) else {
            return Some(());
        };
        match event {
            FileEvent::Progress {
                done: part, total, ..
            } => {
                let bytes = job.limits.bytes;
                let (part, total) = (part.min(bytes), total.min(bytes));
                // Of several, the last one counts.
                done.retain(
                    |other| !matches!(other, Worked::Progress { act: of, .. } if *of == act),
                );
                done.push(Worked::Progress {
                    act,
                    done: part,
                    total,
                });
            }
            FileEvent::File {
                old,
                new,
                size,
                sha256,
                ..
            } => {
                job.take_file(old, new, size, &sha256)?;
            }
            FileEvent::Staged { .. } => {
                (job.files.len() == job.expected && !job.staged).then_some(())?;
                job.staged = true;
                let files = job.files.clone();
                done.push(Worked::Staged { act, files });
            }
            FileEvent::Placed { name, .. } => {
                let publishing = job.publishing.as_mut()?;
                let room = publishing.placed.len() < job.expected;
                (room && plain(&name)).then_some(())?;
                let path = self
                    .homes
                    .incoming(&publishing.to, &publishing.source, &name)?;
                publishing.placed.push(path);
            }
            FileEvent::Published { .. } => {
                // As long as it is a lie, the act must still hear that nothing came of it.
                let publishing = job.publishing.take_if(|p| p.placed.len() == job.expected)?;
                let paths = publishing.placed;
                self.jobs.remove(&act);
                done.push(Worked::Published { act, paths });
            }
            FileEvent::Failed { why, .. } => {
                self.jobs.remove(&act);
                done.push(Worked::Failed {
                    act,
                    why: told(why),
                });
            }
        }
        Some(())
    }

    /// The helper has gone, or must: nothing comes of what it was to do, nor of what it holds.
    fn lose(&mut self, done: &mut Vec<Worked>) {
        if let Means::Process(_, link) = &mut self.means
            && let Some(link) = link.take()
        {
            self.dying.push(link.end());
        }
        self.due = None;
        let acts = std::mem::take(&mut self.jobs).into_keys();
        let why = || Why::HelperEnded;
        done.extend(acts.map(|act| Worked::Failed { act, why: why() }));
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        self.lose(&mut Vec::new());
        for child in &mut self.dying {
            // It is killed, and gone at once.
            let _ = child.wait();
        }
    }
}

impl Job {
    fn take_file(&mut self, old: String, new: String, size: u64, sha256: &str) -> Option<()> {
        let sound = !self.staged
            && self.files.len() < self.expected
            && size <= self.limits.bytes
            && plain(&new)
            && old.len() <= LONGEST
            && clean_text(old.as_bytes(), TextCleaning::Clean) == old;
        sound.then_some(())?;
        self.files.push(StagedFile {
            line: FileLine { old, new, size },
            sha256: Digest::parse(sha256)?,
        });
        Some(())
    }
}

/// Whether a name is one that a clean file may have: it shows as it is and leads nowhere.
fn plain(name: &str) -> bool {
    let shown = clean_text(name.as_bytes(), TextCleaning::Clean) == name;
    (1..=255).contains(&name.len())
        && shown
        && !name.contains(['/', '\n'])
        && !name.starts_with('.')
}

/// Why nothing came of an act. The helper reads what cages have written, so that its texts are
/// cleaned.
fn told(why: FileWhy) -> Why {
    let of = |number| numbered(number).unwrap_or(SystemFault::Unknown);
    let fault = match why {
        FileWhy::TooMany(most) => return Why::TooManyFiles(most),
        FileWhy::NoFile => return Why::NoFile,
        FileWhy::CopiesGone => return Why::CopiesGone,
        FileWhy::Outside(file, cage) => return Why::NotAtHome(said(&file), said(&cage)),
        FileWhy::NotThere(file) => FileFault::NotThere(said(&file)),
        FileWhy::NotAllowed(file) => FileFault::NotAllowed(said(&file)),
        FileWhy::Unread(file, number) => FileFault::Unread(said(&file), of(number)),
        FileWhy::NotOpen(file) => FileFault::NotOpen(said(&file)),
        FileWhy::Link(file) => FileFault::Link(said(&file)),
        FileWhy::Irregular(file, what) => FileFault::Irregular(said(&file), irregular(what)),
        FileWhy::Changed(file) => FileFault::Changed(said(&file)),
        FileWhy::Full(file) => FileFault::Full(said(&file)),
        FileWhy::TooLargeForDisk(file) => FileFault::TooLargeForDisk(said(&file)),
        FileWhy::TooLarge(file) => FileFault::TooLarge(said(&file)),
        FileWhy::Uncopied(file, number) => FileFault::Uncopied(said(&file), of(number)),
        FileWhy::Waits => FileFault::Waits,
        FileWhy::NoSource => FileFault::NoSource,
        FileWhy::Home(cage, number) => FileFault::Home(said(&cage), of(number)),
        FileWhy::InTheWay(folder, cage) => FileFault::InTheWay(said(&folder), said(&cage)),
        FileWhy::OtherDisk(folder, cage) => FileFault::OtherDisk(said(&folder), said(&cage)),
        FileWhy::Folder(folder, cage, number) => {
            FileFault::Folder(said(&folder), said(&cage), of(number))
        }
    };
    Why::Files(fault)
}

fn irregular(what: files::Irregular) -> Irregular {
    match what {
        files::Irregular::Folder => Irregular::Folder,
        files::Irregular::Pipe => Irregular::Pipe,
        files::Irregular::Socket => Irregular::Socket,
        files::Irregular::Device => Irregular::Device,
        files::Irregular::Other => Irregular::Other,
    }
}

/// A name, as it may be shown.
fn said(name: &str) -> String {
    let name = clean_text(name.as_bytes(), TextCleaning::Clean);
    let name = name.get(..name.floor_char_boundary(LONGEST));
    name.unwrap_or_default().replace('\n', " ")
}

fn start(program: &std::path::Path, homes: &Homes) -> std::io::Result<Link> {
    let folders = [homes.cages(), homes.staging()].map(|path| path.as_os_str().to_owned());
    let mode = std::ffi::OsString::from("files");
    Link::start(program, [mode].into_iter().chain(folders))
}
