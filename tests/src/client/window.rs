//! Windows of a test client: toplevels, what they are told, and drawing into them.

use lisere::desk::WindowId;
use wayland_client::Proxy;
use wayland_client::protocol::wl_buffer::WlBuffer;
use wayland_client::protocol::wl_callback::WlCallback;
use wayland_client::protocol::wl_subsurface::WlSubsurface;
use wayland_client::protocol::wl_surface::WlSurface;
use wayland_protocols::wp::viewporter::client::wp_viewport::WpViewport;
use wayland_protocols::xdg::shell::client::xdg_surface::{self, XdgSurface};
use wayland_protocols::xdg::shell::client::xdg_toplevel::{self, State, XdgToplevel};

use super::{Client, Heard};

/// What a window is told to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configure {
    /// Width and height; 0 leaves it to the client.
    pub size: (i32, i32),
    /// The states.
    pub states: Vec<State>,
}

/// A toplevel of a client. Copies of the handle are the same window.
#[derive(Clone)]
pub struct Window {
    /// Whose it is.
    pub client: Client,
    /// The core's name for it, once it has appeared.
    pub id: WindowId,
    /// Its surface.
    pub surface: WlSurface,
    /// Its xdg_surface.
    pub xdg: XdgSurface,
    /// Its xdg_toplevel.
    pub toplevel: XdgToplevel,
}

impl Client {
    /// A surface without a role.
    #[must_use]
    pub fn surface(&self) -> WlSurface {
        self.bound()
            .drawing
            .compositor
            .create_surface(self.queue(), ())
    }

    /// A surface without a role that shows one colour.
    #[must_use]
    pub fn shown_surface(&self, size: (i32, i32), colour: u32) -> WlSurface {
        let surface = self.surface();
        show(&surface, &self.buffer(size, colour));
        surface
    }

    /// A toplevel that has asked for its first configure.
    #[must_use]
    pub fn toplevel(&self) -> Window {
        let surface = self.surface();
        let xdg = self
            .bound()
            .drawing
            .shell
            .get_xdg_surface(&surface, self.queue(), ());
        let toplevel = xdg.get_toplevel(self.queue(), ());
        surface.commit();
        Window {
            client: self.clone(),
            id: WindowId(0),
            surface,
            xdg,
            toplevel,
        }
    }

    /// Acknowledges the newest configure of an xdg_surface, once.
    pub fn ack(&self, xdg: &XdgSurface) {
        let id = xdg.id();
        let serials = self.ever(|heard| match heard {
            Heard::XdgSurface(at, xdg_surface::Event::Configure { serial }) if *at == id => {
                Some(*serial)
            }
            _ => None,
        });
        if let Some(serial) = serials
            .last()
            .filter(|serial| self.first_ack(&xdg.id(), **serial))
        {
            xdg.ack_configure(*serial);
        }
    }

    /// A surface inside `parent` at a place, showing one colour once both have committed.
    #[must_use]
    pub fn subsurface(
        &self,
        parent: &WlSurface,
        at: (i32, i32),
        size: (i32, i32),
        colour: u32,
    ) -> (WlSurface, WlSubsurface) {
        let surface = self.surface();
        let bound = self.bound();
        let role = bound
            .drawing
            .subcompositor
            .get_subsurface(&surface, parent, self.queue(), ());
        role.set_position(at.0, at.1);
        show(&surface, &self.buffer(size, colour));
        (surface, role)
    }

    /// A viewport on a surface.
    #[must_use]
    pub fn viewport(&self, surface: &WlSurface) -> WpViewport {
        self.bound()
            .drawing
            .viewporter
            .get_viewport(surface, self.queue(), ())
    }
}

/// Attaches a buffer, damages all of it and commits.
pub(crate) fn show(surface: &WlSurface, buffer: &WlBuffer) {
    surface.attach(Some(buffer), 0, 0);
    surface.damage_buffer(0, 0, i32::MAX, i32::MAX);
    surface.commit();
}

impl Window {
    /// Acknowledges the newest configure and shows one colour at a size.
    pub fn draw(&self, size: (i32, i32), colour: u32) {
        self.show(&self.client.buffer(size, colour));
    }

    /// Acknowledges the newest configure and shows a buffer.
    pub fn show(&self, buffer: &WlBuffer) {
        self.client.ack(&self.xdg);
        show(&self.surface, buffer);
    }

    /// Takes the content away: the window vanishes.
    pub fn unmap(&self) {
        self.surface.attach(None, 0, 0);
        self.surface.commit();
    }

    /// Every configure heard since the client's last `forget`.
    #[must_use]
    pub fn configures(&self) -> Vec<Configure> {
        let id = self.toplevel.id();
        self.client.told(|heard| configure(heard, &id))
    }

    /// The newest configure ever heard.
    #[must_use]
    pub fn configured(&self) -> Configure {
        let id = self.toplevel.id();
        let mut all = self.client.ever(|heard| configure(heard, &id));
        all.pop().expect("a configure")
    }

    /// Whether it was ever configured, without which nothing may be shown.
    #[must_use]
    pub fn configured_once(&self) -> bool {
        let id = self.xdg.id();
        let ever = |heard: &Heard| matches!(heard, Heard::XdgSurface(at, _) if *at == id);
        !self
            .client
            .ever(|heard| ever(heard).then_some(()))
            .is_empty()
    }

    /// Whether the newest configure names a state.
    #[must_use]
    pub fn state(&self, state: State) -> bool {
        self.configured().states.contains(&state)
    }

    /// Draws one colour at the size asked for.
    pub fn obey(&self, colour: u32) {
        self.draw(self.configured().size, colour);
    }

    /// How often the user has asked it to close since the client's last `forget`.
    #[must_use]
    pub fn close_requests(&self) -> usize {
        let id = self.toplevel.id();
        let closes = |heard: &Heard| match heard {
            Heard::Toplevel(at, xdg_toplevel::Event::Close) if *at == id => Some(()),
            _ => None,
        };
        self.client.told(closes).len()
    }

    /// Asks to be told of the next frame, and commits.
    pub fn ask_frame(&self) -> WlCallback {
        let callback = self.surface.frame(self.client.queue(), ());
        self.surface.commit();
        callback
    }

    /// Destroys it.
    pub fn destroy(&self) {
        self.toplevel.destroy();
        self.xdg.destroy();
        self.surface.destroy();
    }
}

fn configure(heard: &Heard, id: &wayland_client::backend::ObjectId) -> Option<Configure> {
    match heard {
        Heard::Toplevel(
            at,
            xdg_toplevel::Event::Configure {
                width,
                height,
                states,
            },
        ) if at == id => Some(Configure {
            size: (*width, *height),
            states: states_of(states),
        }),
        _ => None,
    }
}

fn states_of(bytes: &[u8]) -> Vec<State> {
    let numbers = bytes
        .chunks_exact(4)
        .map(|four| u32::from_ne_bytes(four.try_into().expect("four bytes")));
    numbers
        .filter_map(|number| State::try_from(number).ok())
        .collect()
}
