//! wp_alpha_modifier_v1: how much shows through a surface, which the renderer multiplies in.

use smithay::reexports::wayland_protocols::wp::alpha_modifier::v1::server::wp_alpha_modifier_surface_v1::WpAlphaModifierSurfaceV1;
use smithay::reexports::wayland_protocols::wp::alpha_modifier::v1::server::wp_alpha_modifier_v1::WpAlphaModifierV1;
use smithay::reexports::wayland_server::delegate_dispatch;
use smithay::wayland::alpha_modifier::{AlphaModifierState, AlphaModifierSurfaceUserData};

use crate::state::Compositor;

delegate_dispatch!(Compositor: [WpAlphaModifierV1: ()] => AlphaModifierState);
delegate_dispatch!(
    Compositor: [WpAlphaModifierSurfaceV1: AlphaModifierSurfaceUserData] => AlphaModifierState
);
