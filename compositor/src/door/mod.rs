//! The door: one listening socket per cage, in folders that only we can enter.

mod endpoint;
mod error;
mod folder;
mod lock;
#[cfg(test)]
mod tests;

use std::os::unix::net::UnixListener;
use std::path::Path;
use std::rc::Rc;

use lisere_policy::CageId;

pub(crate) use self::endpoint::Endpoint;
pub use self::error::{DoorError, Flaw};
pub(crate) use self::folder::{Folder, Leftover};
use self::lock::Lock;

/// Our folder in the runtime folder.
pub(crate) const HOME: &str = "lisere";
const CAGES: &str = "cages";
const SOCKET: &str = "wayland-0";

/// One cage's socket.
#[derive(Debug)]
struct Entrance {
    cage: CageId,
    name: String,
    endpoint: Endpoint,
}

/// Every cage's socket, at `$XDG_RUNTIME_DIR/lisere/cages/NAME/wayland-0`.
/// Dropping it removes exactly what it made, as far as it is empty.
#[derive(Debug)]
pub struct Door {
    entrances: Vec<Entrance>,
    cages: Folder,
    home: Folder,
    runtime: Folder,
    lock: Lock,
}

impl Door {
    /// Takes the instance lock and listens for every cage.
    ///
    /// # Errors
    /// When another instance runs, or a folder or socket can't be trusted. Nothing
    /// that we did not make is ever removed.
    pub fn open(runtime_dir: &Path, cages: &[(CageId, String)]) -> Result<Self, DoorError> {
        let runtime = Folder::runtime(runtime_dir)?;
        let (lock, home) = Lock::take(&runtime, HOME)?;
        let mut door = Self {
            entrances: Vec::with_capacity(cages.len()),
            cages: home.enter(CAGES)?,
            home,
            runtime,
            lock,
        };
        for (cage, name) in cages {
            door.add(*cage, name)?;
        }
        Ok(door)
    }

    fn add(&mut self, cage: CageId, name: &str) -> Result<(), DoorError> {
        if !plain(name) {
            return Err(DoorError::Name(name.to_owned()));
        }
        let folder = Rc::new(self.cages.enter(name)?);
        self.entrances.push(Entrance {
            cage,
            name: name.to_owned(),
            endpoint: Endpoint::open(&folder, SOCKET)?,
        });
        Ok(())
    }

    /// Every cage with the socket to watch for reading.
    pub fn listeners(&self) -> impl Iterator<Item = (CageId, &UnixListener)> {
        self.entrances
            .iter()
            .map(|entrance| (entrance.cage, entrance.endpoint.listener()))
    }

    /// Where a cage's programs connect.
    #[must_use]
    pub fn socket(&self, cage: CageId) -> Option<&Path> {
        self.entrance(cage).map(|entrance| entrance.endpoint.path())
    }

    /// Stops listening and tidies up, as dropping does.
    pub fn close(self) {}

    fn entrance(&self, cage: CageId) -> Option<&Entrance> {
        self.entrances.iter().find(|entrance| entrance.cage == cage)
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        let names: Vec<String> = self
            .entrances
            .drain(..)
            .map(|entrance| entrance.name)
            .collect();
        if !self.lock.ours() {
            return;
        }
        for name in names {
            self.cages.remove_empty(&name);
        }
        self.home.remove_empty(CAGES);
        self.lock.remove(&self.home);
        self.runtime.remove_empty(HOME);
    }
}

/// Whether a name can name a folder; policies know only such names, but the door trusts nobody.
fn plain(name: &str) -> bool {
    let part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !name.is_empty() && name.len() <= 64 && name.bytes().all(part)
}
