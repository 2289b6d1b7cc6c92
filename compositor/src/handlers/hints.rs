//! wp_content_type, wp_tearing_control, wl_fixes: what a client says of its content, and registries that end.

use smithay::reexports::wayland_protocols::wp::content_type::v1::server::wp_content_type_manager_v1::{
    self as content, WpContentTypeManagerV1,
};
use smithay::reexports::wayland_protocols::wp::tearing_control::v1::server::wp_tearing_control_manager_v1::{
    self as tearing, WpTearingControlManagerV1,
};
use smithay::reexports::wayland_server::protocol::wl_fixes::{self, WlFixes};
use smithay::reexports::wayland_server::{Client, DataInit, Dispatch, DisplayHandle, Resource};

use crate::state::Compositor;

impl Dispatch<WpContentTypeManagerV1, ()> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &WpContentTypeManagerV1,
        request: content::Request,
        (): &(),
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        if let content::Request::GetSurfaceContentType { id, .. } = request {
            init.init(id, ());
        }
    }
}

impl Dispatch<WpTearingControlManagerV1, ()> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &WpTearingControlManagerV1,
        request: tearing::Request,
        (): &(),
        _: &DisplayHandle,
        init: &mut DataInit<'_, Self>,
    ) {
        if let tearing::Request::GetTearingControl { id, .. } = request {
            init.init(id, ());
        }
    }
}

impl Dispatch<WlFixes, ()> for Compositor {
    fn request(
        _: &mut Self,
        _: &Client,
        _: &WlFixes,
        request: wl_fixes::Request,
        (): &(),
        display: &DisplayHandle,
        _: &mut DataInit<'_, Self>,
    ) {
        if let wl_fixes::Request::DestroyRegistry { registry } = request {
            // It can only be gone already, and then there is nothing to do.
            let _ = display
                .backend_handle()
                .destroy_object::<Compositor>(&registry.id());
        }
    }
}
