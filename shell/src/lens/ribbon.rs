//! The ribbon that joins a window to the bar: it is the one that the keys belong to.

use crate::canvas::Canvas;
use crate::edging::contrast_line;
use crate::{CageStyle, Metrics, Painter, Picture, Rect, Scale, Ui};

/// Which way a piece of the ribbon goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Along the bar's lower edge; its lower line is left out above what hangs down at an end.
    Along {
        /// Whether the other piece hangs at its right end, not its left.
        right: bool,
    },
    /// Down from the bar.
    Down {
        /// On which side the other piece comes to it, if one does: its line is left out there.
        right: Option<bool>,
    },
}

/// What a piece of the ribbon shows.
#[derive(Debug, Clone, Copy)]
pub struct RibbonSpec<'a> {
    /// Neutral colours.
    pub ui: &'a Ui,
    /// The cage whose window has the keys.
    pub cage: &'a CageStyle<'a>,
    /// Which way it goes.
    pub way: Way,
    /// The output's scale.
    pub scale: Scale,
    /// How long it is, physical pixels.
    pub length: i32,
}

impl RibbonSpec<'_> {
    /// How broad a ribbon is, in physical pixels (16 logical).
    #[must_use]
    pub const fn breadth(scale: Scale) -> i32 {
        scale.px(16)
    }
}

impl Painter {
    /// A piece of the ribbon: the cage's cloth between two hems and two contrast lines; opaque.
    #[must_use]
    pub fn ribbon(&mut self, spec: &RibbonSpec<'_>) -> Picture {
        let breadth = RibbonSpec::breadth(spec.scale);
        let line = Metrics::at(spec.scale).contrast;
        let length = spec.length.max(1);
        let (w, h) = match spec.way {
            Way::Along { .. } => (length, breadth),
            Way::Down { .. } => (breadth, length),
        };
        let mut canvas = Canvas::filled(w, h, spec.cage.colour);
        let hem = line + spec.scale.px(3);
        let cloth = match spec.way {
            Way::Along { .. } => Rect::new(0, hem, w, h - 2 * hem),
            Way::Down { .. } => Rect::new(hem, 0, w - 2 * hem, h),
        };
        let tile = spec.cage.pattern.cloth(spec.scale);
        canvas.sew(cloth, &tile, spec.cage.text);
        let ink = contrast_line(spec.ui, spec.cage.colour);
        for place in lines(spec.way, (w, h), line) {
            canvas.fill(place, ink);
        }
        canvas.finish()
    }
}

/// Where the contrast lines of a piece are.
fn lines(way: Way, (w, h): (i32, i32), line: i32) -> [Rect; 2] {
    match way {
        Way::Along { right } => {
            let (start, open) = if right { (0, w - h) } else { (w - line, h) };
            let below = if right {
                Rect::new(0, h - line, open.max(0) + line, line)
            } else {
                Rect::new(open - line, h - line, w - open + line, line)
            };
            [below, Rect::new(start, 0, line, h)]
        }
        Way::Down { right } => {
            let side = |from_right: bool| {
                let open = right == Some(from_right);
                let top = if open { w - line } else { 0 };
                let x = if from_right { w - line } else { 0 };
                Rect::new(x, top, line, h - top)
            };
            [side(false), side(true)]
        }
    }
}
