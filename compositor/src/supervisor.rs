//! Whoever started the session and waits for a word of it, by the protocol of `sd_notify`.

use std::ffi::OsStr;
use std::io;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram};

/// The variable that says where.
const VARIABLE: &str = "NOTIFY_SOCKET";

/// A supervisor, or nobody. It is found before files are given up.
#[derive(Debug, Default)]
pub struct Supervisor(Option<UnixDatagram>);

impl Supervisor {
    /// The one that the environment names. One that cannot be reached is logged and done
    /// without: the session is worth more than the word.
    #[must_use]
    pub fn of_environment() -> Supervisor {
        let named = std::env::var_os(VARIABLE).filter(|name| !name.is_empty());
        let Some(named) = named else {
            return Supervisor::default();
        };
        Supervisor::named(&named).unwrap_or_else(|error| {
            tracing::warn!(%error, "{VARIABLE} names no socket of a supervisor");
            Supervisor::default()
        })
    }

    /// The one at `name`: an absolute path, or `@` and an abstract name.
    ///
    /// # Errors
    /// When `name` is neither, or nobody listens there.
    pub fn named(name: &OsStr) -> io::Result<Supervisor> {
        let address = match name.as_bytes() {
            [b'@', hidden @ ..] => SocketAddr::from_abstract_name(hidden)?,
            [b'/', ..] => SocketAddr::from_pathname(name)?,
            _ => return Err(io::ErrorKind::InvalidInput.into()),
        };
        let socket = UnixDatagram::unbound()?;
        socket.connect_addr(&address)?;
        // A supervisor that does not read must not hold the session up.
        socket.set_nonblocking(true)?;
        Ok(Supervisor(Some(socket)))
    }

    /// The session answers.
    pub fn ready(&self) {
        self.say("READY=1\nSTATUS=The session runs.");
    }

    /// The session ends.
    pub fn stopping(&self) {
        self.say("STOPPING=1");
    }

    fn say(&self, words: &str) {
        let Some(socket) = &self.0 else { return };
        if let Err(error) = socket.send(words.as_bytes()) {
            tracing::warn!(%error, "the supervisor was not told");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(socket: &UnixDatagram) -> String {
        let mut bytes = [0; 256];
        let length = socket.recv(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes[..length]).into_owned()
    }

    #[test]
    fn a_supervisor_hears_both_words() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notify");
        let ear = UnixDatagram::bind(&path).unwrap();
        let supervisor = Supervisor::named(path.as_os_str()).unwrap();
        supervisor.ready();
        supervisor.stopping();
        assert!(heard(&ear).starts_with("READY=1\n"));
        assert_eq!(heard(&ear), "STOPPING=1");
    }

    #[test]
    fn a_name_may_be_abstract() {
        let name = format!("lisere-test-{}", std::process::id());
        let address = SocketAddr::from_abstract_name(&name).unwrap();
        let ear = UnixDatagram::bind_addr(&address).unwrap();
        let named = format!("@{name}");
        Supervisor::named(OsStr::new(&named)).unwrap().stopping();
        assert_eq!(heard(&ear), "STOPPING=1");
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for name in ["relative/path", "vsock:2:1234", "/nowhere/at/all"] {
            assert!(Supervisor::named(OsStr::new(name)).is_err(), "{name}");
        }
        Supervisor::default().ready();
    }
}
