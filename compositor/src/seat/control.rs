//! Whoever minds a cage's selections without having the keys: clipboard managers, wl-copy, wl-paste.

use smithay::reexports::wayland_protocols::ext::data_control::v1::server::ext_data_control_device_v1::ExtDataControlDeviceV1;
use smithay::reexports::wayland_protocols_wlr::data_control::v1::server::zwlr_data_control_device_v1::ZwlrDataControlDeviceV1;
use smithay::reexports::wayland_server::{Client, Resource};

use super::clients::{Clients, Objects};
use super::requests::Owner;
use super::selection::{Current, from_client};
use super::source::Source;
use super::{Seats, SelectionKind};

/// How many devices of one cage are told of its selections. Each change costs the core
/// an offer for every one of them, and whoever does the changing need not be asked often.
const MOST_DEVICES: usize = 32;

/// A device of a data control protocol.
pub(crate) trait Minds: Resource {
    /// Tells what a selection is now.
    fn show(&self, kind: SelectionKind, current: Option<&Current>);
    /// Tells that nothing more will come.
    fn dismiss(&self);
    /// Where devices of this protocol are kept.
    fn kept(controls: &mut Controls) -> &mut Objects<Self>
    where
        Self: Sized;
}

/// One client's devices.
#[derive(Debug, Default)]
pub(crate) struct Controls {
    pub(crate) ext: Objects<ExtDataControlDeviceV1>,
    pub(crate) wlr: Objects<ZwlrDataControlDeviceV1>,
}

impl Controls {
    pub(super) fn tell(&self, kind: SelectionKind, current: Option<&Current>) {
        self.ext
            .iter()
            .for_each(|device| device.show(kind, current));
        self.wlr
            .iter()
            .for_each(|device| device.show(kind, current));
    }

    fn len(&self) -> usize {
        self.ext.len().saturating_add(self.wlr.len())
    }
}

fn devices(clients: &mut Clients) -> usize {
    clients
        .iter_mut()
        .map(|(_, client)| client.controls.len())
        .sum()
}

impl Seats {
    /// Adds a device, which learns both selections at once; where the cage has as many as
    /// are told, it learns that instead.
    pub(crate) fn add_control<D: Minds>(&mut self, owner: Owner, client: &Client, new: D) {
        let Some(seat) = self.owned(owner) else {
            return new.dismiss();
        };
        if devices(&mut seat.clients) >= MOST_DEVICES {
            return new.dismiss();
        }
        new.show(SelectionKind::Clipboard, seat.clipboard.current());
        new.show(SelectionKind::Primary, seat.primary.current());
        let controls = &mut seat.clients.admit(client.id()).controls;
        D::kept(controls).add(new);
    }

    /// Sets a selection of the client's own cage; `false` when the source was used before.
    pub(crate) fn control(
        &mut self,
        owner: Owner,
        kind: SelectionKind,
        new: Option<Source>,
    ) -> bool {
        if new.as_ref().is_some_and(|new| !new.take()) {
            return false;
        }
        match (self.owned(owner), kind) {
            (Some(seat), SelectionKind::Clipboard) => seat.set_clipboard(new.map(from_client)),
            (Some(seat), SelectionKind::Primary) => seat.set_primary(new.map(from_client)),
            (None, _) => new.iter().for_each(Source::cancel),
        }
        true
    }
}
