//! A cage's selections: the clipboard and the primary selection behave alike, and stay inside.

use std::marker::PhantomData;
use std::os::fd::OwnedFd;

use smithay::reexports::wayland_protocols::wp::primary_selection::zv1::server::zwp_primary_selection_device_v1::ZwpPrimarySelectionDeviceV1;
use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::backend::{ClientId, ObjectId};
use smithay::reexports::wayland_server::protocol::wl_data_device::WlDataDevice;

use super::SelectionKind;
use super::clients::{Clients, Objects, SeatClient};
use super::source::Source;
use crate::handlers::{data_device, primary_selection};

/// Where the data of a selection comes from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Origin {
    /// A client of this cage.
    Client(Source),
    /// The core, after a transfer from another cage; the number tells transfers apart.
    Carried(u64),
}

/// What a selection offers.
#[derive(Clone, Debug)]
pub(crate) struct Current {
    pub(crate) origin: Origin,
    pub(crate) types: Vec<String>,
}

/// A request to read a selection that the core holds.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) carried: u64,
    pub(crate) mime_type: String,
    pub(crate) to: OwnedFd,
}

/// What differs between the two selections for who has the keys.
pub(crate) trait Protocol {
    const KIND: SelectionKind;
    type Device: Resource;
    fn devices(client: &SeatClient) -> &Objects<Self::Device>;
    /// Introduces an offer of `current` to a device, as its selection.
    fn offer(device: &Self::Device, current: &Current);
    fn clear(device: &Self::Device);
}

/// wl_data_device's selection.
pub(crate) enum Clipboard {}

impl Protocol for Clipboard {
    const KIND: SelectionKind = SelectionKind::Clipboard;
    type Device = WlDataDevice;

    fn devices(client: &SeatClient) -> &Objects<WlDataDevice> {
        &client.data_devices
    }

    fn offer(device: &WlDataDevice, current: &Current) {
        let data = data_device::OfferData::Selection(current.origin.clone());
        if let Some(offer) = data_device::new_offer(device, data) {
            device.data_offer(&offer);
            current
                .types
                .iter()
                .for_each(|name| offer.offer(name.clone()));
            device.selection(Some(&offer));
        }
    }

    fn clear(device: &WlDataDevice) {
        device.selection(None);
    }
}

/// zwp_primary_selection_device_v1's selection.
pub(crate) enum Primary {}

impl Protocol for Primary {
    const KIND: SelectionKind = SelectionKind::Primary;
    type Device = ZwpPrimarySelectionDeviceV1;

    fn devices(client: &SeatClient) -> &Objects<ZwpPrimarySelectionDeviceV1> {
        &client.primary_devices
    }

    fn offer(device: &ZwpPrimarySelectionDeviceV1, current: &Current) {
        if let Some(offer) = primary_selection::new_offer(device, current.origin.clone()) {
            device.data_offer(&offer);
            current
                .types
                .iter()
                .for_each(|name| offer.offer(name.clone()));
            device.selection(Some(&offer));
        }
    }

    fn clear(device: &ZwpPrimarySelectionDeviceV1) {
        device.selection(None);
    }
}

/// One selection of one cage.
pub(crate) struct Selection<P: Protocol> {
    current: Option<Current>,
    devices: PhantomData<P>,
}

impl<P: Protocol> Default for Selection<P> {
    fn default() -> Self {
        Selection {
            current: None,
            devices: PhantomData,
        }
    }
}

impl<P: Protocol> Selection<P> {
    /// Replaces the selection and tells the old source of it, `focus`, and whoever minds
    /// the cage's selections without having the keys.
    pub(crate) fn set(
        &mut self,
        clients: &mut Clients,
        focus: Option<&ClientId>,
        new: Option<Current>,
    ) {
        if let Some(old) = std::mem::replace(&mut self.current, new)
            && let Origin::Client(source) = old.origin
        {
            source.cancel();
        }
        if let Some(client) = focus.and_then(|focus| clients.get(focus)) {
            self.offer_to(client);
        }
        for (_, client) in clients.iter_mut() {
            client.controls.tell(P::KIND, self.current.as_ref());
        }
    }

    pub(crate) fn current(&self) -> Option<&Current> {
        self.current.as_ref()
    }

    /// Tells a client that has just got the keys what it can paste.
    pub(crate) fn offer_to(&self, client: &SeatClient) {
        P::devices(client)
            .iter()
            .for_each(|device| self.offer_on(device));
    }

    pub(crate) fn offer_on(&self, device: &P::Device) {
        match &self.current {
            Some(current) => P::offer(device, current),
            None => P::clear(device),
        }
    }

    /// The types on offer.
    pub(crate) fn types(&self) -> &[String] {
        self.current.as_ref().map_or(&[], |current| &current.types)
    }

    /// The number of what the core carried, where it is that.
    pub(crate) fn carried(&self) -> Option<u64> {
        match self.current.as_ref()?.origin {
            Origin::Carried(number) => Some(number),
            Origin::Client(_) => None,
        }
    }

    /// The source's object, where it is a client's.
    pub(crate) fn object(&self) -> Option<ObjectId> {
        match &self.current.as_ref()?.origin {
            Origin::Client(source) => Some(source.id()),
            Origin::Carried(_) => None,
        }
    }

    /// Whether `origin` is still what the selection holds.
    fn holds(&self, origin: &Origin) -> bool {
        self.current
            .as_ref()
            .is_some_and(|current| current.origin == *origin)
    }

    /// Asks the source to write into `to`. What is not on offer any more, or never
    /// was, gets nothing: `to` is closed at once. The core answers for its own.
    pub(crate) fn receive(&self, origin: &Origin, mime_type: String, to: OwnedFd) -> Option<Asked> {
        if !self.holds(origin) || !self.types().contains(&mime_type) {
            return None;
        }
        match origin {
            Origin::Client(source) => {
                source.send(mime_type, to);
                None
            }
            Origin::Carried(carried) => Some(Asked {
                carried: *carried,
                mime_type,
                to,
            }),
        }
    }

    /// Reads the selection for the core: `false` when no client offers that type.
    pub(crate) fn read(&self, mime_type: String, to: OwnedFd) -> bool {
        let Some(Current {
            origin: Origin::Client(source),
            types,
        }) = &self.current
        else {
            return false;
        };
        let offered = types.contains(&mime_type);
        if offered {
            source.send(mime_type, to);
        }
        offered
    }

    /// Clears the selection when its source is gone.
    pub(crate) fn forget(
        &mut self,
        clients: &mut Clients,
        focus: Option<&ClientId>,
        gone: &Source,
    ) {
        let held = matches!(
            &self.current,
            Some(Current { origin: Origin::Client(source), .. }) if source == gone
        );
        if held {
            self.current = None;
            self.set(clients, focus, None);
        }
    }
}

/// A client's source as the content of a selection.
pub(crate) fn from_client(source: Source) -> Current {
    Current {
        types: source.types(),
        origin: Origin::Client(source),
    }
}
