//! Creating the globals of the gate's table, which says what exists and who sees it.

use std::collections::{HashMap, HashSet};

use lisere_policy::CageId;
use lisere_protocols::label::server::lisere_label_manager_v1::LisereLabelManagerV1;
use smithay::input::SeatState;
use smithay::output::Output;
use smithay::reexports::wayland_protocols::ext::data_control::v1::server::ext_data_control_manager_v1::ExtDataControlManagerV1;
use smithay::reexports::wayland_protocols::wp::alpha_modifier::v1::server::wp_alpha_modifier_v1::WpAlphaModifierV1;
use smithay::reexports::wayland_protocols::wp::commit_timing::v1::server::wp_commit_timing_manager_v1::WpCommitTimingManagerV1;
use smithay::reexports::wayland_protocols::wp::content_type::v1::server::wp_content_type_manager_v1::WpContentTypeManagerV1;
use smithay::reexports::wayland_protocols::wp::cursor_shape::v1::server::wp_cursor_shape_manager_v1::WpCursorShapeManagerV1;
use smithay::reexports::wayland_protocols::wp::fifo::v1::server::wp_fifo_manager_v1::WpFifoManagerV1;
use smithay::reexports::wayland_protocols::wp::idle_inhibit::zv1::server::zwp_idle_inhibit_manager_v1::ZwpIdleInhibitManagerV1;
use smithay::reexports::wayland_protocols::wp::pointer_constraints::zv1::server::zwp_pointer_constraints_v1::ZwpPointerConstraintsV1;
use smithay::reexports::wayland_protocols::wp::pointer_gestures::zv1::server::zwp_pointer_gestures_v1::ZwpPointerGesturesV1;
use smithay::reexports::wayland_protocols::wp::primary_selection::zv1::server::zwp_primary_selection_device_manager_v1::ZwpPrimarySelectionDeviceManagerV1;
use smithay::reexports::wayland_protocols::wp::relative_pointer::zv1::server::zwp_relative_pointer_manager_v1::ZwpRelativePointerManagerV1;
use smithay::reexports::wayland_protocols::wp::security_context::v1::server::wp_security_context_manager_v1::WpSecurityContextManagerV1;
use smithay::reexports::wayland_protocols::wp::tearing_control::v1::server::wp_tearing_control_manager_v1::WpTearingControlManagerV1;
use smithay::reexports::wayland_protocols::xdg::activation::v1::server::xdg_activation_v1::XdgActivationV1;
use smithay::reexports::wayland_protocols::xdg::dialog::v1::server::xdg_wm_dialog_v1::XdgWmDialogV1;
use smithay::reexports::wayland_protocols::xdg::foreign::zv1::server::zxdg_exporter_v1::ZxdgExporterV1;
use smithay::reexports::wayland_protocols::xdg::foreign::zv1::server::zxdg_importer_v1::ZxdgImporterV1;
use smithay::reexports::wayland_protocols::xdg::foreign::zv2::server::zxdg_exporter_v2::ZxdgExporterV2;
use smithay::reexports::wayland_protocols::xdg::foreign::zv2::server::zxdg_importer_v2::ZxdgImporterV2;
use smithay::reexports::wayland_protocols::xdg::system_bell::v1::server::xdg_system_bell_v1::XdgSystemBellV1;
use smithay::reexports::wayland_protocols::xdg::toplevel_icon::v1::server::xdg_toplevel_icon_manager_v1::XdgToplevelIconManagerV1;
use smithay::reexports::wayland_protocols::wp::tablet::zv2::server::zwp_tablet_manager_v2::ZwpTabletManagerV2;
use smithay::reexports::wayland_protocols::wp::text_input::zv3::server::zwp_text_input_manager_v3::ZwpTextInputManagerV3;
use smithay::reexports::wayland_protocols_misc::zwp_input_method_v2::server::zwp_input_method_manager_v2::ZwpInputMethodManagerV2;
use smithay::reexports::wayland_protocols_misc::zwp_virtual_keyboard_v1::server::zwp_virtual_keyboard_manager_v1::ZwpVirtualKeyboardManagerV1;
use smithay::reexports::wayland_protocols_misc::server_decoration::server::org_kde_kwin_server_decoration_manager::Mode as KdeMode;
use smithay::reexports::wayland_protocols_wlr::data_control::v1::server::zwlr_data_control_manager_v1::ZwlrDataControlManagerV1;
use smithay::reexports::wayland_server::{Client, DisplayHandle};
use smithay::reexports::wayland_server::backend::{GlobalId, ObjectId};
use smithay::reexports::wayland_server::protocol::wl_data_device_manager::WlDataDeviceManager;
use smithay::reexports::wayland_server::protocol::wl_fixes::WlFixes;
use smithay::reexports::wayland_server::protocol::wl_seat::WlSeat;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::wayland::compositor::CompositorState;
use smithay::wayland::dmabuf::{DmabufFeedbackBuilder, DmabufState};
use smithay::wayland::fractional_scale::FractionalScaleManagerState;
use smithay::wayland::output::OutputManagerState;
use smithay::wayland::presentation::PresentationState;
use smithay::wayland::shell::kde::decoration::KdeDecorationState;
use smithay::wayland::shell::xdg::XdgShellState;
use smithay::wayland::shell::xdg::decoration::XdgDecorationState;
use smithay::wayland::shm::ShmState;
use smithay::wayland::single_pixel_buffer::SinglePixelBufferState;
use smithay::wayland::viewporter::ViewporterState;

pub use lisere_gate::table::{Needs, TABLE};

use crate::activation::Activation;
use crate::backend::Offer;
use crate::bell::Bell;
use crate::cages::cage_of;
use crate::foreign::Foreign;
use crate::handlers::surface_lists::SurfaceLists;
use crate::state::Compositor;

/// Number of the monotonic clock, as presentation-time names it to clients.
const CLOCK_MONOTONIC: u32 = 1;

/// State of the protocols that Smithay carries.
#[derive(Debug)]
pub struct Protocols {
    /// Surfaces, regions, subsurfaces.
    pub compositor: CompositorState,
    /// Where the library lists surfaces.
    pub surface_lists: SurfaceLists,
    /// Shared-memory buffers.
    pub shm: ShmState,
    /// Buffers of the graphics card.
    pub dmabuf: DmabufState,
    /// Windows and popups.
    pub xdg_shell: XdgShellState,
    /// KDE's way of asking who draws the frame.
    pub kde: KdeDecorationState,
    /// Required by Smithay's xdg-shell and otherwise unused: the seats are the core's own.
    pub(crate) no_seats: SeatState<Compositor>,
    /// What programs of a cage were given to bring each other's windows up.
    pub(crate) activation: Activation,
    /// Windows that programs of a cage know of each other.
    pub(crate) foreign: Foreign,
    /// Surfaces that want the screens to stay lit, each with the object that says so.
    pub(crate) awake: HashMap<ObjectId, WlSurface>,
    /// Who rang last.
    pub(crate) bell: Bell,
    /// Kept alive for their globals.
    _others: Others,
}

#[derive(Debug)]
struct Others {
    _outputs: OutputManagerState,
    _decoration: XdgDecorationState,
    _viewporter: ViewporterState,
    _fractional: FractionalScaleManagerState,
    _single_pixel: SinglePixelBufferState,
    _presentation: PresentationState,
}

impl Protocols {
    /// Creates every global of the table but the outputs. `gpu` is what the
    /// graphics card offers and the cages that may use it.
    #[must_use]
    pub fn new(
        display: &DisplayHandle,
        gpu: Option<(Offer, HashSet<CageId>)>,
        surface_lists: SurfaceLists,
    ) -> Protocols {
        let mut dmabuf = DmabufState::new();
        if let Some((offer, cages)) = gpu {
            announce_gpu(display, &mut dmabuf, offer, cages);
        }
        display.create_global::<Compositor, WlSeat, ()>(9, ());
        display.create_global::<Compositor, WlDataDeviceManager, ()>(3, ());
        display.create_global::<Compositor, ZwpPrimarySelectionDeviceManagerV1, ()>(1, ());
        display.create_global::<Compositor, ExtDataControlManagerV1, ()>(1, ());
        display.create_global::<Compositor, ZwlrDataControlManagerV1, ()>(2, ());
        display.create_global::<Compositor, WpCursorShapeManagerV1, ()>(2, ());
        display.create_global::<Compositor, ZwpPointerGesturesV1, ()>(3, ());
        display.create_global::<Compositor, ZwpTabletManagerV2, ()>(1, ());
        display.create_global::<Compositor, ZwpRelativePointerManagerV1, ()>(1, ());
        announce_small(display);
        display.create_global::<Compositor, LisereLabelManagerV1, ()>(1, ());
        Protocols {
            compositor: CompositorState::new_v6::<Compositor>(display),
            surface_lists,
            shm: ShmState::new::<Compositor>(display, []),
            dmabuf,
            xdg_shell: XdgShellState::new::<Compositor>(display),
            kde: KdeDecorationState::new::<Compositor>(display, KdeMode::Server),
            no_seats: SeatState::new(),
            activation: Activation::default(),
            foreign: Foreign::default(),
            awake: HashMap::new(),
            bell: Bell::default(),
            _others: Others {
                _outputs: OutputManagerState::new_with_xdg_output::<Compositor>(display),
                _decoration: XdgDecorationState::new::<Compositor>(display),
                _viewporter: ViewporterState::new::<Compositor>(display),
                _fractional: FractionalScaleManagerState::new::<Compositor>(display),
                _single_pixel: SinglePixelBufferState::new::<Compositor>(display),
                _presentation: PresentationState::new::<Compositor>(display, CLOCK_MONOTONIC),
            },
        }
    }
}

/// The globals of protocols that add one thing to windows, surfaces or the seat.
fn announce_small(display: &DisplayHandle) {
    display.create_global::<Compositor, ZwpPointerConstraintsV1, ()>(1, ());
    display.create_global::<Compositor, XdgActivationV1, ()>(1, ());
    display.create_global::<Compositor, ZxdgExporterV2, ()>(1, ());
    display.create_global::<Compositor, ZxdgImporterV2, ()>(1, ());
    display.create_global::<Compositor, ZxdgExporterV1, ()>(1, ());
    display.create_global::<Compositor, ZxdgImporterV1, ()>(1, ());
    display.create_global::<Compositor, XdgWmDialogV1, ()>(1, ());
    display.create_global::<Compositor, ZwpIdleInhibitManagerV1, ()>(1, ());
    display.create_global::<Compositor, WpContentTypeManagerV1, ()>(1, ());
    display.create_global::<Compositor, WpAlphaModifierV1, ()>(1, ());
    display.create_global::<Compositor, WpFifoManagerV1, ()>(1, ());
    display.create_global::<Compositor, WpCommitTimingManagerV1, ()>(1, ());
    display.create_global::<Compositor, WpTearingControlManagerV1, ()>(1, ());
    display.create_global::<Compositor, WlFixes, ()>(1, ());
    display.create_global::<Compositor, XdgSystemBellV1, ()>(1, ());
    display.create_global::<Compositor, XdgToplevelIconManagerV1, ()>(1, ());
    display.create_global::<Compositor, ZwpTextInputManagerV3, ()>(1, ());
    display.create_global::<Compositor, ZwpInputMethodManagerV2, ()>(1, ());
    display.create_global::<Compositor, ZwpVirtualKeyboardManagerV1, ()>(1, ());
    display.create_global::<Compositor, WpSecurityContextManagerV1, ()>(1, ());
}

/// Lets `cages` hand over buffers of the graphics card.
fn announce_gpu(
    display: &DisplayHandle,
    state: &mut DmabufState,
    offer: Offer,
    cages: HashSet<CageId>,
) {
    match DmabufFeedbackBuilder::new(offer.node, offer.formats).build() {
        Ok(feedback) => {
            let sees =
                move |client: &Client| cage_of(client).is_some_and(|cage| cages.contains(&cage));
            state.create_global_with_filter_and_default_feedback::<Compositor, _>(
                display, &feedback, sees,
            );
        }
        Err(error) => {
            tracing::warn!(%error, "programs draw without the graphics card: no table of formats")
        }
    }
}

/// Announces an output.
#[must_use]
pub fn announce(display: &DisplayHandle, output: &Output) -> GlobalId {
    output.create_global::<Compositor>(display)
}

/// Withdraws an output: nobody is told of it any more, and a bind that is on its way
/// gets an object that does nothing.
pub fn withdraw(display: &DisplayHandle, global: &GlobalId) {
    display.disable_global::<Compositor>(global.clone());
}

/// Forgets a withdrawn output: who binds it now has had the time to hear.
pub fn forget(display: &DisplayHandle, global: GlobalId) {
    display.remove_global::<Compositor>(global);
}
