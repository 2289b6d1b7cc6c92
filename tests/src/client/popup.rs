//! Popups of a test client.

use wayland_client::Proxy;
use wayland_client::protocol::wl_surface::WlSurface;
use wayland_protocols::xdg::shell::client::xdg_popup::{self, XdgPopup};
use wayland_protocols::xdg::shell::client::xdg_positioner::{
    Anchor, ConstraintAdjustment, Gravity, XdgPositioner,
};
use wayland_protocols::xdg::shell::client::xdg_surface::XdgSurface;

use super::window::show;
use super::{Client, Heard};

/// Where a popup wants to be.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// Its size.
    pub size: (i32, i32),
    /// The part of its parent that it belongs to: x, y, width, height.
    pub anchor: (i32, i32, i32, i32),
    /// How far from there.
    pub offset: (i32, i32),
    /// What may be done to keep it on the screen.
    pub adjust: ConstraintAdjustment,
}

impl Spot {
    /// Below and right of a pixel of the parent, not to be moved.
    #[must_use]
    pub fn at(x: i32, y: i32, size: (i32, i32)) -> Spot {
        Spot {
            size,
            anchor: (x, y, 1, 1),
            offset: (0, 0),
            adjust: ConstraintAdjustment::None,
        }
    }
}

/// A popup. Copies of the handle are the same popup.
#[derive(Clone)]
pub struct Popup {
    /// Whose it is.
    pub client: Client,
    /// Its surface.
    pub surface: WlSurface,
    /// Its xdg_surface.
    pub xdg: XdgSurface,
    /// Its xdg_popup.
    pub popup: XdgPopup,
}

impl Client {
    /// A positioner for a spot.
    #[must_use]
    pub fn positioner(&self, spot: Spot) -> XdgPositioner {
        let positioner = self
            .bound()
            .drawing
            .shell
            .create_positioner(self.queue(), ());
        positioner.set_size(spot.size.0, spot.size.1);
        let (x, y, w, h) = spot.anchor;
        positioner.set_anchor_rect(x, y, w, h);
        positioner.set_anchor(Anchor::BottomRight);
        positioner.set_gravity(Gravity::BottomRight);
        positioner.set_constraint_adjustment(spot.adjust);
        positioner.set_offset(spot.offset.0, spot.offset.1);
        positioner
    }

    /// A popup of `parent`, not yet committed, so that it can still grab.
    #[must_use]
    pub fn popup(&self, parent: &XdgSurface, spot: Spot) -> Popup {
        let surface = self.surface();
        let xdg = self
            .bound()
            .drawing
            .shell
            .get_xdg_surface(&surface, self.queue(), ());
        let positioner = self.positioner(spot);
        let popup = xdg.get_popup(Some(parent), &positioner, self.queue(), ());
        positioner.destroy();
        Popup {
            client: self.clone(),
            surface,
            xdg,
            popup,
        }
    }
}

impl Popup {
    /// Asks for the first configure.
    pub fn commit(&self) {
        self.surface.commit();
    }

    /// Takes a grab with the serial of an input event.
    pub fn grab(&self, serial: u32) {
        self.popup.grab(&self.client.bound().hands.seat, serial);
    }

    /// Acknowledges the newest configure and shows one colour.
    pub fn draw(&self, size: (i32, i32), colour: u32) {
        self.client.ack(&self.xdg);
        show(&self.surface, &self.client.buffer(size, colour));
    }

    /// The newest place and size it was told, relative to its parent's content.
    #[must_use]
    pub fn told_place(&self) -> Option<(i32, i32, i32, i32)> {
        let id = self.popup.id();
        let mut places = self.client.ever(|heard| match heard {
            Heard::Popup(
                at,
                xdg_popup::Event::Configure {
                    x,
                    y,
                    width,
                    height,
                },
            ) if *at == id => Some((*x, *y, *width, *height)),
            _ => None,
        });
        places.pop()
    }

    /// Whether it was told that it is over.
    #[must_use]
    pub fn dismissed(&self) -> bool {
        let id = self.popup.id();
        let done = |heard: &Heard| match heard {
            Heard::Popup(at, xdg_popup::Event::PopupDone) if *at == id => Some(()),
            _ => None,
        };
        !self.client.ever(done).is_empty()
    }

    /// Destroys it.
    pub fn destroy(&self) {
        self.popup.destroy();
        self.xdg.destroy();
        self.surface.destroy();
    }
}
