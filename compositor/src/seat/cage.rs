//! The seat of one cage: everything its clients learn of input and selections comes from here.

use std::io;

use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;

use super::Press;
use super::clients::{Clients, Focus};
use super::keyboard::Keyboard;
use super::keymap::Layout;
use super::pointer::Pointer;
use super::selection::{Clipboard, Current, Primary, Selection};
use super::texts::Texts;
use super::touch::Touch;

/// One cage's seat. Seats of two cages share nothing, not even a file.
pub(crate) struct CageSeat {
    pub(crate) clients: Clients,
    pub(crate) keyboard: Keyboard,
    pub(crate) pointer: Pointer,
    pub(crate) touch: Touch,
    pub(crate) clipboard: Selection<Clipboard>,
    pub(crate) primary: Selection<Primary>,
    pub(crate) texts: Texts,
}

impl CageSeat {
    pub(crate) fn new(layout: &Layout) -> io::Result<CageSeat> {
        Ok(CageSeat {
            clients: Clients::default(),
            keyboard: Keyboard::new(layout)?,
            pointer: Pointer::default(),
            touch: Touch::default(),
            clipboard: Selection::default(),
            primary: Selection::default(),
            texts: Texts::default(),
        })
    }

    /// Takes the keys away; returns whose they were.
    pub(crate) fn blur(&mut self) -> Option<ClientId> {
        let had = self.keyboard.focus().map(|focus| focus.client.clone());
        self.texts.focus(None);
        self.keyboard.leave(&mut self.clients);
        self.settle_grab();
        had
    }

    /// Gives the keys to a surface. A client that did not have them in any of its
    /// surfaces first learns what it can paste.
    pub(crate) fn focus(&mut self, surface: &WlSurface, before: Option<&ClientId>) {
        let Some(focus) = Focus::on(surface) else {
            return;
        };
        if before != Some(&focus.client)
            && let Some(client) = self.clients.get(&focus.client)
        {
            self.clipboard.offer_to(client);
            self.primary.offer_to(client);
        }
        self.keyboard.enter(&mut self.clients, focus.clone());
        self.texts.focus(Some(focus));
    }

    /// The input method has the keys while something is typed into, and no longer.
    pub(crate) fn settle_grab(&mut self) {
        self.keyboard.set_grabbed(self.texts.typing());
    }

    /// A client is gone: its text fields, and its input method if it was that.
    pub(crate) fn forget_typing(&mut self, client: &ClientId) {
        let composed = self.texts.method.as_ref();
        if composed.is_some_and(|method| method.client == *client) {
            self.keyboard.end_foreign(&mut self.clients);
        }
        self.texts.forget_client(client);
        self.keyboard.forget_client(client);
        self.settle_grab();
    }

    /// The button or finger that `serial` was given to `client` for, while it is down.
    pub(crate) fn grab(&self, client: &ClientId, serial: u32) -> Option<Press> {
        self.pointer
            .grab(client, serial)
            .or_else(|| self.touch.grab(client, serial))
    }

    /// Whether `client` may set a selection: the user is typing into it, or it
    /// answers to something the user has just done in it.
    pub(crate) fn may_select(&self, client: &ClientId, serial: u32) -> bool {
        self.types_into(client) || self.clients.act(client, serial)
    }

    /// Whether `client` has the keys.
    pub(crate) fn types_into(&self, client: &ClientId) -> bool {
        self.keyboard
            .focus()
            .is_some_and(|focus| focus.client == *client)
    }

    pub(crate) fn set_clipboard(&mut self, new: Option<Current>) {
        let focus = self.keyboard.focus().map(|focus| &focus.client);
        self.clipboard.set(&mut self.clients, focus, new);
    }

    pub(crate) fn set_primary(&mut self, new: Option<Current>) {
        let focus = self.keyboard.focus().map(|focus| &focus.client);
        self.primary.set(&mut self.clients, focus, new);
    }
}
