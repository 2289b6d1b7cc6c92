//! A core and its clients in one thread, joined by socket pairs.

use std::io::Read;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;

use lisere::backend::headless::RendererChoice;
use lisere::backend::{Backend, Headless};
use lisere::cages;
use lisere::clock::Clock;
use lisere::connections::dispatch;
use lisere::preferences::Preferences;
use lisere::seat::SurfacePoint;
use lisere::state::{Compositor, backdrop_colour};
use lisere_policy::{CageId, Policy};
use smithay::reexports::wayland_server::Display;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface as ServerSurface;
use wayland_client::Proxy;
use wayland_client::protocol::wl_surface::WlSurface;

use crate::client::Peer;

pub struct World {
    display: Display<Compositor>,
    pub core: Compositor,
}

impl World {
    pub fn new() -> World {
        let display = Display::new().unwrap();
        let handle = display.handle();
        let policy = Policy::preset("home").unwrap();
        let software = Headless::new(RendererChoice::Pixman, backdrop_colour(&policy)).unwrap();
        let backend = Backend::Headless(software);
        let clock = Clock::Manual(Default::default());
        let core = Compositor::new(handle, policy, Preferences::default(), backend, clock).unwrap();
        World { display, core }
    }

    pub fn cage(&self, number: usize) -> CageId {
        self.core.policy.cages()[number].id()
    }

    /// Connects a client to a cage and binds everything.
    pub fn connect(&mut self, cage: usize) -> Peer {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let id = self.cage(cage);
        let connections = &mut self.core.connections;
        let client = cages::admit(&mut self.core.display, ours, id, connections).unwrap();
        let mut peer = Peer::new(theirs, client, id);
        self.settle(&mut [&mut peer]);
        peer.bind();
        self.settle(&mut [&mut peer]);
        peer.log.events.clear();
        peer
    }

    /// Runs until a few rounds have carried everything there is.
    pub fn settle(&mut self, peers: &mut [&mut Peer]) {
        for _ in 0..4 {
            for peer in &mut *peers {
                peer.flush();
            }
            dispatch(&mut self.display, &mut self.core);
            self.display.flush_clients().unwrap();
            for peer in &mut *peers {
                peer.read();
            }
        }
    }

    pub fn surface(&self, peer: &Peer, surface: &WlSurface) -> ServerSurface {
        let number = surface.id().protocol_id();
        peer.client
            .object_from_protocol_id(&self.core.display, number)
            .unwrap()
    }

    pub fn focus(&mut self, peer: &Peer) {
        let surface = self.surface(peer, &peer.surface);
        self.core.seats.focus_keyboard(Some((peer.cage, surface)));
    }

    pub fn point(&mut self, peer: &Peer, x: f64) {
        let at = SurfacePoint {
            cage: peer.cage,
            surface: self.surface(peer, &peer.surface),
            local: (x, 1.0).into(),
        };
        self.core.seats.point_at(Some(at), 7);
        self.core.seats.pointer_frame();
    }

    pub fn touch(&mut self, peer: &Peer, slot: i32) {
        let at = SurfacePoint {
            cage: peer.cage,
            surface: self.surface(peer, &peer.surface),
            local: (1.0, 1.0).into(),
        };
        self.core.seats.touch_down(slot, &at, 7);
    }

    /// The protocol error a client was ended by.
    pub fn error(&mut self, peer: &mut Peer) -> Option<(String, u32)> {
        self.settle(&mut [&mut *peer]);
        let error = peer.connection.protocol_error()?;
        Some((error.object_interface, error.code))
    }
}

/// Reads all there is, to the end of the file.
pub fn read_all(fd: OwnedFd) -> String {
    let mut text = String::new();
    std::fs::File::from(fd).read_to_string(&mut text).unwrap();
    text
}
