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

fn edges(spec: &FrameSpec<'_>) -> Vec<(Rect, Hot)> {
    let metrics = Metrics::at(spec.scale);
    let (outer, side) = (spec.outer(), metrics.side(&spec.kind));
    let corner = (side + spec.scale.px(12)).min(outer.w / 2).min(outer.h / 2);
    let (far_x, far_y) = (outer.w - side, outer.h - side);
    let mut areas = Vec::new();
    for (top, left) in [(true, true), (true, false), (false, true), (false, false)] {
        let edges = Edges {
            top,
            bottom: !top,
            left,
            right: !left,
        };
        let (x, y) = (
            if left { 0 } else { outer.w - corner },
            if top { 0 } else { outer.h - corner },
        );
        areas.push((
            Rect::new(x, if top { 0 } else { far_y }, corner, side),
            Hot::Edge(edges),
        ));
        areas.push((
            Rect::new(if left { 0 } else { far_x }, y, side, corner),
            Hot::Edge(edges),
        ));
    }
    let none = Edges::default();
    areas.push((
        Rect::new(0, 0, outer.w, side),
        Hot::Edge(Edges { top: true, ..none }),
    ));
    areas.push((
        Rect::new(0, far_y, outer.w, side),
        Hot::Edge(Edges {
            bottom: true,
            ..none
        }),
    ));
    areas.push((
        Rect::new(0, 0, side, outer.h),
        Hot::Edge(Edges { left: true, ..none }),
    ));
    areas.push((
        Rect::new(far_x, 0, side, outer.h),
        Hot::Edge(Edges {
            right: true,
            ..none
        }),
    ));
    areas
}
