//! Who owns each pixel of a frame, derived from the elements that are drawn.

use smithay::backend::renderer::{ImportAll, ImportMem, Renderer, Texture};
use smithay::utils::{Physical, Rectangle, Size};

use super::Painter;
use crate::scene::Owner;

/// The owners of an output's pixels. A translucent element counts as owner of
/// every pixel it may touch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// Width and height in physical pixels.
    pub size: Size<i32, Physical>,
    owners: Vec<Owner>,
    pieces: Vec<u32>,
}

impl Provenance {
    /// Paints the owners of a painter's elements. What nothing covers is trusted.
    pub fn of<R>(painter: &Painter<R>, size: Size<i32, Physical>) -> Provenance
    where
        R: Renderer + ImportAll + ImportMem,
        R::TextureId: Clone + Texture + 'static,
    {
        let pixels = usize::try_from(size.w.max(0)).unwrap_or(0) * usize::try_from(size.h.max(0)).unwrap_or(0);
        let mut map = Provenance {
            size,
            owners: vec![Owner::Trusted; pixels],
            pieces: vec![0; pixels],
        };
        let elements: Vec<_> = painter.all().collect();
        for (piece, element) in (1u32..).zip(elements.into_iter().rev()) {
            map.fill(element.clip, element.owner, piece);
        }
        map
    }

    fn fill(&mut self, rect: Rectangle<i32, Physical>, owner: Owner, piece: u32) {
        let Some(rect) = rect.intersection(Rectangle::from_size(self.size)) else { return };
        let width = usize::try_from(self.size.w).unwrap_or(0);
        let x = usize::try_from(rect.loc.x).unwrap_or(0);
        let w = usize::try_from(rect.size.w).unwrap_or(0);
        for y in rect.loc.y..rect.loc.y + rect.size.h {
            let start = usize::try_from(y).unwrap_or(0) * width + x;
            if let Some(row) = self.owners.get_mut(start..start + w) {
                row.fill(owner);
            }
            if let Some(row) = self.pieces.get_mut(start..start + w) {
                row.fill(piece);
            }
        }
    }

    /// Who owns a pixel; the core outside the output.
    #[must_use]
    pub fn owner(&self, x: i32, y: i32) -> Owner {
        self.index(x, y).and_then(|at| self.owners.get(at)).copied().unwrap_or(Owner::Trusted)
    }

    /// A number that differs between elements, for telling neighbours apart.
    #[must_use]
    pub fn piece(&self, x: i32, y: i32) -> u32 {
        self.index(x, y).and_then(|at| self.pieces.get(at)).copied().unwrap_or(0)
    }

    fn index(&self, x: i32, y: i32) -> Option<usize> {
        if x < 0 || y < 0 || x >= self.size.w || y >= self.size.h {
            return None;
        }
        let (x, y) = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
        Some(y * usize::try_from(self.size.w).ok()? + x)
    }
}
