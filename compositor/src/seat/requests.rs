//! What clients ask of their cage's seat: binding its objects, selecting, dragging, cursors.

use std::os::fd::OwnedFd;

use lisere_policy::CageId;
use smithay::reexports::wayland_protocols::wp::primary_selection::zv1::server::{
    zwp_primary_selection_device_v1::ZwpPrimarySelectionDeviceV1,
    zwp_primary_selection_source_v1::ZwpPrimarySelectionSourceV1,
};
use smithay::reexports::wayland_server::Client;
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::protocol::wl_data_device::WlDataDevice;
use smithay::reexports::wayland_server::protocol::wl_data_source::WlDataSource;
use smithay::reexports::wayland_server::protocol::wl_keyboard::WlKeyboard;
use smithay::reexports::wayland_server::protocol::wl_pointer::WlPointer;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::reexports::wayland_server::protocol::wl_touch::WlTouch;
use smithay::wayland::compositor::give_role;

use super::cage::CageSeat;
use super::clients::SeatClient;
use super::cursor::{CURSOR_ROLE, CursorImage};
use super::drag::{Dragging, ICON_ROLE};
use super::selection::{Origin, from_client};
use super::source::{self, Source};
use super::{Press, PressKind, Seats, SelectionKind, exchange};
use crate::cages::cage_of;
use crate::input::BTN_LEFT;

/// The cage of an object's client, kept with the object: when it is destroyed its
/// client may be gone already.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Owner(Option<CageId>);

impl Owner {
    pub(crate) fn of(client: &Client) -> Owner {
        Owner(cage_of(client))
    }
}

/// Why a drag is a protocol error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DragRefused {
    /// The icon's surface has another role.
    Role,
    /// The source was used before.
    UsedSource,
}

/// What a client asks a drag to be.
pub(crate) struct DragRequest {
    pub(crate) source: Option<WlDataSource>,
    pub(crate) origin: WlSurface,
    pub(crate) icon: Option<WlSurface>,
    pub(crate) serial: u32,
}

impl Seats {
    pub(super) fn owned(&mut self, owner: Owner) -> Option<&mut CageSeat> {
        self.seat_mut(owner.0?)
    }

    /// Lets `add` note an object that is bound.
    pub(crate) fn bound(
        &mut self,
        owner: Owner,
        client: &Client,
        add: impl FnOnce(&mut SeatClient),
    ) {
        if let Some(seat) = self.owned(owner) {
            add(seat.clients.admit(client.id()));
        }
    }

    /// Lets `remove` forget an object that is destroyed.
    pub(crate) fn unbound(
        &mut self,
        owner: Owner,
        client: &ClientId,
        remove: impl FnOnce(&mut SeatClient),
    ) {
        if let Some(client) = self.owned(owner).and_then(|seat| seat.clients.get(client)) {
            remove(client);
        }
    }

    /// Adds a keyboard, which learns the layout, and the focus if its client has it.
    pub(crate) fn add_keyboard(&mut self, owner: Owner, client: &Client, new: WlKeyboard) {
        if let Some(seat) = self.owned(owner) {
            let entry = seat.clients.admit(client.id());
            seat.keyboard.introduce(&client.id(), entry, &new);
            entry.keyboards.add(new);
        }
    }

    pub(crate) fn add_pointer(&mut self, owner: Owner, client: &Client, new: WlPointer) {
        if let Some(seat) = self.owned(owner) {
            seat.pointer.introduce(&client.id(), &new);
            seat.clients.admit(client.id()).pointers.add(new);
        }
    }

    pub(crate) fn add_touch(&mut self, owner: Owner, client: &Client, new: WlTouch) {
        if let Some(seat) = self.owned(owner) {
            seat.clients.admit(client.id()).touches.add(new);
        }
    }

    /// Adds a data device, which learns the clipboard if its client has the keys.
    pub(crate) fn add_data_device(&mut self, owner: Owner, client: &Client, new: WlDataDevice) {
        if let Some(seat) = self.owned(owner) {
            if seat.types_into(&client.id()) {
                seat.clipboard.offer_on(&new);
            }
            seat.clients.admit(client.id()).data_devices.add(new);
        }
    }

    pub(crate) fn add_primary_device(
        &mut self,
        owner: Owner,
        client: &Client,
        new: ZwpPrimarySelectionDeviceV1,
    ) {
        if let Some(seat) = self.owned(owner) {
            if seat.types_into(&client.id()) {
                seat.primary.offer_on(&new);
            }
            seat.clients.admit(client.id()).primary_devices.add(new);
        }
    }

    /// Sets the clipboard; `false` when the source was used before. Without a right
    /// to it nothing changes, and the source is told so.
    pub(crate) fn set_clipboard(
        &mut self,
        owner: Owner,
        client: &Client,
        new: Option<WlDataSource>,
        serial: u32,
    ) -> bool {
        if new.as_ref().is_some_and(|new| !source::take(new)) {
            return false;
        }
        match self.owned(owner) {
            Some(seat) if seat.may_select(&client.id(), serial) => {
                seat.set_clipboard(new.map(Source::Data).map(from_client));
            }
            _ => new.iter().for_each(WlDataSource::cancelled),
        }
        true
    }

    /// Sets the primary selection. Its protocol has no error for a used source: to
    /// set the same again changes nothing.
    pub(crate) fn set_primary(
        &mut self,
        owner: Owner,
        client: &Client,
        new: Option<ZwpPrimarySelectionSourceV1>,
        serial: u32,
    ) {
        if new.as_ref().is_some_and(|new| !source::take(new)) {
            return;
        }
        match self.owned(owner) {
            Some(seat) if seat.may_select(&client.id(), serial) => {
                seat.set_primary(new.map(Source::Primary).map(from_client));
            }
            _ => new.iter().for_each(ZwpPrimarySelectionSourceV1::cancelled),
        }
    }

    /// Forgets a source that is destroyed: what it offered ends with it.
    pub(crate) fn data_source_gone(&mut self, owner: Owner, gone: &WlDataSource) {
        if self.drag.as_ref().is_some_and(|drag| drag.from(gone)) {
            self.cancel_drag();
        }
        self.source_gone(owner, &Source::Data(gone.clone()));
    }

    /// The same for a source that nobody drags.
    pub(crate) fn source_gone(&mut self, owner: Owner, gone: &Source) {
        if let Some(seat) = self.owned(owner) {
            let focus = seat.keyboard.focus().map(|focus| &focus.client);
            seat.clipboard.forget(&mut seat.clients, focus, gone);
            seat.primary.forget(&mut seat.clients, focus, gone);
        }
    }

    /// Has a selection written into `to`, if `origin` still is what it holds.
    pub(crate) fn receive_selection(
        &mut self,
        client: &Client,
        kind: SelectionKind,
        origin: &Origin,
        mime_type: String,
        to: OwnedFd,
    ) {
        if let Some(cage) = cage_of(client)
            && let Some(seat) = self.seat(cage)
        {
            let asked = match kind {
                SelectionKind::Clipboard => seat.clipboard.receive(origin, mime_type, to),
                SelectionKind::Primary => seat.primary.receive(origin, mime_type, to),
            };
            self.note_read(cage, asked);
        }
    }

    /// Begins a drag, if the client holds down what `serial` says on the surface it
    /// says; else its source is told that nothing comes of it. Errors are judged
    /// before, so that they do not depend on what the user's finger does.
    pub(crate) fn start_drag(
        &mut self,
        client: &Client,
        ask: DragRequest,
    ) -> Result<(), DragRefused> {
        if ask
            .source
            .as_ref()
            .is_some_and(|source| !source::take(source))
        {
            return Err(DragRefused::UsedSource);
        }
        if let Some(icon) = &ask.icon {
            give_role(icon, ICON_ROLE).map_err(|_| DragRefused::Role)?;
        }
        let press = self
            .implicit_grab(client, ask.serial)
            .or_else(|| self.tool_grab(client, ask.serial));
        let press = press.filter(|press| press.surface == ask.origin && self.drag.is_none());
        let (Some(press), Some(cage)) = (press, cage_of(client)) else {
            ask.source.iter().for_each(exchange::cancel);
            return Ok(());
        };
        // From here the client sees the drag instead of the pointer or finger.
        self.unpoint();
        self.tool_leave();
        if let Some(seat) = self.seat_mut(cage) {
            seat.touch.cancel(&mut seat.clients, Some(&client.id()));
        }
        let drag = Dragging::new(cage, client.id(), press.kind, ask.source, ask.icon);
        self.drag = Some(drag);
        if matches!(press.kind, PressKind::Pointer { .. }) {
            let (at, time) = (self.pointed.clone(), self.time);
            self.point_at(at, time);
        }
        Ok(())
    }

    /// What a tool's tip holds, which from a drag's beginning on is the pointer's button.
    fn tool_grab(&self, client: &Client, serial: u32) -> Option<Press> {
        let surface = self.tool_press(client, serial)?;
        let button = BTN_LEFT;
        let kind = PressKind::Pointer { button };
        Some(Press { surface, kind })
    }

    /// Sets the pointer's picture, if `serial` is of the `enter` that gave this
    /// client the pointer. `false` when the surface has another role.
    pub(crate) fn set_cursor(&mut self, client: &Client, serial: u32, image: CursorImage) -> bool {
        if let CursorImage::Surface { surface, .. } = &image
            && give_role(surface, CURSOR_ROLE).is_err()
        {
            return false;
        }
        if let Some(seat) = cage_of(client).and_then(|cage| self.seat_mut(cage))
            && seat.pointer.entered(&client.id(), serial)
        {
            seat.pointer.set_cursor(image);
        }
        true
    }
}
