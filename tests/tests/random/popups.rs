//! Popups of a client, one on the other.

use lisere_tests::{Client, Fixture, Popup, client};
use wayland_protocols::xdg::shell::client::xdg_positioner::ConstraintAdjustment;
use wayland_protocols::xdg::shell::client::xdg_surface::XdgSurface;

use crate::ops::{Picture, PopupKind, Spot};
use crate::play::Actor;
use crate::surfaces::Surface;
use crate::windows::Win;

/// How deep popups nest.
const DEEPEST: usize = 3;

/// A popup.
pub(crate) struct Pop {
    pub(crate) own: Surface,
    pub(crate) popup: Popup,
    grabs: bool,
}

impl Spot {
    fn asked(self) -> client::Spot {
        client::Spot {
            size: self.size,
            anchor: self.anchor,
            offset: self.offset,
            adjust: ConstraintAdjustment::from_bits_truncate(self.adjust),
        }
    }
}

impl Win {
    /// Destroys the topmost popup; says whether there was one.
    pub(crate) fn pop(&mut self) -> bool {
        let Some(popup) = self.popups.pop() else {
            return false;
        };
        popup.popup.destroy();
        self.drop_subs_of(&popup.own.surface);
        true
    }

    /// The surface that a new popup hangs on. A popup that grabs hangs on the
    /// topmost one, which grabs too.
    fn parent(&self, kind: PopupKind) -> (XdgSurface, bool) {
        let top = self.popups.last();
        let root = &self.window.xdg;
        match top {
            Some(top) if kind.nested => (top.popup.xdg.clone(), kind.grabs && top.grabs),
            Some(_) => (root.clone(), false),
            None => (root.clone(), kind.grabs),
        }
    }
}

impl Actor {
    pub(crate) fn popup(
        &mut self,
        fixture: &mut Fixture,
        window: usize,
        (spot, kind): (Spot, PopupKind),
        picture: &Picture,
    ) {
        let (client, channel) = (self.client.clone(), self.channel);
        let Some(window) = self.window(window) else {
            return;
        };
        if !window.mapped || window.popups.len() >= DEEPEST {
            return;
        }
        let (parent, may_grab) = window.parent(kind);
        let popup = client.popup(&parent, spot.asked());
        let serial = last_press(&client).filter(|_| may_grab);
        if let Some(serial) = serial {
            popup.grab(serial);
        }
        popup.commit();
        fixture.settle();
        client.ack(&popup.xdg);
        let mut own = Surface::from(popup.surface.clone());
        if popup.told_place().is_some() {
            own.draw(&client, channel, picture);
        }
        let grabs = serial.is_some();
        window.popups.push(Pop { own, popup, grabs });
    }

    pub(crate) fn reposition(&mut self, window: usize, spot: Spot) {
        let client = self.client.clone();
        let Some(top) = self.window(window).and_then(|window| window.popups.last()) else {
            return;
        };
        let positioner = client.positioner(spot.asked());
        top.popup.popup.reposition(&positioner, 7);
        positioner.destroy();
    }

    pub(crate) fn pop_down(&mut self, window: usize) {
        if let Some(window) = self.window(window) {
            window.pop();
        }
    }
}

/// The serial of the newest press that a client heard.
fn last_press(client: &Client) -> Option<u32> {
    let mut presses = client.buttons().into_iter().filter(|button| button.pressed);
    presses.next_back().map(|button| button.serial)
}
