//! What a renderer must do to draw real screens, and writing to a card's plain memory.

use smithay::backend::allocator::dmabuf::Dmabuf;
use smithay::backend::allocator::dumb::DumbBuffer;
use smithay::backend::allocator::format::FormatSet;
use smithay::backend::drm::DrmDeviceFd;
use smithay::backend::renderer::gles::{GlesRenderbuffer, GlesRenderer};
use smithay::backend::renderer::pixman::PixmanRenderer;
use smithay::backend::renderer::{
    Bind, ExportMem, ImportAll, ImportMem, Offscreen, Renderer, RendererSuper, Texture,
};
use smithay::reexports::drm::buffer::Buffer as _;
use smithay::reexports::drm::control::Device as _;
use smithay::reexports::pixman::Image;
use smithay::utils::{Physical, Point};

use crate::render::{Capture, Memory, RenderError, failed};

/// A renderer that draws into buffers of graphics cards and into memory.
pub(super) trait Paints:
    RendererSuper<TextureId: Clone + Texture + 'static, Error: 'static>
    + Renderer
    + ImportAll
    + ImportMem
    + ExportMem
    + Bind<Dmabuf>
    + Bind<Self::Memory>
    + Offscreen<Self::Memory>
{
    /// Its buffers in memory.
    type Memory: Memory;
    /// Whether the card draws, and not the processor.
    const ON_CARD: bool;
    /// Its name as `--renderer` takes it.
    const NAME: &'static str;

    /// The buffers of graphics cards that it can draw into.
    fn drawn_formats(&self) -> FormatSet {
        Bind::<Dmabuf>::supported_formats(self).unwrap_or_default()
    }
}

impl Paints for PixmanRenderer {
    type Memory = Image<'static, 'static>;
    const ON_CARD: bool = false;
    const NAME: &'static str = "pixman";
}

impl Paints for GlesRenderer {
    type Memory = GlesRenderbuffer;
    const ON_CARD: bool = true;
    const NAME: &'static str = "gles";
}

/// Bytes of a pixel.
const BYTES: usize = 4;

/// Writes a picture into plain memory of a card, its top left corner at `at`. What lies
/// outside is left out.
///
/// # Errors
/// When the memory cannot be reached.
pub(super) fn write(
    fd: &DrmDeviceFd,
    buffer: &DumbBuffer,
    at: Point<i32, Physical>,
    picture: &Capture,
) -> Result<(), RenderError> {
    let mut handle = *buffer.handle();
    let stride = usize::try_from(handle.pitch()).unwrap_or(0);
    let mut memory = fd
        .map_dumb_buffer(&mut handle)
        .map_err(failed("reaching a card's memory"))?;
    copy_rows(memory.as_mut(), stride, at, picture);
    Ok(())
}

fn copy_rows(memory: &mut [u8], stride: usize, at: Point<i32, Physical>, picture: &Capture) {
    let place = |n: i32| usize::try_from(n).unwrap_or(0);
    let row = (picture.width as usize).saturating_mul(BYTES);
    let left = place(at.x).saturating_mul(BYTES);
    let lines = memory.chunks_exact_mut(stride.max(1)).skip(place(at.y));
    for (to, from) in lines.zip(picture.pixels.chunks_exact(row.max(1))) {
        if let Some(to) = to.get_mut(left..left.saturating_add(row)) {
            to.copy_from_slice(from);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_goes_to_its_place() {
        let mut memory = [0; 4 * 12];
        let picture = Capture {
            width: 1,
            height: 2,
            pixels: vec![1, 2, 3, 4, 5, 6, 7, 8],
        };
        copy_rows(&mut memory, 12, (2, 1).into(), &picture);
        assert_eq!(memory[12 + 8..24], [1, 2, 3, 4]);
        assert_eq!(memory[24 + 8..36], [5, 6, 7, 8]);
        assert!(
            memory[..20]
                .iter()
                .chain(&memory[36..])
                .all(|byte| *byte == 0)
        );
    }

    #[test]
    fn what_lies_outside_is_left_out() {
        let mut memory = [0; 24];
        let picture = Capture {
            width: 2,
            height: 3,
            pixels: vec![9; 24],
        };
        copy_rows(&mut memory, 12, (2, 1).into(), &picture);
        assert_eq!(memory, [0; 24]);
    }
}
