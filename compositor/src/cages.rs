//! Admission: the one place where a connection becomes a client, and gets its cage for life.

use std::collections::HashMap;
use std::io;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex};

use lisere_policy::CageId;
use smithay::reexports::wayland_server::backend::{ClientData, ClientId, DisconnectReason};
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::reexports::wayland_server::{Client, DisplayHandle, Resource};
use smithay::wayland::compositor::CompositorClientState;

use crate::connections::{Connections, Link};

/// Bytes of unread output a client may leave before it is killed. The library's
/// 4 KiB default kills honest clients that are busy for a moment.
const UNREAD_OUTPUT: usize = 1 << 20;

/// What the core keeps with each client.
#[derive(Debug)]
pub struct ClientState {
    /// The cage whose socket the client came through. Never changes.
    cage: CageId,
    /// Smithay's per-client surface state.
    pub(crate) compositor: CompositorClientState,
    gone: Departures,
}

/// Who is here, and who has left since the last turn.
#[derive(Clone, Debug, Default)]
pub struct Departures(Arc<Mutex<Roll>>);

#[derive(Debug, Default)]
struct Roll {
    here: HashMap<CageId, usize>,
    gone: Vec<(CageId, ClientId)>,
    faults: Vec<ClientFault>,
}

/// For what the core ended a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ClientFault {
    /// The client's cage.
    pub(crate) cage: CageId,
    /// The interface of the object concerned.
    pub(crate) interface: String,
    /// The protocol error's code.
    pub(crate) code: u32,
}

impl Departures {
    /// Takes the list of those that have left, leaving it empty.
    pub(crate) fn take(&self) -> Vec<(CageId, ClientId)> {
        self.0
            .lock()
            .map(|mut roll| std::mem::take(&mut roll.gone))
            .unwrap_or_default()
    }

    /// Takes the list of those that were ended for a fault, leaving it empty.
    pub(crate) fn take_faults(&self) -> Vec<ClientFault> {
        self.0
            .lock()
            .map(|mut roll| std::mem::take(&mut roll.faults))
            .unwrap_or_default()
    }

    /// How many clients of a cage are connected.
    #[must_use]
    pub fn clients_of(&self, cage: CageId) -> usize {
        self.0
            .lock()
            .map_or(0, |roll| roll.here.get(&cage).copied().unwrap_or(0))
    }

    /// Whether the list of those that have left is not empty.
    pub(crate) fn any_gone(&self) -> bool {
        self.0.lock().is_ok_and(|roll| !roll.gone.is_empty())
    }

    fn arrive(&self, cage: CageId) {
        if let Ok(mut roll) = self.0.lock() {
            let here = roll.here.entry(cage).or_default();
            *here = here.saturating_add(1);
        }
    }

    fn fault(&self, cage: CageId, interface: &str, code: u32) {
        if let Ok(mut roll) = self.0.lock() {
            roll.faults.push(ClientFault {
                cage,
                interface: interface.to_owned(),
                code,
            });
        }
    }

    fn leave(&self, cage: CageId, client: ClientId) {
        if let Ok(mut roll) = self.0.lock() {
            let here = roll.here.entry(cage).or_default();
            *here = here.saturating_sub(1);
            roll.gone.push((cage, client));
        }
    }
}

impl ClientData for ClientState {
    fn initialized(&self, _client: ClientId) {}

    fn disconnected(&self, client: ClientId, reason: DisconnectReason) {
        match reason {
            DisconnectReason::ConnectionClosed => {
                tracing::debug!(cage = self.cage.index(), "client left")
            }
            DisconnectReason::ProtocolError(error) => {
                tracing::info!(
                    cage = self.cage.index(),
                    interface = error.object_interface,
                    code = error.code,
                    "client ended by a protocol error"
                );
                self.gone
                    .fault(self.cage, &error.object_interface, error.code);
            }
        }
        self.gone.leave(self.cage, client);
    }
}

/// Makes `stream` a client of `cage`. The cage is the caller's word, taken from
/// the socket that the connection came through, never from the stream.
///
/// # Errors
/// When the display cannot take another client, or the system has no descriptor left.
pub fn admit(
    display: &mut DisplayHandle,
    stream: UnixStream,
    cage: CageId,
    connections: &mut Connections,
) -> io::Result<Client> {
    let link = Link::of(&stream, cage)?;
    let gone = connections.roll().clone();
    // Before the client exists: one that cannot be taken is counted as leaving.
    gone.arrive(cage);
    let state = ClientState {
        cage,
        compositor: CompositorClientState::default(),
        gone,
    };
    let client = display.insert_client(stream, Arc::new(state))?;
    client.set_max_buffer_size(display, UNREAD_OUTPUT);
    if let Err(error) = connections.add(client.id(), link) {
        let backend = display.backend_handle();
        backend.kill_client(client.id(), DisconnectReason::ConnectionClosed);
        return Err(error);
    }
    Ok(client)
}

/// The cage of a client; `None` only for a connection that was not admitted here.
#[must_use]
pub fn cage_of(client: &Client) -> Option<CageId> {
    client.get_data::<ClientState>().map(|state| state.cage)
}

/// The cage of the client that made a protocol object.
#[must_use]
pub fn cage_of_object<R: Resource>(object: &R) -> Option<CageId> {
    object.client().as_ref().and_then(cage_of)
}

/// The cage of a surface, while its client lives.
#[must_use]
pub fn cage_of_surface(surface: &WlSurface) -> Option<CageId> {
    cage_of_object(surface)
}
