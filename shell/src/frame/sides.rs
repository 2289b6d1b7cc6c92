//! The left, right and lower borders.

use super::{FrameSides, FrameSpec};
use crate::canvas::Canvas;
use crate::edging::Edging;
use crate::{Metrics, Picture, Rect};

/// The borders beside and below the content.
pub(super) fn pictures(spec: &FrameSpec<'_>) -> FrameSides {
    let metrics = Metrics::at(spec.scale);
    let side = metrics.side(&spec.kind);
    let edging = Edging::new(spec.cage, spec.ui, &metrics, side);
    let (outer, content) = (spec.outer(), spec.content_rect());
    let part = |part: Rect| -> Picture {
        let mut canvas = Canvas::filled(part.w, part.h, spec.cage.colour);
        let shift = |rect: Rect| Rect::new(rect.x - part.x, rect.y - part.y, rect.w, rect.h);
        edging.draw(&mut canvas, shift(outer), shift(content));
        canvas.finish()
    };
    FrameSides {
        left: part(Rect::new(0, content.y, side, content.h)),
        right: part(Rect::new(content.right(), content.y, side, content.h)),
        bottom: part(Rect::new(0, content.bottom(), outer.w, side)),
    }
}
