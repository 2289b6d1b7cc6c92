//! Whom the locked screen asks: one conversation at a time, begun anew when it is gone.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::Duration;

use lisere_auth::message::{answer, hear};
use lisere_auth::{Said, Secret};
use lisere_post::PostError;
use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};

use crate::clock::Now;

/// A conversation that lasted for so long did not fail at once.
const LASTED: Duration = Duration::from_secs(10);
/// The longest wait before another one is tried.
const LONGEST: Duration = Duration::from_secs(60);

/// Begins a conversation; returns our end of it.
pub type Begin = Box<dyn FnMut() -> io::Result<OwnedFd>>;

/// The conversation there is, or when there is to be one.
pub(super) struct Asker {
    begin: Begin,
    epoll: OwnedFd,
    talk: Option<OwnedFd>,
    began: Now,
    /// How many in a row failed at once.
    failed: u32,
    due: Option<Now>,
}

/// What is heard of a conversation.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    Said(Said),
    /// It is gone, or said what is no message.
    Gone,
}

impl Asker {
    /// Nobody is asked yet.
    ///
    /// # Errors
    /// When there are no descriptors left.
    pub(super) fn new(begin: Begin) -> io::Result<Asker> {
        Ok(Asker {
            begin,
            epoll: epoll::create(CreateFlags::CLOEXEC)?,
            talk: None,
            began: Now::default(),
            failed: 0,
            due: None,
        })
    }

    /// Readable when something is to be heard.
    pub(super) fn fd(&self) -> BorrowedFd<'_> {
        self.epoll.as_fd()
    }

    /// Somebody is to be asked from now on.
    pub(super) fn open(&mut self, now: Now) {
        (self.failed, self.due) = (0, Some(now));
    }

    /// Nobody is asked any more.
    pub(super) fn close(&mut self) {
        self.hang_up();
        self.due = None;
    }

    /// Begins a conversation if it is time; says whether it did.
    pub(super) fn begin(&mut self, now: Now) -> bool {
        if self.due.take_if(|due| *due <= now).is_none() {
            return false;
        }
        self.began = now;
        let begun = (self.begin)().and_then(|talk| {
            epoll::add(&self.epoll, &talk, EventData::new_u64(0), EventFlags::IN)?;
            Ok(talk)
        });
        match begun {
            Ok(talk) => self.talk = Some(talk),
            Err(error) => {
                tracing::warn!(%error, "nobody can be asked for the password: it is tried again");
                self.again(now);
            }
        }
        self.talk.is_some()
    }

    /// What it says, if it says anything.
    pub(super) fn hear(&self) -> Option<Heard> {
        match hear(self.talk.as_ref()?) {
            Ok(said) => Some(Heard::Said(said)),
            Err(PostError::Nothing) => None,
            Err(PostError::End | PostError::Bad) => Some(Heard::Gone),
        }
    }

    /// Answers; false when nobody is there to hear it.
    pub(super) fn answer(&self, secret: &Secret) -> bool {
        let talk = self.talk.as_ref();
        talk.is_some_and(|talk| answer(talk, secret).is_ok())
    }

    /// The conversation is over, as it should be: the next one begins at once.
    pub(super) fn next(&mut self, now: Now) {
        self.hang_up();
        self.open(now);
    }

    /// The conversation ended before its time: the next one begins soon, and later each time
    /// that it fails at once.
    pub(super) fn again(&mut self, now: Now) {
        self.hang_up();
        if self.began.until(now) >= LASTED {
            self.failed = 0;
        }
        let wait = match self.failed {
            0 => Duration::ZERO,
            failed => Duration::from_secs(1 << failed.saturating_sub(1).min(10)),
        };
        self.failed = self.failed.saturating_add(1);
        self.due = Some(now.after(wait.min(LONGEST)));
    }

    /// When a conversation is to begin.
    pub(super) fn due(&self) -> Option<Now> {
        self.due
    }

    /// Whether several failed in a row.
    pub(super) fn failing(&self) -> bool {
        self.failed > 1
    }

    /// It ends by itself when the socket is closed.
    fn hang_up(&mut self) {
        if let Some(talk) = self.talk.take() {
            let _ = epoll::delete(&self.epoll, &talk);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use lisere_auth::message::{pair, say};

    use super::*;

    fn at(seconds: u64) -> Now {
        Now(Duration::from_secs(seconds))
    }

    fn asker() -> (Asker, Rc<RefCell<Vec<OwnedFd>>>) {
        let ends: Rc<RefCell<Vec<OwnedFd>>> = Rc::default();
        let far = ends.clone();
        let begin = move || {
            let (ours, theirs) = pair()?;
            far.borrow_mut().push(theirs);
            Ok(ours)
        };
        (Asker::new(Box::new(begin)).unwrap(), ends)
    }

    #[test]
    fn one_that_dies_at_once_is_tried_again_later_and_later() {
        let (mut asker, ends) = asker();
        assert!(!asker.begin(at(0)), "nobody is to be asked");
        asker.open(at(0));
        for due in [0, 0, 1, 3, 7] {
            assert_eq!(asker.due(), Some(at(due)));
            assert!(asker.begin(at(due)));
            assert_eq!(asker.hear(), None);
            ends.borrow_mut().clear();
            assert_eq!(asker.hear(), Some(Heard::Gone));
            asker.again(at(due));
        }
        // One that lasted begins anew at once.
        assert!(asker.begin(at(100)));
        asker.again(at(200));
        assert_eq!(asker.due(), Some(at(200)));
    }

    #[test]
    fn what_is_no_message_ends_it() {
        let (mut asker, ends) = asker();
        asker.open(at(0));
        assert!(asker.begin(at(0)));
        say(&ends.borrow()[0], &Said::Info("one".into())).unwrap();
        lisere_post::send(&ends.borrow()[0], b"?", &[], lisere_post::Wait::No).unwrap();
        assert_eq!(asker.hear(), Some(Heard::Said(Said::Info("one".into()))));
        assert_eq!(asker.hear(), Some(Heard::Gone));
        asker.close();
        assert_eq!((asker.hear(), asker.due()), (None, None));
    }
}
