//! One seat per cage: its keyboard state, pointer, touch points and selections.

use lisere_policy::CageId;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::utils::{Logical, Point};

/// A place in a client's surface.
#[derive(Clone, Debug)]
pub struct SurfacePoint {
    /// The cage of the surface's client.
    pub cage: CageId,
    /// The surface hit.
    pub surface: WlSurface,
    /// Where in it, in surface-local logical coordinates.
    pub local: Point<f64, Logical>,
}

/// The seats of all cages.
#[derive(Debug, Default)]
pub struct Seats {}
