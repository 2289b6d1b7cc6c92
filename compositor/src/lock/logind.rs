//! The system's word on locking and sleep: what `lisere-logind` says is done, and it is told
//! how the session is, and how bright the user wants the screen.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;

use lisere_helper::logind::{Said, Tell};
use lisere_post::{PostError, Wait, packed, pair, receive, send};
use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};

use super::{Begin, Why};
use crate::clock::Now;
use crate::harden::spawn;
use crate::state::Compositor;

/// A helper that lived for so long did not fail at once.
const LASTED: Duration = Duration::from_secs(60);
/// The longest wait before another one is started.
const LONGEST: Duration = Duration::from_secs(300);
/// The most that is heard in one turn.
const AT_ONCE: usize = 16;
/// What the helper may know of the environment.
const KNOWN: [&str; 2] = ["DBUS_SYSTEM_BUS_ADDRESS", "XDG_SESSION_ID"];

/// How the session is, as others are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Told {
    locked: bool,
    idle: bool,
    lid: bool,
}

/// The helper there is, or when there is to be one.
#[derive(Default)]
pub struct Logind {
    begin: Option<Begin>,
    epoll: Option<OwnedFd>,
    post: Option<OwnedFd>,
    began: Now,
    /// How many in a row ended at once.
    failed: u32,
    due: Option<Now>,
    told: Told,
    /// Whether somebody holds the system from being idle.
    awake: bool,
    /// The machine waits with sleep until nothing is to be seen.
    sleeps: bool,
    /// What is known of the login service, for people; "" before anything is.
    state: String,
}

/// Starts a helper of this program whenever one is wanted.
#[must_use]
pub fn begin(program: PathBuf) -> Begin {
    let mut children: Vec<Child> = Vec::new();
    Box::new(move || {
        children.retain_mut(|child| matches!(child.try_wait(), Ok(None)));
        let (ours, theirs) = pair()?;
        let known = KNOWN.iter();
        let known = known.filter_map(|name| Some((name, std::env::var_os(name)?)));
        let mut command = std::process::Command::new(&program);
        command
            .arg("serve")
            .env_clear()
            .envs(known)
            .current_dir(Path::new("/"))
            .stdin(Stdio::from(theirs))
            .stdout(Stdio::null());
        children.push(spawn(&mut command)?);
        Ok(ours)
    })
}

impl Logind {
    /// Speaks to helpers that are started like this, the first with the next turn.
    ///
    /// # Errors
    /// When there are no descriptors left.
    pub fn new(begin: Begin, now: Now) -> io::Result<Logind> {
        Ok(Logind {
            begin: Some(begin),
            epoll: Some(epoll::create(CreateFlags::CLOEXEC)?),
            due: Some(now),
            state: "not reached yet".to_owned(),
            ..Logind::default()
        })
    }

    /// Readable when the helper says something; the turn that follows hears it.
    #[must_use]
    pub fn fd(&self) -> Option<BorrowedFd<'_>> {
        self.epoll.as_ref().map(AsFd::as_fd)
    }

    /// What is known of the login service, for people: "" where none is spoken to.
    #[must_use]
    pub fn state(&self) -> &str {
        &self.state
    }

    /// Whether somebody holds the system from being idle.
    #[must_use]
    pub fn keeps_awake(&self) -> bool {
        self.awake
    }

    /// When another helper is started.
    pub(super) fn due(&self) -> Option<Now> {
        self.due
    }

    /// Starts a helper if it is time, which knows nothing yet.
    fn start(&mut self, now: Now) {
        if self.due.take_if(|due| *due <= now).is_none() {
            return;
        }
        let (Some(begin), Some(epoll)) = (&mut self.begin, &self.epoll) else {
            return;
        };
        self.began = now;
        let begun = begin().and_then(|post| {
            epoll::add(epoll, &post, EventData::new_u64(0), EventFlags::IN)?;
            Ok(post)
        });
        match begun {
            Ok(post) => (self.post, self.told) = (Some(post), Told::default()),
            Err(error) => self.lost(&error.to_string(), now),
        }
    }

    /// The helper has gone: another one is started, later each time that it goes at once.
    fn lost(&mut self, why: &str, now: Now) {
        if let (Some(post), Some(epoll)) = (self.post.take(), &self.epoll) {
            let _ = epoll::delete(epoll, &post);
        }
        if self.began.until(now) >= LASTED {
            self.failed = 0;
        }
        let wait = Duration::from_secs(1 << self.failed.min(10)).min(LONGEST);
        self.failed = self.failed.saturating_add(1);
        self.due = Some(now.after(wait));
        (self.awake, self.sleeps) = (false, false);
        let seconds = wait.as_secs();
        tracing::warn!("lisere-logind: {why}; another one is started in {seconds} s");
        self.state = format!("the helper has gone: {why}");
    }

    fn hear(&mut self, now: Now) -> Option<Said> {
        let post = self.post.as_ref()?;
        match receive::<Said>(post, Wait::No) {
            Ok(said) => Some(said.message),
            Err(PostError::Nothing) => None,
            Err(error) => {
                self.lost(&error.to_string(), now);
                None
            }
        }
    }

    fn tell(&mut self, told: Tell, now: Now) {
        let post = self.post.as_ref();
        let sent = post.map(|post| send(post, &packed(&told), &[], Wait::No));
        if let Some(Err(error)) = sent {
            self.lost(&error.to_string(), now);
        }
    }
}

impl Compositor {
    /// Hears what the system wants of the session, and has the helper be there.
    pub(crate) fn serve_logind(&mut self, now: Now) {
        self.lock.logind.start(now);
        for _ in 0..AT_ONCE {
            let Some(said) = self.lock.logind.hear(now) else {
                return;
            };
            self.heard_of_logind(said, now);
        }
    }

    fn heard_of_logind(&mut self, said: Said, now: Now) {
        let logind = &mut self.lock.logind;
        match said {
            Said::Here { lacks } => {
                lacks
                    .iter()
                    .for_each(|lack| tracing::warn!("logind: {lack}"));
                logind.state = match lacks.as_slice() {
                    [] => "reached".to_owned(),
                    lacks => format!("reached, but {}", lacks.join("; ")),
                };
            }
            Said::Away(why) => {
                tracing::warn!("logind is not reached, and is looked for again: {why}");
                (logind.state, logind.sleeps) = (format!("not reached: {why}"), false);
            }
            Said::Lock => {
                if let Err(why) = self.lock_session(Why::System, now) {
                    tracing::warn!("{why}");
                }
            }
            Said::Unlock => {
                tracing::info!("logind says to unlock the session, which only its password does");
            }
            Said::Sleep => {
                logind.sleeps = true;
                if let Err(refused) = self.lock_by_command(true, now) {
                    tracing::warn!("the machine sleeps unlocked: {}", refused.message);
                }
            }
            Said::Woke => logind.sleeps = false,
            Said::Awake(awake) => logind.awake = awake,
            Said::Light(Ok(percent)) => self.show_brightness(Some(percent), now),
            Said::Light(Err(why)) => {
                tracing::warn!("the screen stays as bright as it is: {why}");
                self.show_brightness(None, now);
            }
        }
    }

    /// The user wants the screen that is built in brighter or darker, which the system does.
    /// Says whether there is anybody to ask.
    pub(crate) fn want_brightness(&mut self, brighter: bool, now: Now) -> bool {
        self.lock.logind.tell(Tell::Light { brighter }, now);
        let asked = self.lock.logind.post.is_some();
        if !asked {
            self.show_brightness(None, now);
        }
        asked
    }

    /// Tells the system how the session is, once that is so on the screens.
    pub(crate) fn tell_logind(&mut self, now: Now) {
        let told = Told {
            locked: self.lock.locked(),
            idle: self.outputs.wall.idle.dark(),
            lid: self.preferences.idle.lock_on_lid,
        };
        let before = self.lock.logind.told;
        let hidden = !self.lock.locked() || self.lock_shown();
        let logind = &mut self.lock.logind;
        if logind.post.is_none() {
            return;
        }
        let news = [
            (told.locked != before.locked).then_some(Tell::Locked(told.locked)),
            (told.idle != before.idle).then_some(Tell::Idle(told.idle)),
            (told.lid != before.lid).then_some(Tell::Lid(told.lid)),
            (logind.sleeps && hidden).then_some(Tell::Hidden),
        ];
        logind.told = told;
        logind.sleeps &= !hidden;
        for tell in news.into_iter().flatten() {
            logind.tell(tell, now);
        }
    }
}
