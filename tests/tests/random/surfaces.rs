//! Surfaces and subsurfaces of a client.

use wayland_client::protocol::wl_subsurface::WlSubsurface;
use wayland_client::protocol::wl_surface::WlSurface;
use wayland_protocols::wp::viewporter::client::wp_viewport::WpViewport;

use crate::ops::{Picture, Place, SubWish};
use crate::play::Actor;
use crate::windows::Win;

/// The most subsurfaces of a window.
const SUBS: usize = 6;

/// A surface and its viewport.
pub(crate) struct Surface {
    pub(crate) surface: WlSurface,
    pub(crate) view: Option<WpViewport>,
}

impl From<WlSurface> for Surface {
    fn from(surface: WlSurface) -> Surface {
        Surface {
            surface,
            view: None,
        }
    }
}

/// A subsurface.
pub(crate) struct Sub {
    pub(crate) own: Surface,
    role: WlSubsurface,
    parent: WlSurface,
}

impl Sub {
    fn destroy(&self) {
        self.role.destroy();
        self.own.surface.destroy();
    }
}

impl Win {
    /// The surface at a place of this window, if there is one.
    pub(crate) fn surface(&mut self, place: Place) -> Option<&mut Surface> {
        match place {
            Place::Root(_) => Some(&mut self.own),
            Place::Sub(_, sub) => {
                let count = self.subs.len().max(1);
                self.subs.get_mut(sub % count).map(|sub| &mut sub.own)
            }
            Place::Popup(_, popup) => {
                let count = self.popups.len().max(1);
                self.popups
                    .get_mut(popup % count)
                    .map(|popup| &mut popup.own)
            }
        }
    }

    /// Destroys the subsurfaces of a surface that is gone, and theirs.
    pub(crate) fn drop_subs_of(&mut self, parent: &WlSurface) {
        while let Some(at) = self.subs.iter().position(|sub| sub.parent == *parent) {
            let sub = self.subs.remove(at);
            sub.destroy();
            self.drop_subs_of(&sub.own.surface);
        }
    }
}

impl Actor {
    /// The window that a number means.
    pub(crate) fn window(&mut self, number: usize) -> Option<&mut Win> {
        let count = self.windows.len().max(1);
        self.windows.get_mut(number % count)
    }

    pub(crate) fn surface(&mut self, place: Place) -> Option<&mut Surface> {
        self.window(place.window())?.surface(place)
    }

    /// Commits what has been said; a window that is not shown stays as it is.
    pub(crate) fn commit(&mut self, place: Place, frame: bool) {
        let queue = self.client.queue().clone();
        let shown = self
            .window(place.window())
            .is_some_and(|window| window.mapped);
        let Some(own) = self.surface(place).filter(|_| shown) else {
            return;
        };
        if frame {
            own.surface.frame(&queue, ());
        }
        own.surface.commit();
    }

    /// Says where a surface takes input, or where it is opaque, which may be a lie.
    pub(crate) fn region(&mut self, place: Place, input: bool, rect: Option<[i32; 4]>) {
        let bound = self.client.bound();
        let queue = self.client.queue().clone();
        let Some(own) = self.surface(place) else {
            return;
        };
        let region = rect.map(|[x, y, w, h]| {
            let region = bound.drawing.compositor.create_region(&queue, ());
            region.add(x, y, w, h);
            region
        });
        if input {
            own.surface.set_input_region(region.as_ref());
        } else {
            own.surface.set_opaque_region(region.as_ref());
        }
        if let Some(region) = region {
            region.destroy();
        }
    }

    pub(crate) fn sub(&mut self, place: Place, at: (i32, i32), picture: &Picture) {
        let (client, channel) = (self.client.clone(), self.channel);
        let Some(window) = self.window(place.window()) else {
            return;
        };
        if window.subs.len() >= SUBS {
            return;
        }
        let Some(parent) = window.surface(place).map(|own| own.surface.clone()) else {
            return;
        };
        let surface = client.surface();
        let subcompositor = &client.bound().drawing.subcompositor;
        let role = subcompositor.get_subsurface(&surface, &parent, client.queue(), ());
        role.set_position(at.0, at.1);
        let mut own = Surface::from(surface);
        own.draw(&client, channel, picture);
        window.subs.push(Sub { own, role, parent });
    }

    pub(crate) fn hide(&mut self, place: Place) {
        if let Some(own) = self.surface(place) {
            own.surface.attach(None, 0, 0);
            own.surface.commit();
        }
    }

    pub(crate) fn sub_wish(&mut self, window: usize, sub: usize, wish: SubWish) {
        let Some(window) = self.window(window) else {
            return;
        };
        let at = sub % window.subs.len().max(1);
        let Some(sub) = window.subs.get(at) else {
            return;
        };
        match wish {
            SubWish::At(x, y) => sub.role.set_position(x, y),
            SubWish::Sync(true) => sub.role.set_sync(),
            SubWish::Sync(false) => sub.role.set_desync(),
            SubWish::Stack { above, sibling } => restack(window, at, above, sibling),
            SubWish::Destroy => {
                let sub = window.subs.remove(at);
                sub.destroy();
                window.drop_subs_of(&sub.own.surface);
            }
        }
    }
}

fn restack(window: &Win, at: usize, above: bool, sibling: Option<usize>) {
    let sub = &window.subs[at];
    let siblings: Vec<&Sub> = window
        .subs
        .iter()
        .filter(|other| other.parent == sub.parent && other.role != sub.role)
        .collect();
    let beside = sibling
        .and_then(|number| siblings.get(number % siblings.len().max(1)))
        .map_or(&sub.parent, |other| &other.own.surface);
    if above {
        sub.role.place_above(beside);
    } else {
        sub.role.place_below(beside);
    }
}
