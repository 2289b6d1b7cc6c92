//! What pictures are taken of: all of an output, or what one window's program has drawn.

use lisere_policy::CageId;
use smithay::backend::renderer::{
    Bind, ExportMem, Frame, ImportAll, ImportMem, Offscreen, Renderer, Texture,
};
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::utils::{Physical, Point, Rectangle, Size, Transform};

use super::target::{Memory, READ, failed, read};
use super::{Capture, Painter, RenderError};

/// What a picture is taken of.
#[derive(Clone, Debug)]
pub enum Subject {
    /// All that an output shows but what is for the user's eyes only.
    Output {
        /// With or without the pointer.
        pointer: bool,
    },
    /// What a window's program has drawn, and nothing that lies over it.
    Drawn(Drawn),
}

/// The content of a window, at its output's scale.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Whose it is.
    pub cage: CageId,
    /// The window's surface.
    pub surface: WlSurface,
    /// Where its origin lies, from the picture's corner.
    pub origin: Point<i32, Physical>,
    /// The picture's size.
    pub size: Size<i32, Physical>,
}

/// Draws a window's content into a buffer of its own, and reads that. Where the program drew
/// nothing is the backdrop's colour.
pub(super) fn picture<R, B>(
    renderer: &mut R,
    painter: &Painter<R>,
    drawn: &Drawn,
) -> Result<Capture, RenderError>
where
    R: Renderer + ImportAll + ImportMem + ExportMem + Bind<B> + Offscreen<B>,
    B: Memory,
    R::TextureId: Clone + Texture + 'static,
{
    let size = drawn.size;
    let mut buffer = renderer
        .create_buffer(B::FORMAT, (size.w, size.h).into())
        .map_err(failed("making a buffer for a window's picture"))?;
    let whole = Rectangle::from_size(size);
    let elements = painter.drawn(renderer, drawn);
    let done = {
        let mut target = renderer
            .bind(&mut buffer)
            .map_err(failed("binding a window's picture"))?;
        let mut frame = renderer
            .render(&mut target, size, Transform::Normal)
            .map_err(failed("beginning a window's picture"))?;
        frame
            .clear(painter.backdrop_colour(), &[whole])
            .map_err(failed("drawing a window's picture"))?;
        for element in elements.iter().rev() {
            element
                .draw(&mut frame, &[whole])
                .map_err(failed("drawing a window's picture"))?;
        }
        frame
            .finish()
            .map_err(failed("finishing a window's picture"))?
    };
    renderer
        .wait(&done)
        .map_err(failed("waiting for a window's picture"))?;
    read(renderer, &mut buffer, whole, READ)
}
