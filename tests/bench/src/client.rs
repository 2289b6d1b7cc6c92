//! A client that has read the registry and bound what a window needs.

use std::io;
use std::path::Path;

use crate::connection::Connection;
use crate::message::{Argument, Event};
use crate::opcode::{display, registry};

/// Damage in buffer pixels begins with this version of `wl_surface`.
const COMPOSITOR: u32 = 4;

/// A client.
#[derive(Debug)]
pub struct Client {
    /// Its connection.
    pub connection: Connection,
    /// Its `wl_compositor`.
    pub compositor: u32,
    /// Its `wl_shm`.
    pub shm: u32,
    /// Its `xdg_wm_base`.
    pub wm_base: u32,
    registry: u32,
    globals: Vec<Global>,
}

#[derive(Debug)]
struct Global {
    name: u32,
    interface: String,
}

impl Client {
    /// Connects to a socket and waits for the registry's answer.
    ///
    /// # Errors
    /// When nobody listens there, or the connection ends.
    pub fn connect(path: &Path) -> io::Result<Self> {
        Self::on(Connection::connect(path)?)
    }

    /// Waits for the registry's answer on a new connection.
    ///
    /// # Errors
    /// When the connection ends.
    pub fn on(mut connection: Connection) -> io::Result<Self> {
        let registry = connection.new_id();
        let id = [Argument::Word(registry)];
        connection.request(display::ID, display::GET_REGISTRY, &id);
        let mut client = Self {
            connection,
            compositor: 0,
            shm: 0,
            wm_base: 0,
            registry,
            globals: Vec::new(),
        };
        let mut globals = Vec::new();
        client.round_trip(|_, event| {
            if (event.object, event.opcode) == (registry, registry::GLOBAL) {
                let mut arguments = event.arguments();
                globals.push(Global {
                    name: arguments.word(),
                    interface: arguments.text(),
                });
            }
        })?;
        client.globals = globals;
        Ok(client)
    }

    /// Binds what a window needs.
    ///
    /// # Errors
    /// When the compositor does not offer one of them.
    pub fn bind_all(&mut self) -> io::Result<()> {
        self.compositor = self.bind("wl_compositor", COMPOSITOR)?;
        self.shm = self.bind("wl_shm", 1)?;
        self.wm_base = self.bind("xdg_wm_base", 1)?;
        Ok(())
    }

    fn bind(&mut self, interface: &str, version: u32) -> io::Result<u32> {
        let found = self.globals.iter().find(|g| g.interface == interface);
        let missing = || io::Error::other(format!("the compositor offers no {interface}"));
        let name = found.ok_or_else(missing)?.name;
        let id = self.connection.new_id();
        let arguments = [
            Argument::Word(name),
            Argument::Text(interface),
            Argument::Word(version),
            Argument::Word(id),
        ];
        self.connection
            .request(self.registry, registry::BIND, &arguments);
        Ok(id)
    }

    /// Waits until everything sent so far was handled, with events handed on meanwhile.
    ///
    /// # Errors
    /// When the connection ends.
    pub fn round_trip(&mut self, mut event: impl FnMut(&mut Self, Event)) -> io::Result<()> {
        let callback = self.connection.sync();
        self.connection.flush()?;
        loop {
            self.connection.read()?;
            while let Some(next) = self.connection.next_event() {
                if next.object == callback {
                    return Ok(());
                }
                event(self, next);
            }
        }
    }
}
