//! GLES paints straight into the window.

use smithay::backend::renderer::Color32F;
use smithay::backend::renderer::gles::{GlesRenderbuffer, GlesRenderer};
use smithay::backend::winit::WinitGraphicsBackend;
use smithay::utils::Rectangle;

use super::window::present;
use crate::render::damage::Ledger;
use crate::render::provenance::Provenance;
use crate::render::{Capture, Painter, Refresh, RenderError, Shape, Subject, capture, failed};
use crate::scene::Scene;

/// The window's picture.
pub(super) struct GlesWindow {
    painter: Painter<GlesRenderer>,
    shape: Shape,
    /// Nothing is known of the window's buffers.
    fresh: bool,
}

impl GlesWindow {
    pub(super) fn new(backdrop: Color32F, shape: Shape) -> GlesWindow {
        GlesWindow {
            painter: Painter::new(backdrop, shape.scale),
            shape,
            fresh: true,
        }
    }

    pub(super) fn lost(&mut self) {
        self.painter
            .ledger()
            .add(Rectangle::from_size(self.shape.upright()));
    }

    pub(super) fn draw(
        &mut self,
        host: &mut WinitGraphicsBackend<GlesRenderer>,
        scene: &Scene,
        refresh: Refresh<'_>,
    ) -> Result<bool, RenderError> {
        self.painter.update(host.renderer(), scene, refresh);
        if !self.fresh && !self.painter.ledger().pending() {
            return Ok(false);
        }
        let mut ledger: Ledger = std::mem::take(self.painter.ledger());
        let painter = &self.painter;
        let shown = present(host, self.shape, &mut ledger, self.fresh, |frame, areas| {
            painter
                .draw(frame, areas, true)
                .map_err(failed("drawing a frame"))
        });
        *self.painter.ledger() = ledger;
        self.fresh = shown.is_err();
        shown.map(|()| true)
    }

    pub(super) fn capture(
        &self,
        renderer: &mut GlesRenderer,
        of: &Subject,
    ) -> Result<Capture, RenderError> {
        capture::<_, GlesRenderbuffer>(renderer, &self.painter, self.shape, of)
    }

    pub(super) fn provenance(&self) -> Provenance {
        Provenance::of(&self.painter, self.shape.upright())
    }
}
