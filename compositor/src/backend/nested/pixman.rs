//! Pixman paints into memory; what changed of it goes to the window as a texture.

use smithay::backend::allocator::Fourcc;
use smithay::backend::renderer::gles::{GlesRenderer, GlesTexture};
use smithay::backend::renderer::pixman::PixmanRenderer;
use smithay::backend::renderer::{Color32F, ImportMem};
use smithay::backend::winit::WinitGraphicsBackend;
use smithay::reexports::pixman::Image;
use smithay::utils::{Buffer, Physical, Rectangle, Size, Transform};

use super::window::present;
use crate::desk::OutputId;
use crate::render::damage::{Ledger, few};
use crate::render::provenance::Provenance;
use crate::render::{Capture, Refresh, RenderError, Shape, Subject, Target, failed};
use crate::scene::Scene;

/// Bytes of a pixel.
const BYTES: usize = 4;

/// The window's picture in memory, and its copy for the host's side.
pub(super) struct PixmanWindow {
    target: Target<PixmanRenderer, Image<'static, 'static>>,
    copy: Option<Copy>,
}

struct Copy {
    /// The texture's bytes: GLES takes a part of a picture only from the whole.
    bytes: Vec<u8>,
    texture: GlesTexture,
    size: Size<i32, Physical>,
    ledger: Ledger,
    /// Nothing is known of the window's buffers.
    fresh: bool,
}

impl PixmanWindow {
    pub(super) fn new(backdrop: Color32F) -> Result<PixmanWindow, RenderError> {
        let renderer = PixmanRenderer::new().map_err(failed("starting Pixman"))?;
        Ok(PixmanWindow {
            target: Target::new(renderer, backdrop),
            copy: None,
        })
    }

    pub(super) fn set_output(
        &mut self,
        renderer: &mut GlesRenderer,
        id: OutputId,
        shape: Shape,
    ) -> Result<(), RenderError> {
        self.target.set_output(id, shape)?;
        self.copy = Some(Copy::new(renderer, shape.size)?);
        Ok(())
    }

    pub(super) fn remove_output(&mut self, id: OutputId) {
        self.target.remove_output(id);
        self.copy = None;
    }

    pub(super) fn lost(&mut self) {
        if let Some(copy) = &mut self.copy {
            copy.ledger.add(Rectangle::from_size(copy.size));
        }
    }

    pub(super) fn draw(
        &mut self,
        host: &mut WinitGraphicsBackend<GlesRenderer>,
        id: OutputId,
        scene: &Scene,
        refresh: Refresh<'_>,
    ) -> Result<bool, RenderError> {
        let shown = self.carry(host, id, scene, refresh);
        if shown.is_err() {
            self.target.reset(id);
        }
        shown
    }

    /// Draws into memory, and takes what changed from there to the window.
    fn carry(
        &mut self,
        host: &mut WinitGraphicsBackend<GlesRenderer>,
        id: OutputId,
        scene: &Scene,
        refresh: Refresh<'_>,
    ) -> Result<bool, RenderError> {
        let areas = self.target.draw_areas(id, scene, refresh)?;
        let Some(copy) = &mut self.copy else {
            return Ok(false);
        };
        for area in few(areas) {
            let part = self.target.read_part(id, area)?;
            copy.update(host.renderer(), area, &part)?;
        }
        copy.present(host)
    }

    pub(super) fn capture(&mut self, id: OutputId, of: &Subject) -> Result<Capture, RenderError> {
        self.target.capture(id, of)
    }

    pub(super) fn provenance(&self, id: OutputId) -> Option<Provenance> {
        self.target.provenance(id)
    }
}

impl Copy {
    fn new(renderer: &mut GlesRenderer, size: Size<i32, Physical>) -> Result<Copy, RenderError> {
        let pixels = |n: i32| usize::try_from(n).unwrap_or(0);
        let bytes = vec![
            0;
            pixels(size.w)
                .saturating_mul(pixels(size.h))
                .saturating_mul(BYTES)
        ];
        let texture = renderer
            .import_memory(&bytes, Fourcc::Xrgb8888, (size.w, size.h).into(), false)
            .map_err(failed("making the window's texture"))?;
        Ok(Copy {
            bytes,
            texture,
            size,
            ledger: Ledger::default(),
            fresh: true,
        })
    }

    /// Takes over the pixels of `area`.
    fn update(
        &mut self,
        renderer: &mut GlesRenderer,
        area: Rectangle<i32, Physical>,
        part: &Capture,
    ) -> Result<(), RenderError> {
        let at = |n: i32| usize::try_from(n).unwrap_or(0);
        let (stride, left) = (at(self.size.w) * BYTES, at(area.loc.x) * BYTES);
        let row = at(area.size.w) * BYTES;
        let below = self
            .bytes
            .chunks_exact_mut(stride.max(1))
            .skip(at(area.loc.y));
        for (to, from) in below.zip(part.pixels.chunks_exact(row.max(1))) {
            if let Some(to) = to.get_mut(left..left + row) {
                to.copy_from_slice(from);
            }
        }
        let region: Rectangle<i32, Buffer> = Rectangle::new(
            (area.loc.x, area.loc.y).into(),
            (area.size.w, area.size.h).into(),
        );
        self.ledger.add(area);
        renderer
            .update_memory(&self.texture, &self.bytes, region)
            .map_err(failed("giving the window's texture what changed"))
    }

    /// Shows what changed; says whether anything did.
    fn present(
        &mut self,
        host: &mut WinitGraphicsBackend<GlesRenderer>,
    ) -> Result<bool, RenderError> {
        if !self.fresh && !self.ledger.pending() {
            return Ok(false);
        }
        // Pixman has turned the picture already.
        let shape = Shape {
            size: self.size,
            transform: Transform::Normal,
            scale: 1.0,
        };
        let whole = Rectangle::from_size(self.size);
        let source = Rectangle::from_size((self.size.w, self.size.h).into()).to_f64();
        let texture = &self.texture;
        let shown = present(host, shape, &mut self.ledger, self.fresh, |frame, areas| {
            let turn = Transform::Normal;
            frame
                .render_texture_from_to(
                    texture,
                    source,
                    whole,
                    &areas,
                    &areas,
                    turn,
                    1.0,
                    None,
                    &[],
                )
                .map_err(failed("drawing the window's texture"))
        });
        self.fresh = shown.is_err();
        shown.map(|()| true)
    }
}
