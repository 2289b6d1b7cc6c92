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
    let (renderer, mut target) = host
        .bind()
        .map_err(failed("taking the window's next buffer"))?;
    let dated = renderer.egl_context().display().supports_damage();
    let mut frame = renderer
        .render(
            &mut target,
            shape.size,
            upside_down(shape.transform.invert()),
        )
        .map_err(failed("beginning a frame"))?;
    if fresh {
        egl::swap_at_once();
    }
    let age = if fresh || !dated {
        0
    } else {
        egl::buffer_age()
    };
    let areas = ledger.take(age, shape.upright());
    draw(&mut frame, areas.clone())?;
    // The host waits for the drawing itself; nothing here has to.
    let _drawn = frame.finish().map_err(failed("finishing a frame"))?;
    drop(target);
    let upright = shape.transform == Transform::Normal;
    host.submit(upright.then_some(areas.as_slice()))
        .map_err(failed("showing a frame"))
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

#[cfg(test)]
mod tests {
    use smithay::backend::allocator::Fourcc;
    use smithay::backend::renderer::gles::GlesRenderbuffer;
    use smithay::backend::renderer::{Bind, ExportMem, ImportMem, Offscreen};

    use super::*;

    const ALL: [Transform; 8] = [
        Transform::Normal,
        Transform::_90,
        Transform::_180,
        Transform::_270,
        Transform::Flipped,
        Transform::Flipped90,
        Transform::Flipped180,
        Transform::Flipped270,
    ];

    /// The rows of a 4 × 6 buffer that a picture without symmetry was painted into.
    fn rows(renderer: &mut GlesRenderer, turn: Transform) -> Vec<Vec<u8>> {
        let upright = turn.transform_size((4, 6).into());
        let pixels: Vec<u8> = (0..24u8)
            .flat_map(|n| [n * 10, 255 - n * 10, n * 5, 255])
            .collect();
        let texture = renderer
            .import_memory(&pixels, Fourcc::Xbgr8888, upright, false)
            .unwrap();
        let mut buffer: GlesRenderbuffer = renderer
            .create_buffer(Fourcc::Abgr8888, (4, 6).into())
            .unwrap();
        let mut target = renderer.bind(&mut buffer).unwrap();
        let mut frame = renderer.render(&mut target, (4, 6).into(), turn).unwrap();
        let whole = Rectangle::from_size((upright.w, upright.h).into());
        let source = Rectangle::from_size(upright).to_f64();
        frame
            .render_texture_from_to(
                &texture,
                source,
                whole,
                &[whole],
                &[],
                Transform::Normal,
                1.0,
                None,
                &[],
            )
            .unwrap();
        let _drawn = frame.finish().unwrap();
        let region = Rectangle::from_size((4, 6).into());
        let mapping = renderer
            .copy_framebuffer(&target, region, Fourcc::Abgr8888)
            .unwrap();
        drop(target);
        renderer
            .map_texture(&mapping)
            .unwrap()
            .chunks(16)
            .map(<[u8]>::to_vec)
            .collect()
    }

    #[test]
    fn a_windows_rows_are_those_of_memory_from_below() {
        let mut renderer = egl::surfaceless_renderer().unwrap();
        for turn in ALL {
            let memory = rows(&mut renderer, turn);
            let window = rows(&mut renderer, upside_down(turn));
            assert!(memory.iter().eq(window.iter().rev()), "{turn:?}");
        }
    }
}
