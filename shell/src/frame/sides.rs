//! The left, right and lower borders.

use super::{FrameSides, FrameSpec};
use crate::Metrics;
use crate::canvas::Canvas;

/// The borders beside and below the content.
pub(super) fn pictures(spec: &FrameSpec<'_>) -> FrameSides {
    let side = Metrics::at(spec.scale).side(&spec.kind);
    let (outer, content) = (spec.outer(), spec.content_rect());
    let left = Canvas::filled(side, content.h, spec.cage.colour).finish();
    let bottom = Canvas::filled(outer.w, side, spec.cage.colour).finish();
    FrameSides {
        right: left.clone(),
        left,
        bottom,
    }
}
