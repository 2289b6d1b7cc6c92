//! One conversation with PAM, from its first question to its verdict.

use std::os::fd::AsFd;
use std::path::Path;

use crate::message::{Said, Secret, Wait, Why, answered, say};
use crate::pam::{self, Library};
use crate::service::{Unable, find};

/// Whom PAM speaks to.
pub trait Talk {
    /// Asks something; `None` when nobody will ever answer.
    fn ask(&mut self, text: &str, echo: bool) -> Option<Secret>;
    /// Tells something, or a fault.
    fn tell(&mut self, text: &str, fault: bool);
}

/// The core at the other end of a socket.
struct Core<S>(S);

impl<S: AsFd> Talk for Core<S> {
    fn ask(&mut self, text: &str, echo: bool) -> Option<Secret> {
        let text = text.to_owned();
        say(&self.0, &Said::Prompt { text, echo }).ok()?;
        answered(&self.0, Wait::Yes).ok()
    }

    fn tell(&mut self, text: &str, fault: bool) {
        let text = text.to_owned();
        let said = if fault {
            Said::Error(text)
        } else {
            Said::Info(text)
        };
        // Who has gone is noticed with the next question.
        let _ = say(&self.0, &said);
    }
}

/// Holds one conversation with the core at the other end of `socket`, and says the verdict.
///
/// # Errors
/// When nobody can be asked; the core is told so too.
pub fn hold(socket: impl AsFd) -> Result<(), Unable> {
    let held = converse(&mut Core(socket.as_fd()), None);
    let said = match &held {
        Ok(Ok(())) => Said::Passed,
        Ok(Err(why)) => Said::Failed(*why),
        Err(_) => Said::Failed(Why::Broken(0)),
    };
    // Without a verdict heard, nothing is unlocked.
    let _ = say(&socket, &said);
    held.map(drop)
}

/// Asks PAM whether whoever answers is the user that this process runs as. `services` is the
/// folder of services, for tests; the system's own otherwise.
///
/// # Errors
/// When nobody can be asked. Within, why the answer is no.
pub fn converse(
    talk: &mut dyn Talk,
    services: Option<(&Path, &str)>,
) -> Result<Result<(), Why>, Unable> {
    let library = Library::load()?;
    let person = pam::person()?;
    let service = match services {
        Some((_, service)) => service,
        None => find()?,
    };
    let folder = services.map(|(folder, _)| folder);
    Ok(library.ask((service, folder), &person.name, talk))
}

/// Whether services can be looked for in a folder of one's own here.
#[must_use]
pub fn folder_known() -> bool {
    Library::load().is_ok_and(|library| library.takes_folder())
}
