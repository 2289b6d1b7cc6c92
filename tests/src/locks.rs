//! Locking: the test itself is whoever asks for the password.

use std::cell::{Cell, RefCell};
use std::os::fd::OwnedFd;
use std::path::Path;
use std::rc::Rc;

use lisere::lock::{Kept, Lock, Logind};
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

/// Holds the other end of every helper that speaks to the login service.
#[derive(Clone, Default)]
pub struct System {
    ends: Rc<RefCell<Vec<OwnedFd>>>,
    helpers: Rc<Cell<usize>>,
}

impl System {
    /// The newest helper says something.
    ///
    /// # Panics
    /// When there is none.
    pub fn say(&self, said: &lisere_helper::logind::Said) {
        let ends = self.ends.borrow();
        let end = ends.last().expect("a helper");
        let sent = lisere_post::send(end, &lisere_post::packed(said), &[], Wait::No);
        sent.expect("a core that listens");
    }

    /// What the newest helper was told since the last call.
    #[must_use]
    pub fn told(&self) -> Vec<lisere_helper::logind::Tell> {
        let ends = self.ends.borrow();
        let hear = || lisere_post::receive(ends.last()?, Wait::No).ok();
        std::iter::from_fn(hear).map(|told| told.message).collect()
    }

    /// The newest helper dies.
    pub fn die(&self) {
        self.ends.borrow_mut().pop();
    }

    /// How many have been started.
    #[must_use]
    pub fn helpers(&self) -> usize {
        self.helpers.get()
    }
}

impl Fixture {
    /// The session speaks to the login service from now on.
    pub fn with_logind(&mut self) -> System {
        let system = System::default();
        let (ends, helpers) = (system.ends.clone(), system.helpers.clone());
        let begin = move || {
            let (ours, theirs) = pair()?;
            ends.borrow_mut().push(theirs);
            helpers.set(helpers.get() + 1);
            Ok(ours)
        };
        let logind = Logind::new(Box::new(begin), self.now());
        self.core.lock.logind = logind.expect("descriptors");
        self.settle();
        system
    }

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
