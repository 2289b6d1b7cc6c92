//! The control socket: requests of trusted programs come in here, a line each, and replies go out.

mod connection;
mod descriptors;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::Write;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::rc::Rc;

use lisere_gate::accept::{BATCH, Backlog, Porter};
use liserectl::{Failure, FailureCode, Reply, Request};
use rustix::buffer::spare_capacity;
use rustix::event::epoll::{self, CreateFlags, Event, EventData, EventFlags};
use rustix::net::sockopt::socket_peercred;
use rustix::process::geteuid;
use rustix::time::Timespec;

use self::connection::{Connection, Next};
use crate::door::{DoorError, Endpoint, Folder, HOME, Leftover};

const NAME: &str = "control";
/// More than a person's scripts and bars need, few enough to bound what they can hold.
pub const CONNECTIONS: usize = 16;
/// The listener among the epoll tokens; connections count from 1.
const LISTENER: u64 = 0;

/// One program that is connected. Numbers are never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectionId(u64);

/// A request, who asked, and the open files that came along.
#[derive(Debug)]
pub struct Asked {
    /// Who is to be answered.
    pub from: ConnectionId,
    /// What is asked.
    pub request: Request,
    /// In the order in which they were sent.
    pub files: Vec<OwnedFd>,
}

/// The control socket and who is connected to it. Watch its descriptor for
/// reading (level-triggered), and call [`ControlSocket::ready`] when it is.
#[derive(Debug)]
pub struct ControlSocket {
    epoll: OwnedFd,
    porter: Porter<Endpoint>,
    connections: BTreeMap<ConnectionId, Connection>,
    last: u64,
    /// Who has gone without waiting for the reply.
    left: Vec<ConnectionId>,
    /// Below the endpoint, so that its folder goes after it: whichever of the door
    /// and this socket goes last takes the folder along.
    _home: Leftover,
}

impl ControlSocket {
    /// Listens at `$XDG_RUNTIME_DIR/lisere/control`. Open the door first: it
    /// takes the lock that keeps a second instance out.
    ///
    /// # Errors
    /// As for the door.
    pub fn open(runtime_dir: &Path) -> Result<Self, DoorError> {
        let runtime = Folder::runtime(runtime_dir)?;
        let home = Rc::new(runtime.enter(HOME)?);
        let endpoint = Endpoint::open(&home, NAME)?;
        let failed = |source: std::io::Error| DoorError::System {
            doing: "watch",
            path: endpoint.path().to_owned(),
            source,
        };
        let epoll = epoll::create(CreateFlags::CLOEXEC).map_err(|e| failed(e.into()))?;
        let token = EventData::new_u64(LISTENER);
        epoll::add(&epoll, &endpoint, token, EventFlags::IN).map_err(|e| failed(e.into()))?;
        let path = endpoint.path().to_owned();
        let porter = Porter::new(endpoint).map_err(|source| DoorError::System {
            doing: "keep a descriptor for",
            path,
            source,
        })?;
        Ok(Self {
            epoll,
            porter,
            connections: BTreeMap::new(),
            last: LISTENER,
            left: Vec::new(),
            _home: Leftover::new(runtime, HOME),
        })
    }

    /// Where programs connect.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.porter.listener().path()
    }

    /// Does what is due and returns the requests to answer, at most one of each
    /// connection. Its next one waits until this one has its reply.
    pub fn ready(&mut self) -> Vec<Asked> {
        let mut asked = Vec::new();
        for (token, flags) in self.events() {
            if token == LISTENER {
                self.accept();
            } else {
                asked.extend(self.serve(ConnectionId(token), flags));
            }
        }
        asked
    }

    /// Sends a reply. A connection that is gone needs none.
    pub fn reply(&mut self, id: ConnectionId, reply: &Reply) {
        let kept = self
            .connections
            .get_mut(&id)
            .is_none_or(|connection| connection.reply(reply));
        if kept {
            self.settle(id);
        } else {
            self.drop_connection(id);
        }
    }

    /// Says something before the reply, such as how far it has come.
    pub fn tell(&mut self, id: ConnectionId, reply: &Reply) {
        if let Some(connection) = self.connections.get_mut(&id) {
            connection.tell(reply);
            self.settle(id);
        }
    }

    /// Whether somebody who listens has read all that was said.
    #[must_use]
    pub fn caught_up(&self, id: ConnectionId) -> bool {
        self.connections.get(&id).is_some_and(Connection::caught_up)
    }

    /// Says one of many lines to somebody who listens; false when they have so much to read
    /// that it was left out, unless it is to be said `whatever` there is.
    pub fn tell_line(&mut self, id: ConnectionId, line: &[u8], whatever: bool) -> bool {
        let connection = self.connections.get_mut(&id);
        let told = connection.is_some_and(|connection| connection.tell_line(line, whatever));
        self.settle(id);
        told
    }

    /// Those who have gone without waiting for their reply, since this was last asked.
    pub fn take_left(&mut self) -> Vec<ConnectionId> {
        std::mem::take(&mut self.left)
    }

    fn events(&self) -> Vec<(u64, EventFlags)> {
        let mut events: Vec<Event> = Vec::with_capacity(CONNECTIONS + 1);
        let now = Timespec::default();
        match epoll::wait(&self.epoll, spare_capacity(&mut events), Some(&now)) {
            Ok(_) => events
                .iter()
                .map(|event| (event.data.u64(), event.flags))
                .collect(),
            Err(error) => {
                tracing::debug!(%error, "nothing to be read from the control socket");
                Vec::new()
            }
        }
    }

    fn accept(&mut self) {
        let mut arrived = Vec::new();
        let backlog = self
            .porter
            .accept(BATCH, &mut |stream| arrived.push(stream));
        if let Backlog::Stuck(error) = backlog {
            tracing::debug!(%error, "can't accept a control connection");
        }
        for stream in arrived {
            self.admit(stream);
        }
    }

    fn admit(&mut self, mut stream: UnixStream) {
        if !same_user(&stream) {
            tracing::warn!("another user's program tried the control socket");
            return;
        }
        if self.connections.len() >= CONNECTIONS {
            let message = format!("{CONNECTIONS} programs are connected already");
            let help = "end one of them, or try again later";
            let failure = Failure::new(FailureCode::NotAllowed, message, help);
            // Best effort: a fresh socket's buffer has room for a line.
            let _ = stream.write(&Reply(Err(failure)).line());
            return;
        }
        self.last = self.last.saturating_add(1);
        let token = EventData::new_u64(self.last);
        match epoll::add(&self.epoll, &stream, token, EventFlags::IN) {
            Ok(()) => {
                self.connections
                    .insert(ConnectionId(self.last), Connection::new(stream));
            }
            Err(error) => tracing::warn!(%error, "can't watch a control connection"),
        }
    }

    fn serve(&mut self, id: ConnectionId, flags: EventFlags) -> Option<Asked> {
        let connection = self.connections.get_mut(&id)?;
        let waited = connection.waits();
        let next = connection.serve(flags);
        // Nothing was replied meanwhile: it hung up.
        if waited && (!connection.waits() || matches!(next, Next::Request(..))) {
            self.left.push(id);
        }
        match next {
            Next::Wait => self.settle(id),
            Next::Close => self.drop_connection(id),
            Next::Request(request, files) => {
                self.settle(id);
                let from = id;
                return Some(Asked {
                    from,
                    request,
                    files,
                });
            }
        }
        None
    }

    /// Watches for what the connection now waits for.
    fn settle(&mut self, id: ConnectionId) {
        let Some(connection) = self.connections.get(&id) else {
            return;
        };
        let token = EventData::new_u64(id.0);
        if let Err(error) = epoll::modify(&self.epoll, connection, token, connection.interest()) {
            tracing::warn!(%error, "can't watch a control connection");
            self.drop_connection(id);
        }
    }

    fn drop_connection(&mut self, id: ConnectionId) {
        if let Some(connection) = self.connections.remove(&id) {
            let _ = epoll::delete(&self.epoll, &connection);
        }
    }
}

impl AsFd for ControlSocket {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.epoll.as_fd()
    }
}

/// Whether the program at the other end runs as our user. The folder keeps others
/// out; this keeps out who was handed a descriptor.
fn same_user(stream: &UnixStream) -> bool {
    socket_peercred(stream).is_ok_and(|peer| peer.uid == geteuid())
}
