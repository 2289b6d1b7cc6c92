//! Trusted pictures as a renderer has them, for all outputs that it draws: each is handed
//! over once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::{Rc, Weak};

use smithay::backend::allocator::Fourcc;
use smithay::backend::renderer::element::Id;
use smithay::backend::renderer::{ImportMem, Renderer};

use crate::trusted::Sheet;

/// A picture, as long as somebody keeps it, and what the renderer calls it.
type Known<R> = HashMap<
    Id,
    (
        Weak<Sheet>,
        <R as smithay::backend::renderer::RendererSuper>::TextureId,
    ),
>;

/// The pictures of one renderer.
pub(crate) struct Textures<R: Renderer>(Rc<RefCell<Known<R>>>);

impl<R: Renderer> Clone for Textures<R> {
    fn clone(&self) -> Self {
        Textures(self.0.clone())
    }
}

impl<R: Renderer> Default for Textures<R> {
    fn default() -> Self {
        Textures(Rc::default())
    }
}

impl<R> Textures<R>
where
    R: Renderer + ImportMem,
    R::TextureId: Clone + 'static,
{
    /// The renderer's own of a picture; `None` where it refuses.
    pub(super) fn of(&self, renderer: &mut R, sheet: &Rc<Sheet>) -> Option<R::TextureId> {
        if let Some((_, texture)) = self.0.borrow().get(&sheet.id) {
            return Some(texture.clone());
        }
        // Without an alpha channel a renderer copies instead of blending.
        let format = if sheet.opaque {
            Fourcc::Xrgb8888
        } else {
            Fourcc::Argb8888
        };
        let size = sheet.kept_size();
        let size = (size.w, size.h).into();
        match sheet.hand_over(|pixels| renderer.import_memory(pixels, format, size, false)) {
            Ok(texture) => {
                let known = (Rc::downgrade(sheet), texture.clone());
                self.0.borrow_mut().insert(sheet.id.clone(), known);
                Some(texture)
            }
            Err(error) => {
                tracing::error!(%error, "a trusted picture could not be given to the renderer");
                None
            }
        }
    }

    /// Drops those that nobody keeps any more.
    pub(super) fn forget_unused(&self) {
        let mut known = self.0.borrow_mut();
        known.retain(|_, (sheet, _)| sheet.strong_count() > 0);
    }
}
