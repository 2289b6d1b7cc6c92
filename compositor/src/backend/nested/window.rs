//! Giving the host a frame: the window's own buffers, their age, and what of them is new.

use smithay::backend::renderer::gles::{GlesFrame, GlesRenderer};
use smithay::backend::renderer::{Frame, Renderer};
use smithay::backend::winit::WinitGraphicsBackend;
use smithay::utils::{Physical, Rectangle, Transform};

use crate::backend::egl;
use crate::render::damage::Ledger;
use crate::render::{RenderError, Shape, failed};

/// Parts of the window, in pixels of the upright picture.
pub(super) type Areas = Vec<Rectangle<i32, Physical>>;

/// Shows a frame: `draw` paints the areas that the window's next buffer lacks
/// by the `ledger`'s word.
pub(super) fn present(
    host: &mut WinitGraphicsBackend<GlesRenderer>,
    shape: Shape,
    ledger: &mut Ledger,
    fresh: bool,
    draw: impl FnOnce(&mut GlesFrame<'_, '_>, Areas) -> Result<(), RenderError>,
) -> Result<(), RenderError> {
    let (renderer, mut target) = host.bind().map_err(failed("taking the window's next buffer"))?;
    let dated = renderer.egl_context().display().supports_damage();
    let mut frame = renderer
        .render(&mut target, shape.size, upside_down(shape.transform.invert()))
        .map_err(failed("beginning a frame"))?;
    if fresh {
        egl::swap_at_once();
    }
    let age = if fresh || !dated { 0 } else { egl::buffer_age() };
    let areas = ledger.take(age, shape.upright());
    draw(&mut frame, areas.clone())?;
    // The host waits for the drawing itself; nothing here has to.
    let _drawn = frame.finish().map_err(failed("finishing a frame"))?;
    drop(target);
    let upright = shape.transform == Transform::Normal;
    host.submit(upright.then_some(areas.as_slice())).map_err(failed("showing a frame"))
}

/// The same way to turn a picture, top and bottom exchanged: GL counts the rows
/// of a window from below.
fn upside_down(transform: Transform) -> Transform {
    match transform {
        Transform::Normal => Transform::Flipped180,
        Transform::_90 => Transform::Flipped90,
        Transform::_180 => Transform::Flipped,
        Transform::_270 => Transform::Flipped270,
        Transform::Flipped => Transform::_180,
        Transform::Flipped90 => Transform::_90,
        Transform::Flipped180 => Transform::Normal,
        Transform::Flipped270 => Transform::_270,
    }
}
