//! Where the user's sound server is to be found, and when one comes.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::PathBuf;

use rustix::fs::inotify::{CreateFlags, WatchFlags, add_watch, init};
use rustix::io::read;

/// Its folder among the user's sockets, and its socket there.
const FOLDER: &str = "pulse";
const SOCKET: &str = "native";

/// The place of a sound server.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// The folder of the user's sockets.
    runtime: Option<PathBuf>,
    /// Whether the user's environment says where it is, so that it may be anywhere.
    named: bool,
    /// What happens there, while it is watched.
    events: Option<OwnedFd>,
}

impl Place {
    /// As the environment has it.
    pub(super) fn of_environment() -> Self {
        let said = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        Self {
            runtime: said("XDG_RUNTIME_DIR").map(PathBuf::from),
            named: said("PULSE_SERVER").is_some(),
            events: None,
        }
    }

    /// Below this folder.
    #[cfg(test)]
    pub(super) fn below(runtime: &std::path::Path) -> Self {
        Self {
            runtime: Some(runtime.to_owned()),
            ..Self::default()
        }
    }

    /// Whether a server may answer: without a socket none does, and nobody is to start one.
    pub(super) fn there(&self) -> bool {
        let socket = self.folder().map(|folder| folder.join(SOCKET));
        self.named || socket.is_some_and(|socket| socket.exists())
    }

    fn folder(&self) -> Option<PathBuf> {
        self.runtime.as_ref().map(|runtime| runtime.join(FOLDER))
    }

    /// Watches for its coming.
    pub(super) fn watch(&mut self) {
        self.events = self.watcher();
    }

    /// It came.
    pub(super) fn rest(&mut self) {
        self.events = None;
    }

    /// Watches the server's own folder, or until there is one the folder around it, where much
    /// else happens.
    fn watcher(&self) -> Option<OwnedFd> {
        let (runtime, folder) = (self.runtime.as_ref()?, self.folder()?);
        let events = init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK).ok()?;
        let comes = WatchFlags::CREATE | WatchFlags::MOVED_TO | WatchFlags::ONLYDIR;
        let own = comes | WatchFlags::DELETE_SELF | WatchFlags::MOVE_SELF;
        if add_watch(&events, &folder, own).is_err() {
            add_watch(&events, runtime, comes).ok()?;
            // It may have been made in between: then this is the one to watch as well.
            let _ = add_watch(&events, &folder, own);
        }
        Some(events)
    }

    /// Whether something happened there since it was last asked, after which a server may answer.
    pub(super) fn came(&mut self) -> bool {
        let mut bytes = [0; 4_096];
        let mut happened = false;
        while let Some(events) = &self.events
            && read(events, &mut bytes).is_ok_and(|count| count > 0)
        {
            happened = true;
        }
        if happened {
            // There may be another folder now.
            self.watch();
        }
        happened && self.there()
    }

    pub(super) fn watched(&self) -> Option<BorrowedFd<'_>> {
        self.events.as_ref().map(AsFd::as_fd)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn a_server_that_comes_is_seen() {
        let runtime = tempfile::tempdir().unwrap();
        let folder = runtime.path().join(FOLDER);
        let mut place = Place::below(runtime.path());
        place.watch();
        assert!(!place.there() && !place.came());
        // Other things of the user's are nothing to it.
        fs::create_dir(runtime.path().join("other")).unwrap();
        assert!(!place.came());
        fs::create_dir(&folder).unwrap();
        assert!(!place.came(), "only its folder is there");
        let socket = folder.join(SOCKET);
        let server = UnixListener::bind(&socket).unwrap();
        assert!(place.came());
        assert!(!place.came(), "that was all");
        // Where its folder is there, what happens around it wakes nobody.
        fs::create_dir(runtime.path().join("more")).unwrap();
        let mut bytes = [0; 4_096];
        assert!(read(place.events.as_ref().unwrap(), &mut bytes).is_err());
        drop(server);
        fs::remove_dir_all(&folder).unwrap();
        assert!(!place.came());
        fs::create_dir(&folder).unwrap();
        let _server = UnixListener::bind(&socket).unwrap();
        assert!(place.came());
    }

    #[test]
    fn without_a_folder_there_is_nothing_to_see() {
        let mut place = Place::default();
        place.watch();
        assert!(!place.there() && !place.came());
        assert!(place.watched().is_none());
    }
}
