//! Where outputs without a display server of their own are painted: buffers in memory.

use std::collections::HashMap;

use smithay::backend::allocator::Fourcc;
use smithay::backend::renderer::gles::{GlesRenderbuffer, GlesRenderer};
use smithay::backend::renderer::pixman::PixmanRenderer;
use smithay::backend::renderer::sync::SyncPoint;
use smithay::backend::renderer::{
    Bind, Color32F, ExportMem, Frame, ImportAll, ImportMem, Offscreen, Renderer, Texture,
};
use smithay::reexports::pixman::Image;
use smithay::utils::{Physical, Rectangle, Size, Transform};

use super::provenance::Provenance;
use super::{Painter, Refresh, Subject, subject};
use crate::desk::OutputId;
use crate::scene::Scene;

/// Why an output could not be drawn.
#[derive(Debug, thiserror::Error)]
#[error("{what}: {why}")]
pub struct RenderError {
    /// What was tried.
    pub what: &'static str,
    /// What the renderer said.
    pub why: String,
}

/// Names what was tried beside what the renderer said.
pub(crate) fn failed<E: std::error::Error>(what: &'static str) -> impl FnOnce(E) -> RenderError {
    move |error| RenderError {
        what,
        why: error.to_string(),
    }
}

/// A picture read back: bytes B, G, R, X, rows without padding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// Width in physical pixels.
    pub width: u32,
    /// Height in physical pixels.
    pub height: u32,
    /// `width` × `height` × 4 bytes.
    pub pixels: Vec<u8>,
}

impl Capture {
    /// Fills a part of the picture with a colour.
    fn fill(&mut self, part: Rectangle<i32, Physical>, colour: Color32F) {
        let byte = |part: f32| (part * 255.0).round() as u8;
        let pixel = [byte(colour.b()), byte(colour.g()), byte(colour.r()), 255];
        let side = |pixels: i32| usize::try_from(pixels).unwrap_or(0);
        let (left, top) = (side(part.loc.x), side(part.loc.y));
        let right = side(part.loc.x.saturating_add(part.size.w));
        let width = self.width as usize;
        let (pixels, _) = self.pixels.as_chunks_mut::<4>();
        let rows = pixels.chunks_exact_mut(width.max(1));
        for row in rows.skip(top).take(side(part.size.h)) {
            if let Some(span) = row.get_mut(left.min(width)..right.min(width)) {
                span.fill(pixel);
            }
        }
    }
}

/// The order of colours in which pictures are read back.
pub(super) const READ: Fourcc = Fourcc::Xrgb8888;

/// How an output's buffer is to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The buffer's size in pixels.
    pub size: Size<i32, Physical>,
    /// How the picture is turned in it.
    pub transform: Transform,
    /// Physical pixels per logical one.
    pub scale: f64,
}

impl Shape {
    /// The picture's size, upright.
    #[must_use]
    pub fn upright(&self) -> Size<i32, Physical> {
        self.transform.transform_size(self.size)
    }
}

/// A buffer that a renderer can paint into without a screen.
pub trait Memory {
    /// The order of its colours: what the renderer itself works in.
    const FORMAT: Fourcc;
    /// The same with transparency.
    const ALPHA: Fourcc;
}

impl Memory for Image<'static, 'static> {
    const FORMAT: Fourcc = Fourcc::Xrgb8888;
    const ALPHA: Fourcc = Fourcc::Argb8888;
}

impl Memory for GlesRenderbuffer {
    const FORMAT: Fourcc = Fourcc::Xbgr8888;
    const ALPHA: Fourcc = Fourcc::Abgr8888;
}

/// Buffers in memory of one renderer.
pub struct Target<R: Renderer, B> {
    renderer: R,
    backdrop: Color32F,
    outputs: HashMap<OutputId, Sheet<R, B>>,
}

struct Sheet<R: Renderer, B> {
    painter: Painter<R>,
    buffer: B,
    shape: Shape,
    fresh: bool,
}

impl<R, B> Target<R, B>
where
    R: Renderer + ImportAll + ImportMem + ExportMem + Bind<B> + Offscreen<B>,
    B: Memory,
    R::TextureId: Clone + Texture + 'static,
{
    /// Takes a renderer; `backdrop` shows where nothing else does.
    pub fn new(renderer: R, backdrop: Color32F) -> Self {
        Target {
            renderer,
            backdrop,
            outputs: HashMap::new(),
        }
    }

    /// The renderer, for importing.
    pub fn renderer(&mut self) -> &mut R {
        &mut self.renderer
    }

    /// Makes or remakes the buffer of an output.
    ///
    /// # Errors
    /// When the renderer has no memory of that size.
    pub fn set_output(&mut self, id: OutputId, shape: Shape) -> Result<(), RenderError> {
        let size = (shape.size.w, shape.size.h).into();
        let buffer = self
            .renderer
            .create_buffer(B::FORMAT, size)
            .map_err(failed("making a buffer for an output"))?;
        let painter = Painter::new(self.backdrop, shape.scale);
        self.outputs.insert(
            id,
            Sheet {
                painter,
                buffer,
                shape,
                fresh: true,
            },
        );
        Ok(())
    }

    /// Drops the buffer of an output.
    pub fn remove_output(&mut self, id: OutputId) {
        self.outputs.remove(&id);
    }

    /// Draws what changed; says whether anything was drawn.
    ///
    /// # Errors
    /// What the renderer reports; the next frame is then drawn whole.
    pub fn draw(
        &mut self,
        id: OutputId,
        scene: &Scene,
        refresh: Refresh<'_>,
    ) -> Result<bool, RenderError> {
        self.draw_areas(id, scene, refresh)
            .map(|areas| !areas.is_empty())
    }

    /// Draws what changed; lists the parts of the buffer that may differ now.
    ///
    /// # Errors
    /// What the renderer reports; the next frame is then drawn whole.
    pub fn draw_areas(
        &mut self,
        id: OutputId,
        scene: &Scene,
        refresh: Refresh<'_>,
    ) -> Result<Vec<Rectangle<i32, Physical>>, RenderError> {
        let Some(sheet) = self.outputs.get_mut(&id) else {
            return Ok(Vec::new());
        };
        sheet.painter.update(&mut self.renderer, scene, refresh);
        let age = if sheet.fresh { 0 } else { 1 };
        let areas = sheet.painter.ledger().take(age, sheet.shape.upright());
        if areas.is_empty() {
            return Ok(areas);
        }
        let shape = sheet.shape;
        let turned = match shape.transform {
            Transform::Normal => areas.clone(),
            _ => vec![Rectangle::from_size(shape.size)],
        };
        let drawn = paint(
            &mut self.renderer,
            &sheet.painter,
            &mut sheet.buffer,
            shape,
            areas,
            true,
        );
        sheet.fresh = drawn.is_err();
        drawn.map(|()| turned)
    }

    /// Draws the next frame of an output whole.
    pub fn reset(&mut self, id: OutputId) {
        if let Some(sheet) = self.outputs.get_mut(&id) {
            sheet.fresh = true;
        }
    }

    /// Reads the buffer of an output as it is.
    ///
    /// # Errors
    /// What the renderer reports, or an unknown output.
    pub fn read(&mut self, id: OutputId) -> Result<Capture, RenderError> {
        let whole = self
            .outputs
            .get(&id)
            .map(|sheet| Rectangle::from_size(sheet.shape.size));
        self.read_part(id, whole.unwrap_or_default())
    }

    /// Reads a part of the buffer of an output as it is.
    ///
    /// # Errors
    /// What the renderer reports, or an unknown output.
    pub fn read_part(
        &mut self,
        id: OutputId,
        part: Rectangle<i32, Physical>,
    ) -> Result<Capture, RenderError> {
        let Some(sheet) = self.outputs.get_mut(&id) else {
            return Err(unknown_output());
        };
        read(&mut self.renderer, &mut sheet.buffer, part, READ)
    }

    /// Draws what a picture is taken of upright into a buffer of its own, and reads that.
    ///
    /// # Errors
    /// What the renderer reports, or an unknown output.
    pub fn capture(&mut self, id: OutputId, of: &Subject) -> Result<Capture, RenderError> {
        let Some(sheet) = self.outputs.get(&id) else {
            return Err(unknown_output());
        };
        capture(&mut self.renderer, &sheet.painter, sheet.shape, of)
    }

    /// Who owns each pixel of an output's scene.
    pub fn provenance(&self, id: OutputId) -> Option<Provenance> {
        let sheet = self.outputs.get(&id)?;
        Some(Provenance::of(&sheet.painter, sheet.shape.upright()))
    }
}

pub(crate) fn unknown_output() -> RenderError {
    RenderError {
        what: "looking for an output",
        why: "there is none of that name".into(),
    }
}

/// Draws a scene whole and upright into a buffer of its own, and reads that; what is for
/// the user's eyes only is filled over. Or the same of one window's content.
pub(crate) fn capture<R, B>(
    renderer: &mut R,
    painter: &Painter<R>,
    shape: Shape,
    of: &Subject,
) -> Result<Capture, RenderError>
where
    R: Renderer + ImportAll + ImportMem + ExportMem + Bind<B> + Offscreen<B>,
    B: Memory,
    R::TextureId: Clone + Texture + 'static,
{
    let pointer = match of {
        Subject::Output { pointer } => *pointer,
        Subject::Drawn(drawn) => return subject::picture(renderer, painter, drawn),
    };
    let size = shape.upright();
    let mut buffer = renderer
        .create_buffer(B::FORMAT, (size.w, size.h).into())
        .map_err(failed("making a buffer for a screenshot"))?;
    let upright = Shape {
        size,
        transform: Transform::Normal,
        scale: shape.scale,
    };
    let whole = Rectangle::from_size(size);
    paint(
        renderer,
        painter,
        &mut buffer,
        upright,
        vec![whole],
        pointer,
    )?;
    let mut capture = read(renderer, &mut buffer, whole, READ)?;
    for secret in painter.secrets() {
        capture.fill(secret, painter.backdrop_colour());
    }
    Ok(capture)
}

fn paint<R, B>(
    renderer: &mut R,
    painter: &Painter<R>,
    buffer: &mut B,
    shape: Shape,
    areas: Vec<Rectangle<i32, Physical>>,
    pointer: bool,
) -> Result<(), RenderError>
where
    R: Renderer + ImportAll + ImportMem + Bind<B>,
    R::TextureId: Clone + Texture + 'static,
{
    let done = begin_paint(renderer, painter, buffer, shape, areas, pointer)?;
    renderer.wait(&done).map_err(failed("waiting for a frame"))
}

/// Draws `areas` of a scene into a buffer, which holds them once the returned point is
/// reached.
pub(crate) fn begin_paint<R, B>(
    renderer: &mut R,
    painter: &Painter<R>,
    buffer: &mut B,
    shape: Shape,
    areas: Vec<Rectangle<i32, Physical>>,
    pointer: bool,
) -> Result<SyncPoint, RenderError>
where
    R: Renderer + ImportAll + ImportMem + Bind<B>,
    R::TextureId: Clone + Texture + 'static,
{
    let mut target = renderer
        .bind(buffer)
        .map_err(failed("binding an output's buffer"))?;
    let mut frame = renderer
        .render(&mut target, shape.size, shape.transform.invert())
        .map_err(failed("beginning a frame"))?;
    painter
        .draw(&mut frame, areas, pointer)
        .map_err(failed("drawing a frame"))?;
    frame.finish().map_err(failed("finishing a frame"))
}

pub(crate) fn read<R, B>(
    renderer: &mut R,
    buffer: &mut B,
    part: Rectangle<i32, Physical>,
    format: Fourcc,
) -> Result<Capture, RenderError>
where
    R: Renderer + ExportMem + Bind<B>,
{
    let target = renderer
        .bind(buffer)
        .map_err(failed("binding an output's buffer"))?;
    let size = part.size;
    let region = Rectangle::new((part.loc.x, part.loc.y).into(), (size.w, size.h).into());
    let mapping = renderer
        .copy_framebuffer(&target, region, format)
        .map_err(failed("reading an output's buffer"))?;
    let bytes = renderer
        .map_texture(&mapping)
        .map_err(failed("reading an output's buffer"))?;
    let width = u32::try_from(size.w).unwrap_or(0);
    let height = u32::try_from(size.h).unwrap_or(0);
    let row = (width as usize).saturating_mul(4);
    let stride = bytes.len().checked_div(height as usize).unwrap_or(0);
    let mut pixels = Vec::with_capacity(row.saturating_mul(height as usize));
    let rows = bytes.chunks_exact(stride.max(1)).take(height as usize);
    // GLES calls its mapping flipped, as GL counts rows from below; but it paints
    // what is not a window in memory's order, and that is what was read.
    rows.for_each(|line| pixels.extend_from_slice(line.get(..row).unwrap_or(line)));
    Ok(Capture {
        width,
        height,
        pixels,
    })
}

/// The two renderers that can paint into memory.
pub enum Canvas {
    /// Software, everywhere, exact.
    Pixman(Target<PixmanRenderer, Image<'static, 'static>>),
    /// OpenGL ES.
    Gles(Box<Target<GlesRenderer, GlesRenderbuffer>>),
}

/// Calls the same method on whichever renderer there is.
macro_rules! either {
    ($canvas:expr, $target:ident => $call:expr) => {
        match $canvas {
            Canvas::Pixman($target) => $call,
            Canvas::Gles($target) => $call,
        }
    };
}

impl Canvas {
    /// The renderer's name as `--renderer` takes it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Canvas::Pixman(_) => "pixman",
            Canvas::Gles(_) => "gles",
        }
    }

    /// The renderer, where it is GLES.
    pub(crate) fn gles(&mut self) -> Option<&mut GlesRenderer> {
        match self {
            Canvas::Pixman(_) => None,
            Canvas::Gles(target) => Some(target.renderer()),
        }
    }

    /// See [`Target::set_output`].
    ///
    /// # Errors
    /// When the renderer has no memory of that size.
    pub fn set_output(&mut self, id: OutputId, shape: Shape) -> Result<(), RenderError> {
        either!(self, target => target.set_output(id, shape))
    }

    /// See [`Target::remove_output`].
    pub fn remove_output(&mut self, id: OutputId) {
        either!(self, target => target.remove_output(id));
    }

    /// See [`Target::draw`].
    ///
    /// # Errors
    /// What the renderer reports.
    pub fn draw(
        &mut self,
        id: OutputId,
        scene: &Scene,
        refresh: Refresh<'_>,
    ) -> Result<bool, RenderError> {
        either!(self, target => target.draw(id, scene, refresh))
    }

    /// See [`Target::read`].
    ///
    /// # Errors
    /// What the renderer reports, or an unknown output.
    pub fn read(&mut self, id: OutputId) -> Result<Capture, RenderError> {
        either!(self, target => target.read(id))
    }

    /// See [`Target::capture`].
    ///
    /// # Errors
    /// What the renderer reports, or an unknown output.
    pub fn capture(&mut self, id: OutputId, of: &Subject) -> Result<Capture, RenderError> {
        either!(self, target => target.capture(id, of))
    }

    /// See [`Target::provenance`].
    #[must_use]
    pub fn provenance(&self, id: OutputId) -> Option<Provenance> {
        either!(self, target => target.provenance(id))
    }
}
