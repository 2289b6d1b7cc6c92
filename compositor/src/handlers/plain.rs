//! Globals whose binding tells a client nothing, and objects whose requests only end them.

use smithay::reexports::wayland_protocols::wp::alpha_modifier::v1::server::wp_alpha_modifier_v1::WpAlphaModifierV1;
use smithay::reexports::wayland_protocols::wp::commit_timing::v1::server::wp_commit_timing_manager_v1::WpCommitTimingManagerV1;
use smithay::reexports::wayland_protocols::wp::content_type::v1::server::wp_content_type_manager_v1::WpContentTypeManagerV1;
use smithay::reexports::wayland_protocols::wp::content_type::v1::server::wp_content_type_v1::WpContentTypeV1;
use smithay::reexports::wayland_protocols::wp::fifo::v1::server::wp_fifo_manager_v1::WpFifoManagerV1;
use smithay::reexports::wayland_protocols::wp::idle_inhibit::zv1::server::zwp_idle_inhibit_manager_v1::ZwpIdleInhibitManagerV1;
use smithay::reexports::wayland_protocols::wp::pointer_constraints::zv1::server::zwp_pointer_constraints_v1::ZwpPointerConstraintsV1;
use smithay::reexports::wayland_protocols::wp::security_context::v1::server::wp_security_context_manager_v1::WpSecurityContextManagerV1;
use smithay::reexports::wayland_protocols::wp::tearing_control::v1::server::wp_tearing_control_manager_v1::WpTearingControlManagerV1;
use smithay::reexports::wayland_protocols::wp::tearing_control::v1::server::wp_tearing_control_v1::WpTearingControlV1;
use smithay::reexports::wayland_protocols::xdg::activation::v1::server::xdg_activation_v1::XdgActivationV1;
use smithay::reexports::wayland_protocols::xdg::dialog::v1::server::xdg_wm_dialog_v1::XdgWmDialogV1;
use smithay::reexports::wayland_protocols::xdg::foreign::zv1::server::zxdg_exporter_v1::ZxdgExporterV1;
use smithay::reexports::wayland_protocols::xdg::foreign::zv1::server::zxdg_importer_v1::ZxdgImporterV1;
use smithay::reexports::wayland_protocols::xdg::foreign::zv2::server::zxdg_exporter_v2::ZxdgExporterV2;
use smithay::reexports::wayland_protocols::xdg::foreign::zv2::server::zxdg_importer_v2::ZxdgImporterV2;
use smithay::reexports::wayland_protocols::xdg::system_bell::v1::server::xdg_system_bell_v1::XdgSystemBellV1;
use smithay::reexports::wayland_server::protocol::wl_fixes::WlFixes;
use smithay::reexports::wayland_server::{
    Client, DataInit, Dispatch, DisplayHandle, GlobalDispatch, New, Resource,
};

use crate::state::Compositor;

/// Lets every client bind these, and says nothing to it.
macro_rules! plain_globals {
    ($($global:ty),* $(,)?) => {
        $(impl GlobalDispatch<$global, ()> for Compositor {
            fn bind(
                _: &mut Self,
                _: &DisplayHandle,
                _: &Client,
                new: New<$global>,
                (): &(),
                init: &mut DataInit<'_, Self>,
            ) {
                init.init(new, ());
            }
        })*
    };
}

plain_globals! {
    WlFixes,
    WpAlphaModifierV1,
    WpCommitTimingManagerV1,
    WpContentTypeManagerV1,
    WpFifoManagerV1,
    WpSecurityContextManagerV1,
    WpTearingControlManagerV1,
    XdgActivationV1,
    XdgSystemBellV1,
    XdgWmDialogV1,
    ZwpIdleInhibitManagerV1,
    ZwpPointerConstraintsV1,
    ZxdgExporterV1,
    ZxdgExporterV2,
    ZxdgImporterV1,
    ZxdgImporterV2,
}

/// Hints that nothing here depends on: what they say is held against the protocol at the gate.
macro_rules! hints {
    ($($hint:ty),* $(,)?) => {
        $(impl Dispatch<$hint, ()> for Compositor {
            fn request(
                _: &mut Self,
                _: &Client,
                _: &$hint,
                _: <$hint as Resource>::Request,
                (): &(),
                _: &DisplayHandle,
                _: &mut DataInit<'_, Self>,
            ) {
            }
        })*
    };
}

// A frame is never torn: where it would show, two cages could be on one line of it.
hints! {
    WpContentTypeV1,
    WpTearingControlV1,
}
