//! The pointer's image by itself, for a plane that shows it above every frame.

use smithay::backend::renderer::element::Id;
use smithay::backend::renderer::utils::CommitCounter;
use smithay::backend::renderer::{ImportAll, ImportMem, Renderer, Texture};
use smithay::utils::{Physical, Point, Rectangle};

use super::Painter;
use crate::scene::POINTER;

/// What the pointer's image is made of: the same parts look the same.
pub(crate) type PointerLook = Vec<(Id, Option<CommitCounter>, Rectangle<i32, Physical>)>;

impl<R> Painter<R>
where
    R: Renderer + ImportAll + ImportMem,
    R::TextureId: Clone + Texture + 'static,
{
    /// Says whether the pointer is shown without being drawn into frames, as a plane of
    /// its own: it damages nothing then.
    pub(crate) fn set_pointer_apart(&mut self, apart: bool) {
        if std::mem::replace(&mut self.pointer_apart, apart) != apart
            && let Some(kept) = self.kept.get(&POINTER)
        {
            self.ledger.add(kept.outer);
        }
    }

    /// Whether it is.
    pub(crate) fn pointer_apart(&self) -> bool {
        self.pointer_apart
    }

    /// The pixels of the pointer's image, and what it looks like.
    pub(crate) fn pointer(&self) -> Option<(Rectangle<i32, Physical>, PointerLook)> {
        let bounds = self.pointer_bounds()?;
        let parts = self.kept.get(&POINTER)?.elements.iter().map(|element| {
            let clip = Rectangle::new(element.clip.loc - bounds.loc, element.clip.size);
            (element.id.clone(), element.commit(), clip)
        });
        Some((bounds, parts.collect()))
    }

    /// Draws the pointer's image with its top left corner at that of the frame.
    ///
    /// # Errors
    /// What the renderer reports.
    pub(crate) fn draw_pointer(&self, frame: &mut R::Frame<'_, '_>) -> Result<(), R::Error> {
        let Some((kept, bounds)) = self.kept.get(&POINTER).zip(self.pointer_bounds()) else {
            return Ok(());
        };
        for element in kept.elements.iter().rev() {
            element.draw_moved(frame, Point::default() - bounds.loc)?;
        }
        Ok(())
    }

    /// The pixels that are touched, where a client's image is cut to the client's content
    /// already; nothing when none are.
    fn pointer_bounds(&self) -> Option<Rectangle<i32, Physical>> {
        let clips = self.kept.get(&POINTER)?.elements.iter();
        clips.map(|element| element.clip).reduce(Rectangle::merge)
    }
}
