//! Security contexts: sockets that programs of the cage hand over, at which others come in and see less.
//!
//! Who comes in at one is of the same cage; what its maker says of them is told on and never
//! believed. A context lasts until its maker hangs up on it, also when its maker has left.

use std::collections::BTreeMap;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;

use rustix::event::epoll::{self, EventData, EventFlags};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::Errno;

use crate::accept::{Backlog, Porter};

/// Tokens of contexts have this bit; clients are not counted so far.
const CONTEXT: u64 = 1 << 63;

/// What the maker of a context says of those who come in at it. Nobody vouches for any of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    /// What keeps them apart, as "org.flatpak".
    pub engine: String,
    /// Which program it is, or "".
    pub app_id: String,
    /// Which running instance of it, or "".
    pub instance_id: String,
}

/// A context that a program has committed.
#[derive(Debug)]
pub(crate) struct Handed {
    pub(crate) listener: OwnedFd,
    pub(crate) closing: OwnedFd,
    pub(crate) claim: Claim,
}

/// What has become of contexts, to be told to the core.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContextNews {
    /// Programs come in at it from now on. Contexts count from 1.
    Opened(u32, Claim),
    /// Nobody comes in at it any more.
    Ended(u32),
}

/// What a context's descriptor is ready for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Noted {
    /// Nothing that matters.
    Nothing,
    /// Somebody wants to connect.
    Waiting,
    /// The context has ended.
    Ended,
}

/// One context.
#[derive(Debug)]
struct Open {
    porter: Porter<OwnedFd>,
    closing: OwnedFd,
    /// Whether somebody may wait at it.
    waiting: bool,
}

/// All contexts of a cage.
#[derive(Debug, Default)]
pub(crate) struct Contexts {
    open: BTreeMap<u32, Open>,
    last: u32,
    /// Whether nobody is let in for the time being.
    shut: bool,
    news: Vec<ContextNews>,
}

/// Whether a token is of a context.
pub(crate) fn is_token(token: u64) -> bool {
    token & CONTEXT != 0
}

impl Contexts {
    /// Watches at a new context.
    ///
    /// # Errors
    /// When it can't be watched; it is closed then.
    pub(crate) fn open(&mut self, set: impl AsFd, handed: Handed) -> io::Result<()> {
        let Handed {
            listener,
            closing,
            claim,
        } = handed;
        nonblocking(&listener)?;
        let porter = Porter::new(listener)?;
        self.last = self.last.wrapping_add(1);
        let id = self.last;
        epoll::add(&set, porter.listener(), token(id, false), flags(self.shut))?;
        // That it hangs up is always told.
        if let Err(error) = epoll::add(&set, &closing, token(id, true), EventFlags::empty()) {
            let _ = epoll::delete(&set, porter.listener());
            return Err(error.into());
        }
        let open = Open {
            porter,
            closing,
            waiting: false,
        };
        self.open.insert(id, open);
        self.news.push(ContextNews::Opened(id, claim));
        Ok(())
    }

    /// Notes what a descriptor of a context is ready for.
    pub(crate) fn note(&mut self, set: impl AsFd, token: u64, flags: EventFlags) -> Noted {
        let Ok(id) = u32::try_from((token & !CONTEXT) >> 1) else {
            return Noted::Nothing;
        };
        let Some(open) = self.open.get_mut(&id) else {
            return Noted::Nothing;
        };
        if flags.intersects(EventFlags::HUP | EventFlags::ERR) {
            self.end(set, id);
            return Noted::Ended;
        }
        open.waiting |= flags.contains(EventFlags::IN);
        Noted::Waiting
    }

    /// Lets in up to `most` of those who wait, each with the context it came in at. Returns
    /// the contexts that turned out to be over, and whether the system can't accept at all.
    pub(crate) fn accept(
        &mut self,
        most: usize,
        each: &mut dyn FnMut(u32, UnixStream),
    ) -> (Vec<u32>, bool) {
        let (mut over, mut stuck, mut left) = (Vec::new(), false, most);
        for (id, open) in &mut self.open {
            if !open.waiting || left == 0 {
                continue;
            }
            // Its maker has the same socket, and may have made it one that waits.
            if nonblocking(open.porter.listener()).is_err() {
                over.push(*id);
                continue;
            }
            let backlog = open.porter.accept(left, &mut |program| {
                left = left.saturating_sub(1);
                each(*id, program);
            });
            open.waiting = backlog == Backlog::Waiting;
            match backlog {
                Backlog::Empty | Backlog::Waiting => {}
                Backlog::Stuck(Errno::MFILE | Errno::NFILE | Errno::NOBUFS | Errno::NOMEM) => {
                    stuck = true;
                }
                Backlog::Stuck(_) => over.push(*id),
            }
        }
        (over, stuck)
    }

    /// Ends a context.
    pub(crate) fn end(&mut self, set: impl AsFd, id: u32) {
        let Some(open) = self.open.remove(&id) else {
            return;
        };
        // They are in the set for as long as their maker has them, not only as long as we do.
        let _ = epoll::delete(&set, open.porter.listener());
        let _ = epoll::delete(&set, &open.closing);
        self.news.push(ContextNews::Ended(id));
    }

    /// Lets nobody in for the time being, or lets programs in again.
    pub(crate) fn set_shut(&mut self, set: impl AsFd, shut: bool) {
        if std::mem::replace(&mut self.shut, shut) == shut {
            return;
        }
        for (id, open) in &self.open {
            let _ = epoll::modify(&set, open.porter.listener(), token(*id, false), flags(shut));
        }
    }

    /// Takes what has become of contexts since the last call.
    pub(crate) fn take_news(&mut self) -> Vec<ContextNews> {
        std::mem::take(&mut self.news)
    }
}

fn token(id: u32, closing: bool) -> EventData {
    EventData::new_u64(CONTEXT | u64::from(id) << 1 | u64::from(closing))
}

fn flags(shut: bool) -> EventFlags {
    match shut {
        true => EventFlags::empty(),
        false => EventFlags::IN,
    }
}

/// Makes a socket one at which nobody waits for others to come.
fn nonblocking(socket: impl AsFd) -> Result<(), Errno> {
    let flags = fcntl_getfl(&socket)?;
    match flags.contains(OFlags::NONBLOCK) {
        true => Ok(()),
        false => fcntl_setfl(&socket, flags | OFlags::NONBLOCK),
    }
}
