//! The owners of an output's pixels as runs along rows and columns.

use lisere::render::provenance::{Cell, Provenance};
use lisere::scene::Owner;
use smithay::utils::{Physical, Rectangle};

/// Pixels of one owner and layer side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) cell: Cell,
    /// Where it begins along the line.
    pub(super) start: usize,
    /// The first pixel after it.
    pub(super) end: usize,
}

impl Run {
    /// Whether it belongs to what a window shows: a client's pixels or the ground under them.
    pub(super) fn content(&self) -> bool {
        matches!(self.cell.owner, Owner::Client(_) | Owner::Backdrop(_))
    }

    pub(super) fn len(&self) -> usize {
        self.end - self.start
    }
}

/// Which way a line of pixels runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Across,
    Down,
}

/// The owners of all pixels, ready to be read either way.
pub(super) struct Map {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Row by row.
    cells: Vec<Cell>,
    /// Column by column.
    turned: Vec<Cell>,
    pub(super) pointer: Vec<(Rectangle<i32, Physical>, Owner)>,
}

impl Map {
    pub(super) fn of(provenance: &Provenance) -> Map {
        let width = usize::try_from(provenance.size.w).unwrap_or(0);
        let height = usize::try_from(provenance.size.h).unwrap_or(0);
        let cells = provenance.cells.clone();
        let mut turned = Vec::with_capacity(cells.len());
        for x in 0..width {
            turned.extend(cells.iter().skip(x).step_by(width));
        }
        Map {
            width,
            height,
            cells,
            turned,
            pointer: provenance.pointer.clone(),
        }
    }

    pub(super) fn at(&self, x: usize, y: usize) -> Cell {
        self.cells[y * self.width + x]
    }

    pub(super) fn row(&self, y: usize) -> &[Cell] {
        &self.cells[y * self.width..(y + 1) * self.width]
    }

    /// The lines of one way, each as its runs. A line that equals the one
    /// before it is left out: it says nothing new.
    pub(super) fn lines(&self, way: Way) -> impl Iterator<Item = (usize, Vec<Run>)> + '_ {
        let (cells, length) = match way {
            Way::Across => (&self.cells, self.width),
            Way::Down => (&self.turned, self.height),
        };
        let lines = cells.chunks_exact(length.max(1));
        let before = std::iter::once(None).chain(lines.clone().map(Some));
        let news = lines
            .zip(before)
            .enumerate()
            .filter(|(_, (line, before))| Some(*line) != *before);
        news.map(|(at, (line, _))| (at, runs(line)))
    }
}

fn runs(line: &[Cell]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut start = 0;
    for part in line.chunk_by(|a, b| a == b) {
        runs.push(Run {
            cell: part[0],
            start,
            end: start + part.len(),
        });
        start += part.len();
    }
    runs
}
