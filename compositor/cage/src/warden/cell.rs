//! One sandbox as the warden sees it: a child, a socket to its init, and what they come with.

use std::ffi::OsString;
use std::io::Read;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Duration;

use lisere_post::{PostError, Received, Wait, pair, receive};
use rustix::net::sockopt::set_socket_passcred;
use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal};

use super::media::Media;
use super::outbox::Outbox;
use super::peers::{Space, first_of_its_space, group_of, space_of};
use super::words;
use crate::buses::Filter;
use crate::message::{Refusal, Task, Tiding, Uses};
use crate::network;
use crate::reason::Reason;
use crate::recipe::Recipe;
use crate::resources::{Group, Keeper};

/// What was said last on its standard error, in bytes.
const LAST_WORDS: usize = 2_048;
/// Messages that may wait to be read by an init.
const WAITING: usize = 1_024;

/// What all sandboxes are made with.
#[derive(Debug)]
pub(super) struct Tools {
    /// This program.
    pub(super) own: std::path::PathBuf,
    /// Who holds cages to their resources.
    pub(super) keeper: Keeper,
}

/// A sandbox that is being built, or stands.
#[derive(Debug)]
pub(super) struct Cell {
    child: Child,
    /// Readable when the child has ended.
    ended: OwnedFd,
    /// None once the other end has gone.
    socket: Option<OwnedFd>,
    outbox: Outbox,
    stderr: Option<ChildStderr>,
    last_words: Vec<u8>,
    group: Group,
    init: Option<Init>,
    /// What it reaches of the host's buses: there as long as it.
    _filter: Option<Filter>,
    media: Media,
}

/// The first process of a sandbox.
#[derive(Debug)]
struct Init {
    process: OwnedFd,
    space: Space,
    group: Option<String>,
}

impl Cell {
    /// Starts building one; [`Tiding::Ready`] or [`Tiding::Failed`] says what came of it.
    ///
    /// # Errors
    /// What is missing, or was refused.
    pub(super) fn start(tools: &Tools, recipe: &Recipe) -> Result<Self, Refusal> {
        let failed = |what: &str, error: &dyn std::fmt::Display| {
            let message = format!("the cage {} can't be started: {what}: {error}", recipe.name);
            let help = "the session's log may say more";
            Refusal::failed(Reason::Sandbox(0), message, help)
        };
        let words = command_line(&tools.own, tools.keeper.prefix(recipe), recipe)?;
        let filter = Filter::start(recipe)?;
        let (ours, theirs) = pair().map_err(|error| failed("a socket", &error))?;
        // The kernel then says who sends.
        set_socket_passcred(&ours, true).map_err(|error| failed("a socket", &error))?;
        let (program, arguments) = words
            .split_first()
            .ok_or_else(|| failed("no program", &""))?;
        let mut command = Command::new(program);
        command
            .args(arguments)
            .stdin(Stdio::from(theirs))
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let spawned = command.spawn();
        let name = Path::new(program).display().to_string();
        let mut child = spawned.map_err(|error| failed(&name, &error))?;
        let held = hold(&mut child, tools, recipe);
        let (ended, group) = held.inspect_err(|_| bury(&mut child))?;
        let stderr = child.stderr.take();
        if let Some(stderr) = &stderr {
            // Read only when something is there; should it block, poll has said so wrongly.
            let _ = rustix::io::ioctl_fionbio(stderr, true);
        }
        let mut outbox = Outbox::default();
        outbox.add(recipe, Vec::new());
        Ok(Self {
            child,
            ended,
            socket: Some(ours),
            outbox,
            stderr,
            last_words: Vec::new(),
            group,
            init: None,
            _filter: filter,
            media: Media::default(),
        })
    }

    /// Gives it what it hears and is heard by.
    pub(super) fn equip(&mut self, recipe: &Recipe) {
        let (media, task) = Media::of(recipe, self.space());
        self.media = media;
        if let Some((task, fds)) = task {
            self.tell(&task, fds);
        }
    }

    /// Carries what it says and hears.
    pub(super) fn carry(&mut self, now: Duration) {
        self.media.tick(now);
    }

    /// What it uses now.
    pub(super) fn uses(&self) -> Uses {
        self.media.uses()
    }

    /// When [`Cell::carry`] has to be called at the latest.
    pub(super) fn deadline(&self) -> Option<Duration> {
        self.media.deadline()
    }

    /// Has its init do something; `false` when it does not read what waits for it already.
    pub(super) fn tell(&mut self, task: &Task, fds: Vec<OwnedFd>) -> bool {
        if self.outbox.len() >= WAITING {
            return false;
        }
        self.outbox.add(task, fds);
        self.flush();
        true
    }

    /// Sends what there is room for.
    pub(super) fn flush(&mut self) {
        if let Some(socket) = &self.socket
            && self.outbox.flush(socket).is_err()
        {
            self.cut();
        }
    }

    /// What was said from within; none when nothing is there now. A sandbox that says what
    /// makes no sense, or has hung up, is ended.
    pub(super) fn hear(&mut self) -> Option<Tiding> {
        let received = receive::<Tiding>(self.socket.as_ref()?, Wait::No);
        match received {
            Ok(Received {
                message, sender, ..
            }) => {
                if message == Tiding::Ready && self.init.is_none() {
                    self.init = sender.and_then(meet);
                    if self.init.is_none() {
                        self.cut();
                        let why =
                            "the sandbox is not what it says: its first process can't be seen";
                        let refusal = Refusal::failed(Reason::NotClosed, why, "");
                        return Some(Tiding::Failed(refusal));
                    }
                }
                Some(message)
            }
            Err(PostError::Nothing) => None,
            Err(PostError::End | PostError::Bad) => {
                self.cut();
                None
            }
        }
    }

    /// Whether its child has ended. Then it is buried, and the sandbox with it.
    pub(super) fn ended(&mut self) -> bool {
        self.listen();
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// Ends it at once, by group if there is one, else by its first process and its child.
    pub(super) fn kill(&mut self) {
        if !self.group.kill()
            && let Some(init) = &self.init
        {
            // It may have ended by itself.
            let _ = pidfd_send_signal(&init.process, Signal::KILL);
        }
        let _ = self.child.kill();
    }

    /// Halts it or lets it go on, by group if there is one, else through its init.
    pub(super) fn freeze(&mut self, frozen: bool) {
        self.media.halt(frozen);
        if !self.group.freeze(frozen) {
            let task = if frozen { Task::Freeze } else { Task::Thaw };
            self.tell(&task, Vec::new());
        }
    }

    /// Memory and processes, as its group counts them.
    pub(super) fn usage(&self) -> (Option<u64>, Option<u64>) {
        self.group.usage()
    }

    /// The space of pids of its programs, once it stands.
    pub(super) fn space(&self) -> Option<Space> {
        self.init.as_ref().map(|init| init.space)
    }

    /// The group of control of its first process.
    pub(super) fn control_group(&self) -> Option<&str> {
        self.init.as_ref()?.group.as_deref()
    }

    /// What it said last, for people.
    pub(super) fn last_words(&self) -> String {
        let text = String::from_utf8_lossy(&self.last_words).into_owned();
        words::cleaned(&text)
    }

    /// What to watch: each with whether it waits for room, too.
    pub(super) fn watched(&self) -> impl Iterator<Item = (BorrowedFd<'_>, bool)> {
        let busy = self.outbox.len() > 0;
        let socket = self.socket.as_ref().map(|fd| (fd.as_fd(), busy));
        let stderr = self.stderr.as_ref().map(|fd| (fd.as_fd(), false));
        let ended = Some((self.ended.as_fd(), false));
        let all = [socket, stderr, ended].into_iter().flatten();
        all.chain(self.media.watched())
    }

    /// The last of what it says on its standard error is kept.
    fn listen(&mut self) {
        let mut bytes = [0; 1_024];
        while let Some(stderr) = &mut self.stderr {
            match stderr.read(&mut bytes) {
                Ok(0) => self.stderr = None,
                Ok(count) => {
                    self.last_words.extend(bytes.iter().take(count));
                    let over = self.last_words.len().saturating_sub(LAST_WORDS);
                    self.last_words.drain(..over);
                    if count < bytes.len() {
                        return;
                    }
                }
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => return,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(_) => self.stderr = None,
            }
        }
    }

    /// The other end has gone, or is not to be listened to any more.
    fn cut(&mut self) {
        self.socket = None;
        self.kill();
    }
}

/// The whole command line of a sandbox.
fn command_line(
    own: &Path,
    resources: Vec<OsString>,
    recipe: &Recipe,
) -> Result<Vec<OsString>, Refusal> {
    let mut words = resources;
    words.extend(network::prefix(recipe)?);
    words.extend([own.as_os_str().to_owned(), "--enter".into()]);
    Ok(words)
}

/// Puts a child under its cage's bounds, before it is told anything.
fn hold(child: &mut Child, tools: &Tools, recipe: &Recipe) -> Result<(OwnedFd, Group), Refusal> {
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    let pid =
        pid.ok_or_else(|| Refusal::failed(Reason::Sandbox(0), "the system gave no process", ""))?;
    let ended = pidfd_open(pid, PidfdFlags::empty()).map_err(|error| {
        let message = format!("a process can't be watched: {error}");
        let reason = Reason::Sandbox(error.raw_os_error());
        Refusal::failed(reason, message, "use Linux 5.3 or newer")
    })?;
    let group = tools.keeper.group(recipe, pid)?;
    Ok((ended, group))
}

fn bury(child: &mut Child) {
    // It was started this moment and waits for its recipe: it is gone at once.
    let _ = child.kill();
    let _ = child.wait();
}

/// The init that the kernel says has spoken.
fn meet(pid: Pid) -> Option<Init> {
    let process = pidfd_open(pid, PidfdFlags::empty()).ok()?;
    let number = pid.as_raw_nonzero().get().unsigned_abs();
    // Looked at after it is held: the number can't be another's by now.
    first_of_its_space(number).then_some(())?;
    Some(Init {
        process,
        space: space_of(number).ok()?,
        group: group_of(number),
    })
}
