//! What surfaces may be given: viewport, fractional scale, single pixels, presentation feedback.

use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::wayland::fractional_scale::FractionalScaleHandler;
use smithay::{
    delegate_fractional_scale, delegate_presentation, delegate_single_pixel_buffer,
    delegate_viewporter,
};

use crate::shown::root_of;
use crate::state::Compositor;
use crate::tell::tell_scale;

impl FractionalScaleHandler for Compositor {
    fn new_fractional_scale(&mut self, surface: WlSurface) {
        let window = self.windows.of_surface(&root_of(&surface));
        let home = window
            .and_then(|id| self.desk.entry(id))
            .map(|entry| entry.output);
        let first = self.desk.places().first().map(|place| place.id);
        if let Some(screen) = home.or(first).and_then(|id| self.outputs.get(id)) {
            tell_scale(&surface, screen);
        }
    }
}

delegate_viewporter!(Compositor);
delegate_fractional_scale!(Compositor);
delegate_single_pixel_buffer!(Compositor);
delegate_presentation!(Compositor);
