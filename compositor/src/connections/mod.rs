//! Who is connected and whose turn it is to be heard: no client keeps the core to itself.

mod queue;
mod valve;

use std::collections::{HashMap, HashSet};
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use lisere_gate::{Claim, Peer};
use lisere_policy::CageId;
use rustix::buffer::spare_capacity;
use rustix::event::epoll;
use rustix::io::{Errno, retry_on_intr};
use smithay::reexports::wayland_server::Display;
use smithay::reexports::wayland_server::backend::ClientId;

use crate::cages::{ClientFault, Departures};
use crate::clock::Moment;
use crate::harden::leaves_reserve;
use crate::identity::Visitor;
use crate::state::Compositor;
use queue::Queue;
use valve::{Identity, Valve};

/// How long clients are heard between two turns: a quarter of a frame at 60 Hz, so
/// that input and drawing come in between.
const BUDGET: Duration = Duration::from_millis(4);

/// Every connection, and those that have something to say.
///
/// The display has a set of its own that it would read until nobody says anything
/// more, which a client can put off for ever; that one is left alone.
#[derive(Debug)]
pub struct Connections {
    roll: Departures,
    set: OwnedFd,
    links: HashMap<u64, Link>,
    /// The next connection's number in the set; none is used twice.
    next: u64,
    waiting: Queue,
    frozen: HashSet<CageId>,
    /// Left, but still with objects in the display.
    unburied: Vec<ClientId>,
    departed: Vec<(CageId, ClientId)>,
    valve: Option<Valve>,
}

/// What is kept of a connection beside the display.
#[derive(Debug)]
pub(crate) struct Link {
    cage: CageId,
    /// Nobody, until the display has taken the client.
    client: Option<ClientId>,
    /// A descriptor of our own for the connection's stream.
    stream: OwnedFd,
    /// The number of the display's descriptor for it.
    number: RawFd,
    identity: Identity,
    /// Who came, and when, if that was told.
    visitor: Option<(Visitor, Moment)>,
}

/// What is known of a client beside what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its connection; counts through the session from 1, as the journal does.
    pub connection: u64,
    /// The process that came to the cage's socket, and when.
    pub peer: Option<(Peer, Moment)>,
    /// What is said of it by the program at whose security context it came in.
    pub claim: Option<Claim>,
}

impl Link {
    /// Keeps hold of a stream that is about to be given to the display.
    pub(crate) fn of(stream: &UnixStream, cage: CageId) -> io::Result<Link> {
        let ours = stream.as_fd().try_clone_to_owned()?;
        if !leaves_reserve(ours.as_raw_fd()) {
            return Err(Errno::MFILE.into());
        }
        Ok(Link {
            cage,
            client: None,
            stream: ours,
            number: stream.as_raw_fd(),
            identity: Identity::of(stream.as_fd())?,
            visitor: None,
        })
    }
}

impl AsFd for Connections {
    /// Can be read while somebody has something to say.
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.set.as_fd()
    }
}

impl Connections {
    /// Nobody yet.
    ///
    /// # Errors
    /// When the system has no descriptor left.
    pub fn new() -> io::Result<Connections> {
        Ok(Connections {
            roll: Departures::default(),
            set: epoll::create(epoll::CreateFlags::CLOEXEC)?,
            links: HashMap::new(),
            next: 0,
            waiting: Queue::default(),
            frozen: HashSet::new(),
            unburied: Vec::new(),
            departed: Vec::new(),
            valve: None,
        })
    }

    /// From now on, on the calling thread, a client that keeps talking while it is
    /// heard is put off until its next turn after 5 to 10 ms.
    ///
    /// # Errors
    /// When the system has no timer or descriptor left.
    pub fn bound_talk(&mut self) -> io::Result<()> {
        self.valve = Some(Valve::new()?);
        Ok(())
    }

    /// Who is counted as connected.
    pub(crate) fn roll(&self) -> &Departures {
        &self.roll
    }

    /// How many clients of a cage are connected.
    #[must_use]
    pub fn clients_of(&self, cage: CageId) -> usize {
        self.roll.clients_of(cage)
    }

    /// Listens to a client from now on.
    pub(crate) fn add(&mut self, client: ClientId, mut link: Link) -> io::Result<()> {
        link.client = Some(client);
        let number = self.next;
        if !self.frozen.contains(&link.cage) {
            listen(&self.set, number, &link)?;
        }
        self.next = self.next.wrapping_add(1);
        self.links.insert(number, link);
        Ok(())
    }

    /// Says who the client is that was added last, and when it came.
    pub fn introduce(&mut self, visitor: Visitor, moment: Moment) {
        if let Some(last) = self.next.checked_sub(1)
            && let Some(link) = self.links.get_mut(&last)
        {
            link.visitor = Some((visitor, moment));
        }
    }

    /// What is known of a client that is connected.
    #[must_use]
    pub fn known(&self, client: &ClientId) -> Option<Known> {
        let mut links = self.links.iter();
        let (number, link) = links.find(|(_, link)| link.client.as_ref() == Some(client))?;
        Some(Known {
            connection: number.saturating_add(1),
            peer: link.visitor.as_ref().map(|(who, at)| (who.peer, *at)),
            claim: link.visitor.as_ref().and_then(|(who, _)| who.claim.clone()),
        })
    }

    /// Stops or resumes listening to a cage. What its clients say meanwhile waits in
    /// their sockets and costs nothing.
    ///
    /// # Errors
    /// When the system has no memory to listen to a client that is resumed; the cage
    /// counts as thawed all the same.
    pub fn set_frozen(&mut self, cage: CageId, frozen: bool) -> io::Result<()> {
        let changed = if frozen {
            self.frozen.insert(cage)
        } else {
            self.frozen.remove(&cage)
        };
        if !changed {
            return Ok(());
        }
        self.waiting.forget(cage);
        let mut done = Ok(());
        for (number, link) in self.links.iter().filter(|(_, link)| link.cage == cage) {
            let result = if frozen {
                epoll::delete(&self.set, &link.stream).map_err(io::Error::from)
            } else {
                listen(&self.set, *number, link)
            };
            done = done.and(result);
        }
        done
    }

    /// Whether a cage is not listened to.
    #[must_use]
    pub fn frozen(&self, cage: CageId) -> bool {
        self.frozen.contains(&cage)
    }

    /// The clients of a cage that are connected.
    pub(crate) fn clients(&self, cage: CageId) -> Vec<ClientId> {
        let links = self.links.values().filter(|link| link.cage == cage);
        links.filter_map(|link| link.client.clone()).collect()
    }

    /// Takes the list of those that have left since it was last taken.
    pub(crate) fn take_departed(&mut self) -> Vec<(CageId, ClientId)> {
        self.strike_out();
        std::mem::take(&mut self.departed)
    }

    /// Takes the list of those that were ended for a fault since it was last taken.
    pub(crate) fn take_faults(&self) -> Vec<ClientFault> {
        self.roll.take_faults()
    }

    /// How many connections there have been.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.next
    }

    /// Whether somebody has left whom `bury` has not seen to.
    #[must_use]
    pub fn unburied(&self) -> bool {
        !self.unburied.is_empty() || self.roll.any_gone()
    }

    /// Forgets the connections of those that have left.
    fn strike_out(&mut self) {
        for (cage, client) in self.roll.take() {
            let mut dead = self
                .links
                .extract_if(|_, link| link.client.as_ref() == Some(&client));
            if let Some((number, link)) = dead.next() {
                drop(dead);
                // Whoever is frozen is not in the set; the display's descriptor
                // would keep anyone else there.
                let _ = epoll::delete(&self.set, &link.stream);
                self.waiting.remove(cage, number);
            }
            self.unburied.push(client.clone());
            self.departed.push((cage, client));
        }
    }

    /// Puts whoever has something to say in the queue.
    fn look(&mut self) {
        let mut ready = Vec::<epoll::Event>::with_capacity(self.links.len().max(1));
        let at_once = rustix::time::Timespec::default();
        let waited =
            retry_on_intr(|| epoll::wait(&self.set, spare_capacity(&mut ready), Some(&at_once)));
        if let Err(error) = waited {
            tracing::error!(%error, "looking who has something to say");
        }
        for event in ready {
            let number = event.data.u64();
            if let Some(link) = self.links.get(&number) {
                self.waiting.push(link.cage, number);
            }
        }
    }

    /// Whose turn it is.
    fn begin(&mut self) -> Option<(u64, ClientId)> {
        loop {
            let number = self.waiting.pop()?;
            let Some(link) = self.links.get(&number) else {
                continue;
            };
            let Some(client) = link.client.clone() else {
                continue;
            };
            if let Some(valve) = &mut self.valve {
                valve.begin(link.number, link.identity);
            }
            return Some((number, client));
        }
    }

    fn end(&mut self, number: u64) {
        let Some(valve) = &mut self.valve else {
            return;
        };
        let Some(link) = self.links.get(&number) else {
            return;
        };
        if valve.end(link.number, link.stream.as_fd()) {
            tracing::debug!(
                cage = link.cage.index(),
                "a client that talks without pause waits for its next turn"
            );
        }
    }
}

fn listen(set: &OwnedFd, number: u64, link: &Link) -> io::Result<()> {
    let data = epoll::EventData::new_u64(number);
    Ok(epoll::add(set, &link.stream, data, epoll::EventFlags::IN)?)
}

/// Hears clients that have something to say, each at most once and the cages by
/// turns, until the time for it is up. Returns how many requests were carried out.
pub fn dispatch(display: &mut Display<Compositor>, core: &mut Compositor) -> usize {
    // First, so that nobody's turn is spent on what another left behind.
    bury(display, core);
    let end = core.clock.now().after(BUDGET);
    let mut handled = 0_usize;
    core.connections.look();
    while let Some((number, client)) = core.connections.begin() {
        // Faults of a client are told to it and its departure is noted by itself.
        let heard = display.backend().dispatch_single_client(core, client);
        core.connections.end(number);
        handled = handled.saturating_add(heard.unwrap_or(0));
        if core.clock.now() >= end {
            break;
        }
    }
    bury(display, core);
    handled
}

/// Takes what clients that have left still had in the display.
pub fn bury(display: &mut Display<Compositor>, core: &mut Compositor) {
    core.connections.strike_out();
    for client in std::mem::take(&mut core.connections.unburied) {
        // An error only says that the client is gone, which is why it is asked.
        let _ = display.backend().dispatch_single_client(core, client);
    }
}
