//! The window: made, drawn when it is told its size, and drawn again for every frame.

use anyhow::{Context, Result};
use wayland_client::protocol::wl_buffer::WlBuffer;
use wayland_client::protocol::wl_compositor::WlCompositor;
use wayland_client::protocol::wl_registry::{self, WlRegistry};
use wayland_client::protocol::wl_seat::WlSeat;
use wayland_client::protocol::wl_shm::WlShm;
use wayland_client::protocol::wl_surface::WlSurface;
use wayland_client::{Connection, Dispatch, Proxy, QueueHandle};
use wayland_protocols::wp::presentation_time::client::wp_presentation::WpPresentation;
use wayland_protocols::xdg::shell::client::xdg_toplevel::XdgToplevel;
use wayland_protocols::xdg::shell::client::xdg_wm_base::XdgWmBase;

use crate::Options;
use crate::hear::say;
use crate::memory::filled;

/// How many requests a flood sends before it looks at what it has been told.
const FLOOD: usize = 2_000;

/// The compositor's globals: name, interface and version of each.
#[derive(Default)]
pub(crate) struct Globals(Vec<(u32, String, u32)>);

impl Globals {
    fn bind<I>(&self, registry: &WlRegistry, most: u32, handle: &QueueHandle<Client>) -> Option<I>
    where
        I: Proxy + 'static,
        Client: Dispatch<I, ()>,
    {
        let named = |global: &&(u32, String, u32)| global.1 == I::interface().name;
        let (name, _, version) = self.0.iter().find(named)?;
        Some(registry.bind(*name, (*version).min(most), handle, ()))
    }
}

impl Dispatch<WlRegistry, ()> for Globals {
    fn event(
        globals: &mut Globals,
        _: &WlRegistry,
        event: wl_registry::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Globals>,
    ) {
        if let wl_registry::Event::Global {
            name,
            interface,
            version,
        } = event
        {
            globals.0.push((name, interface, version));
        }
    }
}

/// Marks the callback of a frame among others.
pub(crate) struct Frame;

/// The program's state.
pub(crate) struct Client {
    options: Options,
    shm: WlShm,
    presentation: Option<WpPresentation>,
    surface: WlSurface,
    buffer: Option<WlBuffer>,
    /// The size of what is shown, and the one that was asked for last.
    pub(crate) size: (i32, i32),
    pub(crate) asked: (i32, i32),
    /// Which of two shades comes next.
    odd: bool,
    pub(crate) shown: bool,
    pub(crate) closed: bool,
}

impl Client {
    pub(crate) fn new(
        options: Options,
        globals: &Globals,
        registry: &WlRegistry,
        handle: &QueueHandle<Client>,
    ) -> Result<Client> {
        let compositor: WlCompositor =
            globals.bind(registry, 4, handle).context("wl_compositor")?;
        let shell: XdgWmBase = globals.bind(registry, 1, handle).context("xdg_wm_base")?;
        let shm = globals.bind(registry, 1, handle).context("wl_shm")?;
        // Their events come by themselves once they are bound.
        let _: Option<WlSeat> = globals.bind(registry, 5, handle);
        let presentation = globals.bind(registry, 1, handle);
        let surface = compositor.create_surface(handle, ());
        let role = shell.get_xdg_surface(&surface, handle, ());
        let toplevel: XdgToplevel = role.get_toplevel(handle, ());
        toplevel.set_title(options.title.clone());
        toplevel.set_app_id("vm-client".into());
        if options.fullscreen {
            toplevel.set_fullscreen(None);
        }
        surface.commit();
        let size = options.size;
        Ok(Client {
            options,
            shm,
            presentation,
            surface,
            buffer: None,
            size: (0, 0),
            asked: size,
            odd: false,
            shown: false,
            closed: false,
        })
    }

    /// Draws if the size has changed, and commits what was acknowledged anyway.
    pub(crate) fn configured(&mut self, handle: &QueueHandle<Client>) {
        if self.size != self.asked {
            self.size = self.asked;
            self.draw(handle);
        } else {
            self.surface.commit();
        }
    }

    /// Draws what comes after a frame that was shown.
    pub(crate) fn next(&mut self, handle: &QueueHandle<Client>) {
        if !self.shown {
            self.shown = true;
            say(&format!("shown {}x{}", self.size.0, self.size.1));
        }
        if self.options.animate {
            self.odd = !self.odd;
            self.draw(handle);
        }
    }

    fn draw(&mut self, handle: &QueueHandle<Client>) {
        // The other shade is so near that no eye tells it, and any picture does.
        let colour = self.options.colour ^ u32::from(self.odd);
        let Ok(buffer) = filled(&self.shm, self.size, colour, handle) else {
            say("no memory for a buffer");
            self.closed = true;
            return;
        };
        self.surface.attach(Some(&buffer), 0, 0);
        self.surface.damage_buffer(0, 0, i32::MAX, i32::MAX);
        self.surface.frame(handle, Frame);
        if let Some(presentation) = self.presentation.as_ref().filter(|_| self.options.animate) {
            presentation.feedback(&self.surface, handle, ());
        }
        self.surface.commit();
        if let Some(old) = self.buffer.replace(buffer) {
            old.destroy();
        }
    }

    /// Sends requests without end, as far as the socket takes them.
    pub(crate) fn flood(
        &self,
        connection: &Connection,
        handle: &QueueHandle<Client>,
    ) -> Result<()> {
        for _ in 0..FLOOD {
            self.surface.damage_buffer(0, 0, 1, 1);
            self.surface.commit();
        }
        connection.display().sync(handle, ());
        Ok(connection.flush()?)
    }
}
