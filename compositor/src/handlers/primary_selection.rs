//! zwp_primary_selection_device_manager_v1: what is marked, pasted with the middle button.

use smithay::reexports::wayland_protocols::wp::primary_selection::zv1::server::zwp_primary_selection_device_manager_v1::{
    self as manager, ZwpPrimarySelectionDeviceManagerV1,
};
use smithay::reexports::wayland_protocols::wp::primary_selection::zv1::server::zwp_primary_selection_device_v1::{
    self as device, ZwpPrimarySelectionDeviceV1,
};
use smithay::reexports::wayland_protocols::wp::primary_selection::zv1::server::zwp_primary_selection_offer_v1::{
    self as offer, ZwpPrimarySelectionOfferV1,
};
use smithay::reexports::wayland_protocols::wp::primary_selection::zv1::server::zwp_primary_selection_source_v1::{
    self as source, ZwpPrimarySelectionSourceV1,
};
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::{
    Client, DataInit, Dispatch, DisplayHandle, GlobalDispatch, New, Resource,
};

use crate::seat::{Origin, Owner, SelectionKind, Source, SourceData};
use crate::state::Compositor;

/// Makes an offer for a device's client, to be introduced by the device at once.
pub(crate) fn new_offer(
    device: &ZwpPrimarySelectionDeviceV1,
    data: Origin,
) -> Option<ZwpPrimarySelectionOfferV1> {
    let display = DisplayHandle::from(device.handle().upgrade()?);
    let client = device.client()?;
    client
        .create_resource::<_, _, Compositor>(&display, device.version(), data)
        .ok()
}

impl GlobalDispatch<ZwpPrimarySelectionDeviceManagerV1, ()> for Compositor {
    fn bind(
        _: &mut Self,
        _: &DisplayHandle,
        client: &Client,
        new: New<ZwpPrimarySelectionDeviceManagerV1>,
        (): &(),
        init: &mut DataInit<'_, Self>,
    ) {
        init.init(new, Owner::of(client));
    }
}

impl Dispatch<ZwpPrimarySelectionDeviceManagerV1, Owner> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        _: &ZwpPrimarySelectionDeviceManagerV1,
        request: manager::Request,
        owner: &Owner,
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        match request {
            manager::Request::CreateSource { id } => {
                init.init(id, SourceData::new(*owner));
            }
            manager::Request::GetDevice { id, .. } => {
                let device = init.init(id, *owner);
                state.seats.add_primary_device(*owner, client, device);
            }
            _ => {}
        }
    }
}

impl Dispatch<ZwpPrimarySelectionSourceV1, SourceData> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &ZwpPrimarySelectionSourceV1,
        request: source::Request,
        data: &SourceData,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        if let source::Request::Offer { mime_type } = request {
            // This protocol has no error for types that come late.
            let _ = data.offer(mime_type);
        }
    }

    fn destroyed(
        state: &mut Self,
        _: ClientId,
        gone: &ZwpPrimarySelectionSourceV1,
        data: &SourceData,
    ) {
        let gone = Source::Primary(gone.clone());
        state.seats.source_gone(data.owner(), &gone);
    }
}

impl Dispatch<ZwpPrimarySelectionDeviceV1, Owner> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        _: &ZwpPrimarySelectionDeviceV1,
        request: device::Request,
        owner: &Owner,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        if let device::Request::SetSelection { source, serial } = request {
            state.seats.set_primary(*owner, client, source, serial);
        }
    }

    fn destroyed(
        state: &mut Self,
        client: ClientId,
        gone: &ZwpPrimarySelectionDeviceV1,
        owner: &Owner,
    ) {
        state.seats.unbound(*owner, &client, |client| {
            client.primary_devices.remove(gone)
        });
    }
}

impl Dispatch<ZwpPrimarySelectionOfferV1, Origin> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        _: &ZwpPrimarySelectionOfferV1,
        request: offer::Request,
        origin: &Origin,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        if let offer::Request::Receive { mime_type, fd } = request {
            let kind = SelectionKind::Primary;
            state
                .seats
                .receive_selection(client, kind, origin, mime_type, fd);
        }
    }
}
