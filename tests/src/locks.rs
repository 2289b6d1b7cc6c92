//! Locking: the test itself is whoever asks for the password.

use std::cell::RefCell;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::rc::Rc;

use lisere::lock::{Kept, Lock};
use lisere_auth::message::{Wait, answered, pair, say};
use lisere_auth::{Greeting, Person, Said};

use crate::fixture::Fixture;

/// Holds the other end of every conversation that the core begins.
#[derive(Clone, Default)]
pub struct Porter {
    ends: Rc<RefCell<Vec<OwnedFd>>>,
}

impl Porter {
    /// Says something in the newest conversation; false where there is none.
    pub fn say(&self, said: &Said) -> bool {
        let ends = self.ends.borrow();
        ends.last().is_some_and(|end| say(end, said).is_ok())
    }

    /// Asks for the password.
    pub fn ask(&self) -> bool {
        self.say(&Said::Prompt {
            text: "Password: ".to_owned(),
            echo: false,
        })
    }

    /// What the core has answered in the newest conversation.
    #[must_use]
    pub fn answer(&self) -> Option<String> {
        let ends = self.ends.borrow();
        let secret = answered(ends.last()?, Wait::No).ok()?;
        Some(secret.to_string())
    }

    /// The newest conversation dies.
    pub fn die(&self) {
        self.ends.borrow_mut().pop();
    }

    /// How many conversations there are whose other end was not let go here.
    #[must_use]
    pub fn conversations(&self) -> usize {
        self.ends.borrow().len()
    }
}

impl Fixture {
    /// The session can be locked from now on, and it is kept in `state` that it is.
    pub fn lockable(&mut self, state: Option<&Path>) -> Porter {
        let porter = Porter::default();
        let ends = porter.ends.clone();
        let begin = move || {
            let (ours, theirs) = pair()?;
            ends.borrow_mut().push(theirs);
            Ok(ours)
        };
        let greeting = Greeting {
            person: Person {
                name: "camille".to_owned(),
                called: "Camille Dubois".to_owned(),
            },
            service: Ok("lisere".to_owned()),
        };
        let kept = state.map_or_else(Kept::default, |state| Kept::in_state(Some(state)));
        let lock = Lock::new(greeting, Box::new(begin), kept);
        self.core.lock = lock.expect("descriptors");
        porter
    }

    /// Whether a cage is above the level above which all is locked.
    #[must_use]
    pub fn covered(&self, cage: &str) -> bool {
        self.core.lock.covers(self.cage(cage))
    }

    /// Does an action by its name, and draws what comes of it.
    ///
    /// # Panics
    /// When there is nothing that it could be done to.
    pub fn act(&mut self, action: &str) {
        let now = self.now();
        let done = self.core.act(action, None, None, now);
        assert!(done.is_ok(), "{done:?}");
        self.frame();
    }

    /// There is nothing that the action of this name could be done to.
    ///
    /// # Panics
    /// When there is.
    pub fn act_refused(&mut self, action: &str) {
        let now = self.now();
        let done = self.core.act(action, None, None, now);
        assert!(done.is_err(), "{done:?}");
        self.frame();
    }

    /// Whether the session is locked.
    #[must_use]
    pub fn locked(&self) -> bool {
        self.core.lock.locked()
    }
}
