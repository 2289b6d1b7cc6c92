//! One service: hears the core and the login service by turns, and finds the service again
//! when it has gone.

use std::os::fd::{AsFd, AsRawFd};

use lisere_helper::logind::{Said, Tell};
use lisere_post::{PostError, Wait, packed, receive, send};
use nix::poll::{PollFd, PollFlags, poll};
use rustbus::connection::Error;

use crate::backlight::Backlight;
use crate::login::{Login, Place};

/// How long it takes until the service is looked for again, in milliseconds: at first, and at
/// most.
const FIRST: i32 = 1_000;
const LAST: i32 = 60_000;

/// How the core wants things to be, whoever is there to hear it.
#[derive(Debug, Default)]
struct Wanted {
    locked: bool,
    idle: bool,
    lid: bool,
}

/// The connection, or when there is to be one.
struct Service<'p, S> {
    core: S,
    place: &'p Place,
    wanted: Wanted,
    login: Option<Login>,
    /// The light of the screen that is built in, if there is one.
    light: Option<Backlight>,
    wait: i32,
    /// Whether the core knows that the service is away.
    complained: bool,
}

/// The core has gone.
struct Gone;

/// Serves until the core has gone.
pub(crate) fn serve<S: AsFd>(core: S, place: &Place, light: Option<Backlight>) {
    let mut service = Service {
        core,
        place,
        wanted: Wanted::default(),
        login: None,
        light,
        wait: FIRST,
        complained: false,
    };
    while service.round().is_ok() {}
}

impl<S: AsFd> Service<'_, S> {
    fn round(&mut self) -> Result<(), Gone> {
        if self.login.is_none() {
            self.look()?;
        }
        // What came while an answer was waited for wakes nobody any more.
        self.hear_login()?;
        let mut fds = vec![PollFd::new(
            self.core.as_fd().as_raw_fd(),
            PollFlags::POLLIN,
        )];
        let login = self.login.as_ref();
        fds.extend(login.map(|login| PollFd::new(login.fd(), PollFlags::POLLIN)));
        let wait = if self.login.is_some() { -1 } else { self.wait };
        // Interrupted or not, what is there is looked for.
        let _ = poll(&mut fds, wait);
        self.hear_core()?;
        self.hear_login()
    }

    /// Looks for the service; the next time is later if it is not there.
    fn look(&mut self) -> Result<(), Gone> {
        let found = Login::connect(self.place).and_then(|(login, lacks)| {
            self.login = Some(login);
            self.tell_all()?;
            Ok(lacks)
        });
        match found {
            Ok(lacks) => {
                (self.wait, self.complained) = (FIRST, false);
                self.say(&Said::Here { lacks })?;
                let awake = self.login.as_mut().map(Login::awake);
                match awake {
                    Some(Ok(awake)) => self.say(&Said::Awake(awake)),
                    _ => Ok(()),
                }
            }
            Err(error) => {
                self.wait = self.wait.saturating_mul(2).min(LAST);
                self.lost(&error)
            }
        }
    }

    /// The connection is of no use any more.
    fn lost(&mut self, error: &Error) -> Result<(), Gone> {
        self.login = None;
        if std::mem::replace(&mut self.complained, true) {
            return Ok(());
        }
        self.say(&Said::Away(error.to_string()))?;
        self.say(&Said::Awake(false))
    }

    /// Tells a service that knows nothing yet how things are to be.
    fn tell_all(&mut self) -> Result<(), Error> {
        let (locked, idle, lid) = (self.wanted.locked, self.wanted.idle, self.wanted.lid);
        let Some(login) = &mut self.login else {
            return Ok(());
        };
        login.hint("SetLockedHint", locked)?;
        login.hint("SetIdleHint", idle)?;
        // A lid that is not ours is no reason to do without the rest.
        let _ = login.hold_lid(lid);
        Ok(())
    }

    fn hear_core(&mut self) -> Result<(), Gone> {
        loop {
            let told = match receive::<Tell>(&self.core, Wait::No) {
                Ok(told) => told.message,
                Err(PostError::Nothing) => return Ok(()),
                Err(PostError::End | PostError::Bad) => return Err(Gone),
            };
            match told {
                Tell::Locked(locked) => self.wanted.locked = locked,
                Tell::Idle(idle) => self.wanted.idle = idle,
                Tell::Lid(lid) => self.wanted.lid = lid,
                Tell::Hidden => {}
                Tell::Light { brighter } => {
                    let light = Said::Light(self.step_light(brighter));
                    self.say(&light)?;
                }
            }
            let Some(login) = &mut self.login else {
                continue;
            };
            let done = match told {
                Tell::Locked(locked) => login.hint("SetLockedHint", locked),
                Tell::Idle(idle) => login.hint("SetIdleHint", idle),
                Tell::Lid(lid) => {
                    let _ = login.hold_lid(lid);
                    Ok(())
                }
                Tell::Hidden => {
                    login.let_sleep();
                    Ok(())
                }
                Tell::Light { .. } => Ok(()),
            };
            if let Err(error) = done {
                self.lost(&error)?;
            }
        }
    }

    /// A step brighter or darker; how bright that is, or why nothing came of it.
    fn step_light(&mut self, brighter: bool) -> Result<u8, String> {
        let Some(light) = &mut self.light else {
            return Err("the machine has no screen whose light can be changed".to_owned());
        };
        let silent = format!("{}: the kernel does not say how bright it is", light.name);
        let Some((now, next)) = light.step(brighter) else {
            return Err(silent);
        };
        if next != now {
            let Some(login) = &mut self.login else {
                return Err("the login service is not reached".to_owned());
            };
            let set = login.set_light(&light.name, next);
            set.map_err(|error| format!("{}: {error}", light.name))?;
        }
        light.percent().ok_or(silent)
    }

    fn hear_login(&mut self) -> Result<(), Gone> {
        let Some(login) = &mut self.login else {
            return Ok(());
        };
        match login.hear() {
            Ok(heard) => heard.iter().try_for_each(|said| self.say(said)),
            Err(error) => self.lost(&error),
        }
    }

    fn say(&self, said: &Said) -> Result<(), Gone> {
        send(&self.core, &packed(said), &[], Wait::Yes).map_err(|_| Gone)
    }
}
