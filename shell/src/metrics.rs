//! The sizes of trusted pictures, in physical pixels at a given scale.

use crate::{FrameKind, Scale};

/// Sizes in physical pixels. In logical pixels they are multiples of 4
/// wherever that looks right, so that 1.25, 1.5 and 2 give whole pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metrics {
    /// The scale that these sizes are for.
    pub scale: Scale,
    /// Thickness of a toplevel's or thumbnail's border (8 logical).
    pub border: i32,
    /// Thickness of a popup's border (7 logical).
    pub popup_border: i32,
    /// Height of the title strip, which lies below the top border (28 logical).
    pub strip: i32,
    /// Height of the bar (36 logical).
    pub bar: i32,
    /// Width of a strip button's hot area; its height is `strip` (28 logical).
    pub button: i32,
    /// Thickness of the contrast lines (1 logical, rounded down, at least 1).
    pub contrast: i32,
    /// Thickness of the unbroken ring of the cage's colour (3 logical, at least 3).
    pub ring: i32,
}

/// How far a frame reaches out on each side of the content, in physical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Insets {
    /// Above the content.
    pub top: i32,
    /// Right of the content.
    pub right: i32,
    /// Below the content.
    pub bottom: i32,
    /// Left of the content.
    pub left: i32,
}

impl Metrics {
    /// The sizes at `scale`.
    #[must_use]
    pub fn at(scale: Scale) -> Self {
        // Rounded down: of a border the thread needs the odd pixel more.
        let contrast = (scale.in_120ths() / 120).max(1) as i32;
        let ring = scale.px(3).max(3);
        let edge = ring + 2 * contrast;
        Self {
            scale,
            contrast,
            ring,
            border: scale.px(8).max(edge + 2),
            popup_border: scale.px(7).max(edge + 2),
            strip: scale.px(28),
            bar: scale.px(36),
            button: scale.px(28),
        }
    }

    /// What a frame of this kind adds round its content.
    #[must_use]
    pub fn insets(&self, kind: &FrameKind) -> Insets {
        let side = self.side(kind);
        let top = side + if kind.has_strip() { self.strip } else { 0 };
        Insets {
            top,
            right: side,
            bottom: side,
            left: side,
        }
    }

    /// The least content, in physical pixels, whose strip still shows some
    /// letters of the cage's name beside all buttons; smaller content gets a
    /// valid frame with less in it.
    #[must_use]
    pub fn min_content(&self, kind: &FrameKind) -> (i32, i32) {
        if kind.has_strip() {
            (self.scale.px(112) + self.button * 3, self.scale.px(24))
        } else {
            (1, 1)
        }
    }

    /// Thickness of the border that this kind of frame has.
    pub(crate) fn side(&self, kind: &FrameKind) -> i32 {
        match kind {
            FrameKind::Popup => self.popup_border,
            FrameKind::Toplevel(_) | FrameKind::Thumbnail => self.border,
        }
    }
}
