//! What the pointer meets on a frame: buttons, strip and edges.

use super::layout::Layout;
use super::{Button, FrameSpec};
use crate::{Metrics, Rect};

/// The edges of a window that a drag moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Edges {
    /// The upper edge.
    pub top: bool,
    /// The right edge.
    pub right: bool,
    /// The lower edge.
    pub bottom: bool,
    /// The left edge.
    pub left: bool,
}

/// What lies under the pointer on a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hot {
    /// The close button.
    Close,
    /// The maximise button.
    Maximise,
    /// The minimise button.
    Minimise,
    /// The strip, by which the window is moved.
    Strip,
    /// A border or a corner, by which it is resized.
    Edge(Edges),
}

/// Every hot area, the ones that count first in front.
pub(super) fn areas(spec: &FrameSpec<'_>, layout: Option<&Layout>) -> Vec<(Rect, Hot)> {
    let Some(toplevel) = spec.kind.toplevel() else {
        return Vec::new();
    };
    let resizable = toplevel.resizable && !toplevel.maximised && !toplevel.fullscreen;
    let mut areas = if resizable { edges(spec) } else { Vec::new() };
    if let Some(layout) = layout {
        let reach = if resizable { 0 } else { layout.inside.y };
        let place = |(rect, button): &(Rect, Button)| (reaching(*rect, reach), hot(*button));
        areas.extend(layout.buttons.iter().map(place));
        areas.push((
            Rect::new(0, 0, spec.outer().w, spec.content_rect().y),
            Hot::Strip,
        ));
    }
    areas
}

const fn hot(button: Button) -> Hot {
    match button {
        Button::Close => Hot::Close,
        Button::Maximise => Hot::Maximise,
        Button::Minimise => Hot::Minimise,
    }
}

/// Where no edge resizes, a button reaches up through the border, so that the
/// pointer thrown against the top of the output still meets it.
fn reaching(rect: Rect, by: i32) -> Rect {
    Rect::new(rect.x, rect.y - by, rect.w, rect.h + by)
}

/// Corners first, each an L of two areas, then the four sides.
fn edges(spec: &FrameSpec<'_>) -> Vec<(Rect, Hot)> {
    let side = Metrics::at(spec.scale).side(&spec.kind);
    let outer = spec.outer();
    let reach = side + spec.scale.px(12);
    let (wide, high) = (reach.min(outer.w / 2), reach.min(outer.h / 2));
    let corners = [(true, true), (true, false), (false, true), (false, false)];
    let corner = |(top, left): (bool, bool)| {
        let edges = Edges {
            top,
            bottom: !top,
            left,
            right: !left,
        };
        [(wide, side), (side, high)].map(|size| (placed(outer, edges, size), Hot::Edge(edges)))
    };
    let none = Edges::default();
    let sides = [
        (Edges { top: true, ..none }, (outer.w, side)),
        (
            Edges {
                bottom: true,
                ..none
            },
            (outer.w, side),
        ),
        (Edges { left: true, ..none }, (side, outer.h)),
        (
            Edges {
                right: true,
                ..none
            },
            (side, outer.h),
        ),
    ];
    let sides = sides.map(|(edges, size)| (placed(outer, edges, size), Hot::Edge(edges)));
    corners.into_iter().flat_map(corner).chain(sides).collect()
}

/// The area of a size that lies against these edges of the frame.
fn placed(outer: Rect, edges: Edges, (w, h): (i32, i32)) -> Rect {
    let x = if edges.right { outer.w - w } else { 0 };
    let y = if edges.bottom { outer.h - h } else { 0 };
    Rect::new(x, y, w, h)
}
