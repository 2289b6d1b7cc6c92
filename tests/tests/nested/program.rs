//! A program of a cage: one window of one colour, which notes the keys it hears.

use std::fs::File;
use std::io::Write;
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::path::Path;

use rustix::fs::{MemfdFlags, memfd_create};
use wayland_client::protocol::wl_buffer::WlBuffer;
use wayland_client::protocol::wl_compositor::WlCompositor;
use wayland_client::protocol::wl_keyboard::{self, KeyState, WlKeyboard};
use wayland_client::protocol::wl_registry::{self, WlRegistry};
use wayland_client::protocol::wl_seat::WlSeat;
use wayland_client::protocol::wl_shm::{Format, WlShm};
use wayland_client::protocol::wl_shm_pool::WlShmPool;
use wayland_client::protocol::wl_surface::WlSurface;
use wayland_client::{Connection, Dispatch, EventQueue, Proxy, QueueHandle, WEnum, delegate_noop};
use wayland_protocols::xdg::shell::client::xdg_surface::{self, XdgSurface};
use wayland_protocols::xdg::shell::client::xdg_toplevel::XdgToplevel;
use wayland_protocols::xdg::shell::client::xdg_wm_base::{self, XdgWmBase};

use crate::patience::until_true;

/// What it has heard.
#[derive(Default)]
struct World {
    globals: Vec<(u32, String)>,
    configured: bool,
    /// Keys as evdev numbers them, and whether they went down.
    keys: Vec<(u32, bool)>,
}

/// The program.
pub(crate) struct Program {
    queue: EventQueue<World>,
    world: World,
    registry: WlRegistry,
}

impl Program {
    /// Connects through a cage's socket and shows a window of one colour.
    pub(crate) fn show(socket: &Path, size: (i32, i32), colour: u32) -> Program {
        let stream = UnixStream::connect(socket).expect("the cage's socket");
        let connection = Connection::from_socket(stream).expect("a connection");
        let queue = connection.new_event_queue();
        let registry = connection.display().get_registry(&queue.handle(), ());
        let mut program = Program {
            queue,
            world: World::default(),
            registry,
        };
        program.talk();
        program.open(size, colour);
        program
    }

    fn open(&mut self, size: (i32, i32), colour: u32) {
        let handle = self.queue.handle();
        let compositor: WlCompositor = self.bind("wl_compositor", 4);
        let shell: XdgWmBase = self.bind("xdg_wm_base", 1);
        let seat: WlSeat = self.bind("wl_seat", 1);
        let _keyboard = seat.get_keyboard(&handle, ());
        let surface = compositor.create_surface(&handle, ());
        let xdg = shell.get_xdg_surface(&surface, &handle, ());
        let _toplevel = xdg.get_toplevel(&handle, ());
        surface.commit();
        until_true("the window is configured", || {
            self.talk();
            self.world.configured
        });
        surface.attach(Some(&self.buffer(size, colour)), 0, 0);
        surface.damage_buffer(0, 0, size.0, size.1);
        surface.commit();
        self.talk();
    }

    fn bind<I: Proxy + 'static>(&self, interface: &str, version: u32) -> I
    where
        World: Dispatch<I, ()>,
    {
        let found = self
            .world
            .globals
            .iter()
            .find(|(_, known)| known == interface);
        let (name, _) = found.expect("the global");
        self.registry.bind(*name, version, &self.queue.handle(), ())
    }

    fn buffer(&self, (w, h): (i32, i32), colour: u32) -> WlBuffer {
        let shm: WlShm = self.bind("wl_shm", 1);
        let mut memory = File::from(memfd_create("buffer", MemfdFlags::CLOEXEC).expect("memory"));
        memory
            .write_all(&colour.to_le_bytes().repeat((w * h) as usize))
            .expect("memory");
        let pool = shm.create_pool(memory.as_fd(), w * h * 4, &self.queue.handle(), ());
        pool.create_buffer(0, w, h, w * 4, Format::Xrgb8888, &self.queue.handle(), ())
    }

    /// Says all and hears all.
    fn talk(&mut self) {
        self.queue
            .roundtrip(&mut self.world)
            .expect("the core answers");
    }

    /// The keys heard since the last call.
    pub(crate) fn keys(&mut self) -> Vec<(u32, bool)> {
        self.talk();
        std::mem::take(&mut self.world.keys)
    }

    /// Waits for exactly this key, down or up.
    pub(crate) fn hears(&mut self, code: u32, down: bool) {
        let mut heard = Vec::new();
        until_true("the program hears a key", || {
            heard.extend(self.keys());
            !heard.is_empty()
        });
        assert_eq!(heard, [(code, down)]);
    }
}

impl Dispatch<WlRegistry, ()> for World {
    fn event(
        world: &mut World,
        _: &WlRegistry,
        event: wl_registry::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<World>,
    ) {
        if let wl_registry::Event::Global {
            name, interface, ..
        } = event
        {
            world.globals.push((name, interface));
        }
    }
}

impl Dispatch<XdgSurface, ()> for World {
    fn event(
        world: &mut World,
        surface: &XdgSurface,
        event: xdg_surface::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<World>,
    ) {
        if let xdg_surface::Event::Configure { serial } = event {
            surface.ack_configure(serial);
            world.configured = true;
        }
    }
}

impl Dispatch<XdgWmBase, ()> for World {
    fn event(
        _: &mut World,
        shell: &XdgWmBase,
        event: xdg_wm_base::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<World>,
    ) {
        if let xdg_wm_base::Event::Ping { serial } = event {
            shell.pong(serial);
        }
    }
}

impl Dispatch<WlKeyboard, ()> for World {
    fn event(
        world: &mut World,
        _: &WlKeyboard,
        event: wl_keyboard::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<World>,
    ) {
        if let wl_keyboard::Event::Key {
            key,
            state: WEnum::Value(state),
            ..
        } = event
        {
            world.keys.push((key, state == KeyState::Pressed));
        }
    }
}

delegate_noop!(World: ignore WlSeat);
delegate_noop!(World: ignore WlShm);
delegate_noop!(World: ignore WlBuffer);
delegate_noop!(World: ignore WlSurface);
delegate_noop!(World: ignore XdgToplevel);
delegate_noop!(World: WlCompositor);
delegate_noop!(World: WlShmPool);
