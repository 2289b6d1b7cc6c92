//! Where the bar's parts go, and which of them give way on a narrow output.

use super::{BarSpec, Workspace, indicators, transfer};
use crate::geometry::LARGEST;
use crate::text::{Face, Style, Texts};
use crate::words::BarWords;
use crate::{Metrics, Pattern, Rect, Scale};

/// From the dot before a notice to its words, logical pixels.
pub(super) const DOT: i32 = 16;

/// The places of the bar's parts; an empty rectangle means left out.
pub(super) struct Layout {
    /// The bar less its edging.
    pub(super) inside: Rect,
    pub(super) emblem: Rect,
    /// The part in the focused cage's pure colour.
    pub(super) chip: Rect,
    pub(super) patch: Rect,
    pub(super) name: Rect,
    /// That programs run elsewhere.
    pub(super) remote: Rect,
    /// Level and categories.
    pub(super) detail: Rect,
    /// The client's title or, before it, the core's notice.
    pub(super) words: Rect,
    /// What is being carried.
    pub(super) transfer: Rect,
    /// The mode of keys that is on.
    pub(super) mode: Rect,
    pub(super) workspaces: Vec<(Rect, Workspace)>,
    pub(super) indicators: Vec<indicators::Cell>,
    pub(super) nested: Rect,
    pub(super) layout: Rect,
    pub(super) clock: Rect,
}

/// Text sizes of the bar.
pub(super) struct Styles {
    pub(super) name: Style,
    pub(super) strong: Style,
    pub(super) plain: Style,
}

impl Styles {
    pub(super) fn at(scale: Scale) -> Self {
        Self {
            name: Style::new(Face::Semibold, scale.length(15.0)),
            strong: Style::new(Face::Semibold, scale.length(13.0)),
            plain: Style::new(Face::Regular, scale.length(13.0)),
        }
    }
}

/// The word for programs that run elsewhere, or "".
pub(super) fn remote<'w>(spec: &BarSpec<'_>, words: &'w BarWords) -> &'w str {
    match &spec.focused {
        Some(focus) if focus.cage.remote => words.remote,
        _ => "",
    }
}

/// Level and categories as one text, which may lose its end.
pub(super) fn detail(spec: &BarSpec<'_>) -> String {
    let Some(focus) = &spec.focused else {
        return String::new();
    };
    let parts = [focus.level, focus.categories];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// Natural widths of everything that could be on the bar, physical pixels.
struct Widths {
    emblem: i32,
    patch: i32,
    name: i32,
    remote: i32,
    detail: i32,
    words: i32,
    transfer: i32,
    mode: i32,
    workspaces: i32,
    indicators: i32,
    nested: i32,
    layout: i32,
    clock: i32,
}

type Part = fn(&mut Widths) -> &mut i32;

/// Widths below which parts that can shrink are left out, physical pixels.
struct Least {
    /// With the workspaces left out that are neither shown nor occupied.
    workspaces: i32,
    detail: i32,
    /// Of what is carried: without its hint, and with its source and time alone.
    transfer: [i32; 2],
    /// Of the indicators: without texts, and the warnings alone.
    indicators: [i32; 2],
}

impl Widths {
    fn of(texts: &mut Texts, spec: &BarSpec<'_>) -> Self {
        let px = |logical| spec.scale.px(logical);
        let styles = Styles::at(spec.scale);
        let words = &texts.language.words().bar;
        let mut text = |text: &str, style: Style, around: i32| {
            let width = texts.line(text, style, i32::from(i16::MAX)).width;
            if width == 0 { 0 } else { width + px(around) }
        };
        let focus = spec.focused.as_ref();
        let name = match focus {
            Some(focus) => text(focus.cage.title, styles.name, 20),
            None if spec.locked => text(words.locked, styles.name, 20),
            None if spec.attention => text(words.attention, styles.name, 20),
            None => text(words.nobody, styles.plain, 20),
        };
        Self {
            emblem: px(40),
            patch: focus.map_or(0, |f| {
                if f.cage.pattern == Pattern::Solid {
                    0
                } else {
                    px(28)
                }
            }),
            name,
            remote: text(remote(spec, words), styles.strong, 12),
            detail: text(&detail(spec), styles.plain, 12),
            words: text(spec.notice.unwrap_or(""), styles.plain, 34).min(px(360)),
            mode: match spec.mode {
                Some(mode) => text(&(words.mode)(mode), styles.strong, 16) + px(8),
                None => 0,
            },
            workspaces: match spec.workspaces.len() as i32 {
                0 => 0,
                n => px(26) * n + px(12),
            },
            nested: if spec.nested {
                text(words.nested, styles.strong, 16) + px(8)
            } else {
                0
            },
            layout: text(spec.layout, styles.plain, 18),
            clock: text(spec.clock, styles.strong, 22),
            transfer: transfer::widths(texts, spec)[0],
            indicators: indicators::widths(texts, spec)[0],
        }
    }

    /// Makes narrower or leaves out, least important first, what `room` can't
    /// hold. The name and the warning of another session stay whatever happens; the
    /// name is elided at the last.
    fn fit(&mut self, room: i32, least: &Least) {
        let [short, bare] = least.transfer;
        let [signs, warnings] = least.indicators;
        let steps: [(Part, i32, bool); 17] = [
            (|w| &mut w.workspaces, least.workspaces, false),
            (|w| &mut w.transfer, short, false),
            (|w| &mut w.indicators, signs, false),
            (|w| &mut w.detail, least.detail, true),
            (|w| &mut w.layout, 0, false),
            (|w| &mut w.indicators, warnings, true),
            (|w| &mut w.workspaces, 0, false),
            (|w| &mut w.clock, 0, false),
            (|w| &mut w.transfer, bare, false),
            (|w| &mut w.detail, 0, false),
            (|w| &mut w.words, 0, false),
            (|w| &mut w.transfer, 0, false),
            (|w| &mut w.mode, 0, false),
            (|w| &mut w.emblem, 0, false),
            (|w| &mut w.patch, 0, false),
            (|w| &mut w.indicators, 0, true),
            (|w| &mut w.remote, 0, false),
        ];
        self.nested = self.nested.min(room / 2);
        for (part, least, elastic) in steps {
            self.narrow(part, least, elastic, room);
        }
        self.name -= (self.sum() - room).clamp(0, self.name);
    }

    /// Brings one part down to `least` where room is short: an elastic one as
    /// little as will do, any other at once.
    fn narrow(&mut self, part: Part, least: i32, elastic: bool, room: i32) {
        let excess = self.sum() - room;
        let width = part(self);
        if excess > 0 && *width > least {
            *width = if elastic {
                (*width - excess).max(least)
            } else {
                least
            };
        }
    }

    const fn sum(&self) -> i32 {
        let middle = self.words + self.transfer + self.mode + self.workspaces;
        self.left() + middle + self.indicators + self.right()
    }

    const fn left(&self) -> i32 {
        self.emblem + self.patch + self.name + self.remote + self.detail
    }

    const fn right(&self) -> i32 {
        self.nested + self.layout + self.clock
    }
}

impl Layout {
    pub(super) fn of(texts: &mut Texts, spec: &BarSpec<'_>) -> Self {
        let px = |logical| spec.scale.px(logical);
        let metrics = Metrics::at(spec.scale);
        let inside = Rect::new(
            0,
            0,
            spec.width.clamp(1, LARGEST),
            metrics.bar - metrics.border,
        );
        let mut widths = Widths::of(texts, spec);
        let busy = spec
            .workspaces
            .iter()
            .filter(|w| w.active || w.occupied)
            .count() as i32;
        let [_, short, bare] = transfer::widths(texts, spec);
        let [_, signs, warnings] = indicators::widths(texts, spec);
        let least = Least {
            workspaces: px(26) * busy + px(12),
            detail: px(92),
            transfer: [short, bare],
            indicators: [signs, warnings],
        };
        widths.fit(inside.w, &least);
        let part = |x: i32, w: i32| Rect::new(x, 0, w, inside.h);
        let cell = |x: i32, w: i32, gap: i32| part(x + px(gap), (w - px(2 * gap)).max(0));
        let (chip, right) = (widths.emblem, inside.w - widths.right());
        let name = chip + widths.patch;
        let workspaces = workspaces(spec, &widths, inside);
        let start = widths.left() + px(12);
        let signs = part(right - widths.indicators, widths.indicators);
        let free = workspaces.first().map_or(signs.x, |(rect, _)| rect.x) - widths.mode;
        let transfer = part(free - widths.transfer, widths.transfer);
        let end = transfer.x - px(12);
        let words = part(start, if end - start < px(48) { 0 } else { end - start });
        Self {
            inside,
            emblem: part(0, widths.emblem),
            chip: part(chip, widths.left() - widths.emblem),
            patch: part(chip, widths.patch),
            name: cell(name, widths.name, 10),
            remote: part(name + widths.name, (widths.remote - px(12)).max(0)),
            detail: part(
                name + widths.name + widths.remote,
                (widths.detail - px(12)).max(0),
            ),
            words,
            transfer,
            mode: part(free, (widths.mode - px(8)).max(0)),
            workspaces,
            indicators: indicators::cells(texts, spec, signs),
            nested: part(right, (widths.nested - px(8)).max(0)),
            layout: part(right + widths.nested, widths.layout),
            clock: part(inside.w - widths.clock, widths.clock),
        }
    }
}

/// Whether there is more of the core's notice than its place holds.
pub(super) fn cut(texts: &mut Texts, spec: &BarSpec<'_>, place: Rect) -> bool {
    let Some(notice) = spec.notice else {
        return false;
    };
    let style = Styles::at(spec.scale).plain;
    let natural = texts.line(notice, style, i32::from(i16::MAX)).width;
    !place.empty() && natural > place.w - spec.scale.px(DOT)
}

/// The workspaces' cells, against the indicators, so that the words have all
/// the room that is left.
fn workspaces(spec: &BarSpec<'_>, widths: &Widths, inside: Rect) -> Vec<(Rect, Workspace)> {
    if widths.workspaces == 0 {
        return Vec::new();
    }
    let px = |logical| spec.scale.px(logical);
    let start = inside.w - widths.right() - widths.indicators - widths.workspaces;
    let all = (widths.workspaces - px(12)) / px(26) >= spec.workspaces.len() as i32;
    let cell = |(i, workspace): (i32, &Workspace)| {
        (
            Rect::new(start + i * px(26), 0, px(26), inside.h),
            *workspace,
        )
    };
    let kept = spec
        .workspaces
        .iter()
        .filter(|w| all || w.active || w.occupied);
    (0..).zip(kept).map(cell).collect()
}
