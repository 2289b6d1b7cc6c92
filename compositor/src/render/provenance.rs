//! Who owns each pixel of a frame, derived from the elements that are drawn.

use smithay::backend::renderer::{ImportAll, ImportMem, Renderer, Texture};
use smithay::utils::{Physical, Rectangle, Size};

use super::Painter;
use crate::scene::{Owner, POINTER, VEIL};

/// Whose pixel, and in which layer; 0 is the uppermost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Who made it.
    pub owner: Owner,
    /// The number of its layer, counted from above; `u32::MAX` where no layer is.
    pub layer: u32,
}

const EMPTY: Cell = Cell {
    owner: Owner::Trusted,
    layer: u32::MAX,
};

/// The owners of an output's pixels. A translucent element counts as owner of
/// every pixel it may touch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// Width and height in physical pixels.
    pub size: Size<i32, Physical>,
    /// Row by row; what the pointer covers is seen as without it.
    pub cells: Vec<Cell>,
    /// What the pointer's image consists of, from top to bottom.
    pub pointer: Vec<(Rectangle<i32, Physical>, Owner)>,
    /// Where the veil over the desktop lies: what shows through it keeps its owner.
    pub veil: Option<Rectangle<i32, Physical>>,
}

impl Provenance {
    /// Paints the owners of a painter's elements. What nothing covers is trusted.
    pub fn of<R>(painter: &Painter<R>, size: Size<i32, Physical>) -> Provenance
    where
        R: Renderer + ImportAll + ImportMem,
        R::TextureId: Clone + Texture + 'static,
    {
        let pixels = usize::try_from(size.w.max(0)).unwrap_or(0)
            * usize::try_from(size.h.max(0)).unwrap_or(0);
        let mut map = Provenance {
            size,
            cells: vec![EMPTY; pixels],
            pointer: Vec::new(),
            veil: None,
        };
        let layers: Vec<_> = (0u32..).zip(painter.layers()).collect();
        for (layer, (id, elements)) in layers.into_iter().rev() {
            if *id == POINTER {
                map.pointer = elements
                    .iter()
                    .map(|element| (element.clip, element.owner))
                    .collect();
                continue;
            }
            if *id == VEIL {
                map.veil = elements.first().map(|element| element.clip);
                continue;
            }
            for element in elements.iter().rev() {
                map.fill(
                    element.clip,
                    Cell {
                        owner: element.owner,
                        layer,
                    },
                );
            }
        }
        map
    }

    fn fill(&mut self, rect: Rectangle<i32, Physical>, cell: Cell) {
        let Some(rect) = rect.intersection(Rectangle::from_size(self.size)) else {
            return;
        };
        let width = usize::try_from(self.size.w).unwrap_or(0);
        let x = usize::try_from(rect.loc.x).unwrap_or(0);
        let w = usize::try_from(rect.size.w).unwrap_or(0);
        for y in rect.loc.y..rect.loc.y + rect.size.h {
            let start = usize::try_from(y).unwrap_or(0) * width + x;
            if let Some(row) = self.cells.get_mut(start..start + w) {
                row.fill(cell);
            }
        }
    }

    /// Who owns a pixel, the pointer's included; the core outside the output.
    #[must_use]
    pub fn owner(&self, x: i32, y: i32) -> Owner {
        let pointed = self.pointer.iter().find(|(rect, _)| rect.contains((x, y)));
        pointed.map_or_else(|| self.cell(x, y).owner, |(_, owner)| *owner)
    }

    /// What lies at a pixel under the pointer's image.
    #[must_use]
    pub fn cell(&self, x: i32, y: i32) -> Cell {
        self.index(x, y)
            .and_then(|at| self.cells.get(at))
            .copied()
            .unwrap_or(EMPTY)
    }

    fn index(&self, x: i32, y: i32) -> Option<usize> {
        if x < 0 || y < 0 || x >= self.size.w || y >= self.size.h {
            return None;
        }
        let (x, y) = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
        Some(y * usize::try_from(self.size.w).ok()? + x)
    }
}
