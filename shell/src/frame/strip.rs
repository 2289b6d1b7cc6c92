//! The upper border and the title strip.

use super::FrameSpec;
use crate::canvas::Canvas;
use crate::text::{Face, Style, Texts};
use crate::{Metrics, Picture};

/// The picture above the content.
pub(super) fn picture(texts: &mut Texts, spec: &FrameSpec<'_>) -> Picture {
    let metrics = Metrics::at(spec.scale);
    let mut canvas = Canvas::filled(spec.outer().w, spec.content_rect().y, spec.cage.colour);
    if spec.kind.has_strip() {
        let style = Style::new(Face::Semibold, spec.scale.length(13.0));
        let line = texts.line(spec.cage.title, style, spec.content.0);
        let clip = canvas.bounds();
        let y = metrics.border + (metrics.strip + style.cap_height()) / 2;
        texts.draw(
            &mut canvas,
            &line,
            (metrics.border, y),
            spec.cage.text,
            clip,
        );
    }
    canvas.finish()
}
