//! Keepers: they start conversations, and each other, with the rights that the core gave up.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use lisere_post::{Wait, packed, receive, send};
use serde::{Deserialize, Serialize};

use crate::pam::{self, Library};
use crate::service::{Unable, find};

/// The first argument of a keeper.
pub const KEEPER: &str = "keeper";
/// The first argument of a conversation.
pub const TALK: &str = "talk";

/// What a keeper is to start, at the socket that comes along.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum Start {
    /// Another keeper.
    Keeper,
    /// A conversation.
    Talk,
}

/// Whose password it is.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The name that is logged in with.
    pub name: String,
    /// The person's own name, or "".
    pub called: String,
}

/// The first that a keeper says: whose password is asked for, or why none can be.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Greeting {
    /// The person.
    pub person: Person,
    /// By which service of PAM, or why by none.
    pub service: Result<String, Unable>,
}

impl Greeting {
    /// Looks at this machine.
    #[must_use]
    pub fn here() -> Greeting {
        let person = pam::person();
        let service = Library::load().and_then(|_| find());
        let service = match &person {
            Ok(_) => service,
            Err(error) => Err(error.clone()),
        };
        Greeting {
            person: person.unwrap_or_default(),
            service: service.map(str::to_owned),
        }
    }
}

/// Serves the core at the other end of `socket` until it is gone.
pub fn serve(socket: impl AsFd, program: &Path) {
    let greeted = send(&socket, &packed(&Greeting::here()), &[], Wait::Yes);
    if greeted.is_err() {
        return;
    }
    let mut children: Vec<Child> = Vec::new();
    while let Ok(asked) = receive::<Start>(&socket, Wait::Yes) {
        children.retain_mut(|child| matches!(child.try_wait(), Ok(None)));
        let mut fds = asked.fds.into_iter();
        if let (Some(end), None) = (fds.next(), fds.next()) {
            // Who is not started closes its socket by that, which the core hears.
            children.extend(command(program, asked.message, end).spawn());
        }
    }
}

/// How a keeper or a conversation is started at a socket.
#[must_use]
pub fn command(program: &Path, what: Start, socket: OwnedFd) -> Command {
    let mut command = Command::new(program);
    let mode = match what {
        Start::Keeper => KEEPER,
        Start::Talk => TALK,
    };
    command
        .arg(mode)
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::from(socket))
        .stdout(Stdio::null());
    command
}

/// Has a keeper start something at `socket`, never waiting.
///
/// # Errors
/// When the keeper has gone.
pub fn ask(
    keeper: impl AsFd,
    what: Start,
    socket: BorrowedFd<'_>,
) -> Result<(), rustix::io::Errno> {
    send(keeper, &packed(&what), &[socket], Wait::No)
}
