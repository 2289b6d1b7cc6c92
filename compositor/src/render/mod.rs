//! From a scene to pixels: retained elements, damage, and painting with Pixman or GLES.

pub mod damage;
mod element;
mod painter;
pub mod provenance;
mod subject;
mod target;

use smithay::backend::renderer::{ImportAll, ImportMem, Renderer, Texture};

pub use element::{Element, What};
pub use painter::{DESKTOP_VEIL, Painter, Refresh, Stale};
pub(crate) use painter::{PointerLook, Textures};
pub use subject::{Drawn, Subject};
pub use target::Memory;
pub use target::{Canvas, Capture, RenderError, Shape, Target};
pub(crate) use target::{begin_paint, capture, failed, read, unknown_output};

/// What the core asks of a renderer: Pixman and GLES both have it.
pub trait Draws: Renderer + ImportAll + ImportMem
where
    Self::TextureId: Clone + Texture + 'static,
{
}

impl<R> Draws for R
where
    R: Renderer + ImportAll + ImportMem,
    R::TextureId: Clone + Texture + 'static,
{
}
