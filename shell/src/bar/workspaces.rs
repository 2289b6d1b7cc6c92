//! The workspaces' marks on the bar: how wide they are, and which are left out on a narrow output.

use super::{BarSpec, Workspace};
use crate::Rect;
use crate::bar::layout::Styles;
use crate::text::Texts;

/// Width of a mark with a number alone, in logical pixels.
const CELL: i32 = 26;
/// Beyond all marks, in logical pixels.
const AROUND: i32 = 12;
/// The most width of a mark with a name, in logical pixels.
const WIDEST: i32 = 132;

/// Widths of all marks together, in physical pixels, from the widest.
pub(super) struct Marks {
    /// With names.
    pub(super) named: i32,
    /// With numbers alone.
    pub(super) numbered: i32,
    /// With those left out that are neither shown nor occupied.
    pub(super) busy: i32,
}

fn cell(texts: &mut Texts, spec: &BarSpec<'_>, workspace: &Workspace) -> i32 {
    let px = |logical| spec.scale.px(logical);
    if workspace.name.is_empty() {
        return px(CELL);
    }
    let style = Styles::at(spec.scale).strong;
    let words = texts.line(&label(workspace), style, px(WIDEST) - px(18));
    (words.width + px(18)).max(px(CELL))
}

/// What is written on a mark that has room for a name.
pub(super) fn label(workspace: &Workspace) -> String {
    match workspace.name.as_str() {
        "" => workspace.number.to_string(),
        name => format!("{} {name}", workspace.number),
    }
}

fn busy(workspace: &&Workspace) -> bool {
    workspace.active || workspace.occupied
}

impl Marks {
    pub(super) fn of(texts: &mut Texts, spec: &BarSpec<'_>) -> Self {
        let px = |logical| spec.scale.px(logical);
        let sum = |cells: i32| if cells == 0 { 0 } else { cells + px(AROUND) };
        let named = spec.workspaces.iter().map(|w| cell(texts, spec, w)).sum();
        let count = spec.workspaces.len() as i32;
        let some = spec.workspaces.iter().filter(busy).count() as i32;
        Self {
            named: sum(named),
            numbered: sum(count * px(CELL)),
            busy: px(CELL) * some + px(AROUND),
        }
    }
}

/// The marks' cells in `place`, which is as wide as one of [`Marks`], or narrower.
pub(super) fn cells(texts: &mut Texts, spec: &BarSpec<'_>, place: Rect) -> Vec<(Rect, Workspace)> {
    if place.w == 0 {
        return Vec::new();
    }
    let px = |logical| spec.scale.px(logical);
    let marks = Marks::of(texts, spec);
    let all = place.w >= marks.numbered;
    let mut x = place.x;
    let mut cells = Vec::new();
    for workspace in spec.workspaces.iter().filter(|w| all || busy(w)) {
        let mut workspace = workspace.clone();
        if place.w < marks.named {
            workspace.name.clear();
        }
        let w = cell(texts, spec, &workspace).max(px(CELL));
        cells.push((Rect::new(x, 0, w, place.h), workspace));
        x += w;
    }
    cells
}
