//! The processes that begin conversations: two, so that each can replace the other one.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::process::Child;

use lisere_auth::keeper::{ask, command};
use lisere_auth::message::{Wait, pair};
use lisere_auth::{Greeting, Start};
use lisere_post::receive;

use super::Begin;
use crate::harden::spawn;

/// Both of them, and how to do without.
struct Keepers {
    program: PathBuf,
    posts: [Option<OwnedFd>; 2],
    /// Those that the core itself started, to be buried.
    children: Vec<Child>,
}

/// Starts the keepers, before the core gives up its rights. Returns what the first says of
/// this machine, and how conversations are begun.
///
/// # Errors
/// When no process can be started, or it says nothing.
pub fn start(program: &Path) -> io::Result<(Greeting, Begin)> {
    let mut keepers = Keepers {
        program: program.to_owned(),
        posts: [None, None],
        children: Vec::new(),
    };
    let first = keepers.spawn(Start::Keeper)?;
    // It has little else to do, and whether the screen can be locked depends on its word.
    let greeting = receive::<Greeting>(&first, Wait::Yes);
    let greeting = greeting.map_err(io::Error::other)?.message;
    keepers.posts[0] = Some(first);
    keepers.posts[1] = Some(keepers.spawn(Start::Keeper)?);
    Ok((greeting, Box::new(move || keepers.begin())))
}

impl Keepers {
    /// Has whoever is there begin a conversation, and each replace the other if it is gone.
    fn begin(&mut self) -> io::Result<OwnedFd> {
        self.children
            .retain_mut(|child| matches!(child.try_wait(), Ok(None)));
        let (ours, theirs) = pair()?;
        let mut begun = false;
        for post in &mut self.posts {
            if begun {
                break;
            }
            begun = post
                .as_ref()
                .is_some_and(|post| ask(post, Start::Talk, theirs.as_fd()).is_ok());
            if !begun {
                *post = None;
            }
        }
        self.replace();
        if begun {
            return Ok(ours);
        }
        // Without keepers there are none of their rights either; some modules need none.
        tracing::warn!("both keepers of the lock are gone: the core asks by itself");
        drop((ours, theirs));
        self.spawn(Start::Talk)
    }

    /// Who is left starts another one in place of who is gone.
    fn replace(&mut self) {
        let (gone, left): (Vec<_>, Vec<_>) = self.posts.iter_mut().partition(|post| post.is_none());
        let Some(left) = left.into_iter().flatten().next() else {
            return;
        };
        for post in gone {
            let Ok((ours, theirs)) = pair() else { return };
            if ask(&*left, Start::Keeper, theirs.as_fd()).is_ok() {
                tracing::info!("a keeper of the lock was gone, and is replaced");
                *post = Some(ours);
            }
        }
    }

    fn spawn(&mut self, what: Start) -> io::Result<OwnedFd> {
        let (ours, theirs) = pair()?;
        let mut command = command(&self.program, what, theirs);
        self.children.push(spawn(&mut command)?);
        Ok(ours)
    }
}
