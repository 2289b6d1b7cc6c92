//! What the pointer meets on a frame: buttons, strip and edges.

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

/// Where the buttons are, from the right; those that don't fit are left out,
/// the close button last.
pub(super) fn buttons(spec: &FrameSpec<'_>) -> Vec<(Rect, Button)> {
    if spec.kind.toplevel().is_none() || !spec.kind.has_strip() {
        return Vec::new();
    }
    let metrics = Metrics::at(spec.scale);
    let inner = spec.content_rect();
    let place = |(n, button)| {
        let x = inner.right() - (n + 1) * metrics.button;
        (
            Rect::new(x, metrics.border, metrics.button, metrics.strip),
            button,
        )
    };
    // The name keeps room for itself before a button does.
    let room = inner.w - metrics.strip * 3;
    (0..)
        .zip([Button::Close, Button::Maximise, Button::Minimise])
        .map(place)
        .take_while(|(rect, _)| inner.right() - rect.x <= room.max(metrics.button).min(inner.w))
        .collect()
}

/// Every hot area, the ones that count first in front.
pub(super) fn areas(spec: &FrameSpec<'_>) -> Vec<(Rect, Hot)> {
    let mut areas = Vec::new();
    let Some(toplevel) = spec.kind.toplevel() else {
        return areas;
    };
    let fixed = toplevel.maximised || toplevel.fullscreen || !toplevel.resizable;
    if !fixed {
        areas.extend(edges(spec));
    }
    let reach = if fixed { spec.content_rect().x } else { 0 };
    areas.extend(
        buttons(spec)
            .into_iter()
            .map(|(rect, button)| (reaching(rect, reach), hot(button))),
    );
    if spec.kind.has_strip() {
        let outer = spec.outer();
        areas.push((Rect::new(0, 0, outer.w, spec.content_rect().y), Hot::Strip));
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
