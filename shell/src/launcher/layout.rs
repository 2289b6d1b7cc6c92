//! Where the launcher's parts go.

use super::{LauncherHot, LauncherSpec};
use crate::text::{Face, Style, Texts};
use crate::{Metrics, Rect, Scale};

/// The widest that the launcher gets, logical pixels.
const WIDEST: i32 = 740;
/// Height of a line, logical pixels.
const ROW: i32 = 44;
/// The most lines.
const MOST: i32 = 8;
/// All that stands above and below the lines, logical pixels.
const AROUND: i32 = 194;
/// What a refusal takes at most, logical pixels: four lines.
const REFUSAL: i32 = 88;

/// The places of the launcher's parts; an empty rectangle means left out.
pub(super) struct Layout {
    pub(super) card: Rect,
    /// The cage, from the way to the one before to the way to the next.
    pub(super) before: Rect,
    pub(super) cage: Rect,
    pub(super) after: Rect,
    pub(super) field: Rect,
    pub(super) refused: Rect,
    pub(super) rows: Vec<Rect>,
    /// Beside the lines, where there are more than fit.
    pub(super) thumb: Rect,
    /// Where words stand while there are no lines.
    pub(super) empty: Rect,
    pub(super) count: Rect,
    pub(super) hints: Rect,
}

/// How many lines there is room for.
pub(super) fn rows(room: (i32, i32), scale: Scale) -> usize {
    let px = |logical| scale.px(logical);
    let free = room.1 - Metrics::at(scale).bar - px(AROUND) - px(REFUSAL);
    (free / px(ROW).max(1)).clamp(1, MOST) as usize
}

impl Layout {
    pub(super) fn of(texts: &mut Texts, spec: &LauncherSpec<'_>) -> Self {
        let px = |logical| spec.scale.px(logical);
        let width = (spec.room.0 - px(24)).clamp(px(240), px(WIDEST));
        let pad = if width < px(480) { px(20) } else { px(30) };
        let inner = Rect::new(pad, px(22), width - 2 * pad, 0);
        let mut layout = Self::head(texts, spec, inner);
        let mut y = layout.field.bottom() + px(12);
        if spec.refused.is_some() {
            let high = said(texts, spec, inner.w);
            layout.refused = Rect::new(inner.x, y, inner.w, high);
            y = layout.refused.bottom() + px(10);
        }
        let count = spec.rows.len().min(rows(spec.room, spec.scale));
        layout.rows = (0..count as i32)
            .map(|row| Rect::new(inner.x, y + row * px(ROW), inner.w, px(ROW - 4)))
            .collect();
        if count == 0 {
            layout.empty = Rect::new(inner.x, y, inner.w, px(ROW - 4));
        }
        let listed = Rect::new(0, y, width, px(ROW) * count.max(1) as i32 - px(4));
        layout.thumb = thumb(
            spec,
            count,
            Rect::new(inner.right() + px(6), y, px(4), listed.h),
        );
        let foot = Rect::new(inner.x, listed.bottom() + px(12), inner.w, px(20));
        let side = px(140).min(foot.w / 3);
        layout.count = Rect::new(foot.right() - side, foot.y, side, foot.h);
        layout.hints = Rect::new(foot.x, foot.y, foot.w - side - px(12), foot.h);
        layout.card = Rect::new(0, 0, width, foot.bottom() + px(22));
        layout
    }

    /// The cage and the field.
    fn head(texts: &mut Texts, spec: &LauncherSpec<'_>, inner: Rect) -> Self {
        let px = |logical| spec.scale.px(logical);
        let high = px(44);
        let arrow = if spec.place.1 > 1 { px(30) } else { 0 };
        let style = Style::new(Face::Semibold, spec.scale.length(20.0));
        let most = inner.w - 2 * arrow;
        let name = texts.line(spec.cage.title, style, most).width;
        let wanted = name + px(76);
        let cage = wanted.max(px(150)).min(most);
        let before = Rect::new(inner.x, inner.y, arrow, high);
        let cage = Rect::new(before.right(), inner.y, cage, high);
        Self {
            card: Rect::default(),
            before,
            cage,
            after: Rect::new(cage.right(), inner.y, arrow, high),
            field: Rect::new(inner.x, cage.bottom() + px(14), inner.w, px(48)),
            refused: Rect::default(),
            rows: Vec::new(),
            thumb: Rect::default(),
            empty: Rect::default(),
            count: Rect::default(),
            hints: Rect::default(),
        }
    }

    pub(super) fn hot(&self) -> Vec<(Rect, LauncherHot)> {
        let rows = self.rows.iter().enumerate();
        let rows = rows.map(|(row, rect)| (*rect, LauncherHot::Row(row)));
        [
            (self.before, LauncherHot::Before),
            (self.cage, LauncherHot::After),
            (self.after, LauncherHot::After),
        ]
        .into_iter()
        .chain(rows)
        .filter(|(rect, _)| !rect.empty())
        .collect()
    }
}

/// How high a refusal's words are.
fn said(texts: &mut Texts, spec: &LauncherSpec<'_>, width: i32) -> i32 {
    let Some(refusal) = spec.refused else {
        return 0;
    };
    let words = &texts.language.words().launcher;
    let (message, help) = words.refusal(refusal, spec.cage.title);
    let style = |face, size| Style::new(face, spec.scale.length(size));
    let room = width - spec.scale.px(26);
    let above = texts.block(&message, style(Face::Semibold, 14.0), room, 2);
    let below = texts.block(&help, style(Face::Regular, 13.0), room, 2);
    let lines = above.lines.len()
        + if help.is_empty() {
            0
        } else {
            below.lines.len()
        };
    lines as i32 * spec.scale.px(20)
}

/// What of the whole list is shown, as a part of `rail`; empty where that is all of it.
fn thumb(spec: &LauncherSpec<'_>, count: usize, rail: Rect) -> Rect {
    let all = (spec.above + count + spec.below).max(1);
    if count == 0 || all <= count {
        return Rect::default();
    }
    let part = |rows: usize| (i64::from(rail.h) * rows as i64 / all as i64) as i32;
    let least = spec.scale.px(12);
    let high = part(count).max(least);
    let y = (rail.y + part(spec.above)).min(rail.bottom() - high);
    Rect::new(rail.x, y, rail.w, high)
}
