//! Pointer images, drawn for this project: dark, with a light rim, on a grid of 24 logical pixels.

mod drawing;
mod shapes;

use crate::{Picture, Scale};

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

impl Shape {
    /// Every shape.
    pub const ALL: [Self; 34] = [
        Self::Default,
        Self::ContextMenu,
        Self::Help,
        Self::Pointer,
        Self::Progress,
        Self::Wait,
        Self::Cell,
        Self::Crosshair,
        Self::Text,
        Self::VerticalText,
        Self::Alias,
        Self::Copy,
        Self::Move,
        Self::NoDrop,
        Self::NotAllowed,
        Self::Grab,
        Self::Grabbing,
        Self::EResize,
        Self::NResize,
        Self::NeResize,
        Self::NwResize,
        Self::SResize,
        Self::SeResize,
        Self::SwResize,
        Self::WResize,
        Self::EwResize,
        Self::NsResize,
        Self::NeswResize,
        Self::NwseResize,
        Self::ColResize,
        Self::RowResize,
        Self::AllScroll,
        Self::ZoomIn,
        Self::ZoomOut,
    ];
}

/// The pointer image of a shape: 24 logical pixels wide and high.
#[must_use]
pub fn cursor(shape: Shape, scale: Scale) -> Cursor {
    drawing::render(&shapes::drawing(shape), scale)
}
