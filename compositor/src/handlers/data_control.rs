//! ext_data_control_manager_v1 and zwlr_data_control_manager_v1: a cage's selections without its keys.

use smithay::reexports::wayland_protocols::ext::data_control::v1::server as ext;
use smithay::reexports::wayland_protocols_wlr::data_control::v1::server as wlr;
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::{
    Client, DataInit, Dispatch, DisplayHandle, GlobalDispatch, New, Resource,
};

use crate::seat::{
    Controls, Current, Minds, Objects, Origin, Owner, SelectionKind, Source, SourceData,
};
use crate::state::Compositor;

/// What an offer offers.
#[derive(Clone, Debug)]
pub(crate) struct Offered {
    kind: SelectionKind,
    origin: Origin,
}

/// Writes the glue once for two protocols that differ in their names only, and in the
/// version that brought the primary selection.
macro_rules! data_control {
    (
        $kept:ident, $variant:ident, $primary_since:literal,
        $managers:ident::$manager:ident, $devices:ident::$device:ident,
        $sources:ident::$source:ident, $offers:ident::$offer:ident $(,)?
    ) => {
        const _: () = {
            use $kept::$devices::{self as device, $device};
            use $kept::$managers::{self as manager, $manager};
            use $kept::$offers::{self as offer, $offer};
            use $kept::$sources::{self as source, $source};

            fn introduce(
                device: &$device,
                kind: SelectionKind,
                current: &Current,
            ) -> Option<$offer> {
                let display = DisplayHandle::from(device.handle().upgrade()?);
                let origin = current.origin.clone();
                let data = Offered { kind, origin };
                let offer: $offer = device
                    .client()?
                    .create_resource::<_, _, Compositor>(&display, device.version(), data)
                    .ok()?;
                device.data_offer(&offer);
                let types = current.types.iter();
                types.for_each(|name| offer.offer(name.clone()));
                Some(offer)
            }

            impl Minds for $device {
                fn show(&self, kind: SelectionKind, current: Option<&Current>) {
                    if kind == SelectionKind::Primary && self.version() < $primary_since {
                        return;
                    }
                    let offer = current.and_then(|current| introduce(self, kind, current));
                    match kind {
                        SelectionKind::Clipboard => self.selection(offer.as_ref()),
                        SelectionKind::Primary => self.primary_selection(offer.as_ref()),
                    }
                }

                fn dismiss(&self) {
                    self.finished();
                }

                fn kept(controls: &mut Controls) -> &mut Objects<$device> {
                    &mut controls.$kept
                }
            }

            impl GlobalDispatch<$manager, ()> for Compositor {
                fn bind(
                    _: &mut Self,
                    _: &DisplayHandle,
                    client: &Client,
                    new: New<$manager>,
                    (): &(),
                    init: &mut DataInit<'_, Self>,
                ) {
                    init.init(new, Owner::of(client));
                }
            }

            impl Dispatch<$manager, Owner> for Compositor {
                fn request(
                    state: &mut Self,
                    client: &Client,
                    _: &$manager,
                    request: manager::Request,
                    owner: &Owner,
                    _: &DisplayHandle,
                    init: &mut DataInit<'_, Self>,
                ) {
                    match request {
                        manager::Request::CreateDataSource { id } => {
                            init.init(id, SourceData::new(*owner));
                        }
                        manager::Request::GetDataDevice { id, .. } => {
                            let device = init.init(id, *owner);
                            state.seats.add_control(*owner, client, device);
                        }
                        _ => {}
                    }
                }
            }

            impl Dispatch<$source, SourceData> for Compositor {
                fn request(
                    _: &mut Self,
                    _: &Client,
                    source: &$source,
                    request: source::Request,
                    data: &SourceData,
                    _: &DisplayHandle,
                    _: &mut DataInit<'_, Self>,
                ) {
                    if let source::Request::Offer { mime_type } = request
                        && data.offer(mime_type).is_err()
                    {
                        source.post_error(source::Error::InvalidOffer, LATE);
                    }
                }

                fn destroyed(state: &mut Self, _: ClientId, gone: &$source, data: &SourceData) {
                    let gone = Source::$variant(gone.clone());
                    state.seats.source_gone(data.owner(), &gone);
                }
            }

            impl Dispatch<$device, Owner> for Compositor {
                fn request(
                    state: &mut Self,
                    _: &Client,
                    device: &$device,
                    request: device::Request,
                    owner: &Owner,
                    _: &DisplayHandle,
                    _: &mut DataInit<'_, Self>,
                ) {
                    let (kind, source) = match request {
                        device::Request::SetSelection { source } => {
                            (SelectionKind::Clipboard, source)
                        }
                        device::Request::SetPrimarySelection { source } => {
                            (SelectionKind::Primary, source)
                        }
                        _ => return,
                    };
                    let source = source.map(Source::$variant);
                    if !state.seats.control(*owner, kind, source) {
                        device.post_error(device::Error::UsedSource, USED);
                    }
                }

                fn destroyed(state: &mut Self, client: ClientId, gone: &$device, owner: &Owner) {
                    state.seats.unbound(*owner, &client, |client| {
                        client.controls.$kept.remove(gone);
                    });
                }
            }

            impl Dispatch<$offer, Offered> for Compositor {
                fn request(
                    state: &mut Self,
                    client: &Client,
                    _: &$offer,
                    request: offer::Request,
                    data: &Offered,
                    _: &DisplayHandle,
                    _: &mut DataInit<'_, Self>,
                ) {
                    if let offer::Request::Receive { mime_type, fd } = request {
                        let (kind, origin) = (data.kind, &data.origin);
                        state
                            .seats
                            .receive_selection(client, kind, origin, mime_type, fd);
                    }
                }
            }
        };
    };
}

/// The gate has judged both before; this is for what comes by no gate.
const LATE: &str = "a source that is in use offers no more types";
const USED: &str = "the source was used before";

data_control!(
    ext,
    Ext,
    1,
    ext_data_control_manager_v1::ExtDataControlManagerV1,
    ext_data_control_device_v1::ExtDataControlDeviceV1,
    ext_data_control_source_v1::ExtDataControlSourceV1,
    ext_data_control_offer_v1::ExtDataControlOfferV1,
);

data_control!(
    wlr,
    Wlr,
    2,
    zwlr_data_control_manager_v1::ZwlrDataControlManagerV1,
    zwlr_data_control_device_v1::ZwlrDataControlDeviceV1,
    zwlr_data_control_source_v1::ZwlrDataControlSourceV1,
    zwlr_data_control_offer_v1::ZwlrDataControlOfferV1,
);
