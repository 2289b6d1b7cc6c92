//! wl_data_device_manager and its objects: the clipboard and dragging, inside a cage.

use std::sync::{Arc, Mutex};

use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::protocol::wl_data_device::{self, WlDataDevice};
use smithay::reexports::wayland_server::protocol::wl_data_device_manager::{
    self, DndAction, WlDataDeviceManager,
};
use smithay::reexports::wayland_server::protocol::wl_data_offer::{self, WlDataOffer};
use smithay::reexports::wayland_server::protocol::wl_data_source::{self, WlDataSource};
use smithay::reexports::wayland_server::{
    Client, DataInit, Dispatch, DisplayHandle, GlobalDispatch, New, Resource, WEnum,
};

use crate::seat::{
    DragRefused, DragRequest, Exchange, Fault, Origin, Owner, SelectionKind, SourceData, locked,
};
use crate::state::Compositor;

/// What an offer offers.
#[derive(Clone, Debug)]
pub(crate) enum OfferData {
    /// The clipboard.
    Selection(Origin),
    /// Something dragged over its client.
    Drag(Arc<Mutex<Exchange>>),
}

/// Makes an offer for a device's client, to be introduced by the device at once.
pub(crate) fn new_offer(device: &WlDataDevice, data: OfferData) -> Option<WlDataOffer> {
    let display = DisplayHandle::from(device.handle().upgrade()?);
    let client = device.client()?;
    client
        .create_resource::<_, _, Compositor>(&display, device.version(), data)
        .ok()
}

impl GlobalDispatch<WlDataDeviceManager, ()> for Compositor {
    fn bind(
        _: &mut Self,
        _: &DisplayHandle,
        client: &Client,
        new: New<WlDataDeviceManager>,
        (): &(),
        init: &mut DataInit<'_, Self>,
    ) {
        init.init(new, Owner::of(client));
    }
}

impl Dispatch<WlDataDeviceManager, Owner> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        _: &WlDataDeviceManager,
        request: wl_data_device_manager::Request,
        owner: &Owner,
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        match request {
            wl_data_device_manager::Request::CreateDataSource { id } => {
                init.init(id, SourceData::new(*owner));
            }
            wl_data_device_manager::Request::GetDataDevice { id, .. } => {
                let device = init.init(id, *owner);
                state.seats.add_data_device(*owner, client, device);
            }
            _ => {}
        }
    }
}

impl Dispatch<WlDataSource, SourceData> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        source: &WlDataSource,
        request: wl_data_source::Request,
        data: &SourceData,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        use wl_data_source::Error;
        match request {
            wl_data_source::Request::Offer { mime_type } => {
                // This protocol has no error for types that come late.
                let _ = data.offer(mime_type);
            }
            wl_data_source::Request::SetActions { dnd_actions } => match dnd_actions {
                WEnum::Unknown(_) => {
                    source.post_error(Error::InvalidActionMask, "unknown actions");
                }
                WEnum::Value(actions) => {
                    if data.set_actions(actions).is_err() {
                        let text = "actions are set once, before the source is used";
                        source.post_error(Error::InvalidSource, text);
                    }
                }
            },
            _ => {}
        }
    }

    fn destroyed(state: &mut Self, _: ClientId, gone: &WlDataSource, data: &SourceData) {
        state.seats.data_source_gone(data.owner(), gone);
    }
}

impl Dispatch<WlDataDevice, Owner> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        device: &WlDataDevice,
        request: wl_data_device::Request,
        owner: &Owner,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        match request {
            wl_data_device::Request::SetSelection { source, serial } => {
                if let Some(source) = source.as_ref().filter(|source| for_drag(source)) {
                    let text = "a source with actions is for dragging";
                    source.post_error(wl_data_source::Error::InvalidSource, text);
                } else if !state.seats.set_clipboard(*owner, client, source, serial) {
                    used_source(device);
                }
            }
            wl_data_device::Request::StartDrag {
                source,
                origin,
                icon,
                serial,
            } => {
                let ask = DragRequest {
                    source,
                    origin,
                    icon,
                    serial,
                };
                match state.seats.start_drag(client, ask) {
                    Ok(()) => state.follow_tool_drag(),
                    Err(DragRefused::UsedSource) => used_source(device),
                    Err(DragRefused::Role) => {
                        device.post_error(wl_data_device::Error::Role, "the icon has another role");
                    }
                }
            }
            _ => {}
        }
    }

    fn destroyed(state: &mut Self, client: ClientId, gone: &WlDataDevice, owner: &Owner) {
        state
            .seats
            .unbound(*owner, &client, |client| client.data_devices.remove(gone));
    }
}

fn for_drag(source: &WlDataSource) -> bool {
    source
        .data::<SourceData>()
        .is_some_and(SourceData::for_drag)
}

fn used_source(device: &WlDataDevice) {
    device.post_error(
        wl_data_device::Error::UsedSource,
        "the source was used before",
    );
}

impl Dispatch<WlDataOffer, OfferData> for Compositor {
    fn request(
        state: &mut Self,
        client: &Client,
        offer: &WlDataOffer,
        request: wl_data_offer::Request,
        data: &OfferData,
        _: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        match data {
            OfferData::Selection(origin) => on_selection(state, client, offer, request, origin),
            OfferData::Drag(exchange) => {
                if let Err(fault) = on_drag(offer, request, &mut locked(exchange)) {
                    post_fault(offer, fault);
                }
            }
        }
    }

    fn destroyed(_: &mut Self, _: ClientId, _: &WlDataOffer, data: &OfferData) {
        if let OfferData::Drag(exchange) = data {
            locked(exchange).offer_gone();
        }
    }
}

fn on_selection(
    state: &mut Compositor,
    client: &Client,
    offer: &WlDataOffer,
    request: wl_data_offer::Request,
    origin: &Origin,
) {
    use wl_data_offer::{Error, Request};
    match request {
        Request::Receive { mime_type, fd } => {
            let kind = SelectionKind::Clipboard;
            state
                .seats
                .receive_selection(client, kind, origin, mime_type, fd);
        }
        Request::Finish => offer.post_error(Error::InvalidFinish, "not a drag"),
        Request::SetActions { .. } => offer.post_error(Error::InvalidOffer, "not a drag"),
        _ => {}
    }
}

fn on_drag(
    offer: &WlDataOffer,
    request: wl_data_offer::Request,
    exchange: &mut Exchange,
) -> Result<(), Fault> {
    use wl_data_offer::Request;
    match request {
        Request::Accept { mime_type, .. } => exchange.accept(mime_type),
        Request::Receive { mime_type, fd } => exchange.receive(mime_type, fd),
        Request::Finish => exchange.finish(),
        Request::SetActions {
            dnd_actions,
            preferred_action,
        } => {
            let wanted = known(dnd_actions).ok_or(Fault::BadMask)?;
            let preferred = known(preferred_action).ok_or(Fault::BadPreference)?;
            exchange.set_actions(offer, wanted, preferred)
        }
        _ => Ok(()),
    }
}

fn known(actions: WEnum<DndAction>) -> Option<DndAction> {
    actions.into_result().ok()
}

fn post_fault(offer: &WlDataOffer, fault: Fault) {
    use wl_data_offer::Error;
    match fault {
        Fault::AfterFinish => offer.post_error(Error::InvalidOffer, "the offer was finished"),
        Fault::EarlyFinish => offer.post_error(Error::InvalidFinish, "nothing to finish"),
        Fault::BadMask => offer.post_error(Error::InvalidActionMask, "unknown actions"),
        Fault::BadPreference => {
            offer.post_error(
                Error::InvalidAction,
                "the preference is not one of the actions",
            );
        }
    }
}
