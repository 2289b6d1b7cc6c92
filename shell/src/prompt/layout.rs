//! Where the prompt's parts go, and which of them give way where there is little room.

use super::buttons::buttons;
use super::{Course, PromptHot, PromptSpec, Side, preview};
use crate::paragraph::Block;
use crate::text::{Face, Style, Texts};
use crate::{Metrics, Rect, Scale};

/// The widest that a prompt gets, logical pixels.
const WIDEST: i32 = 720;
/// The height of one line of the preview, logical pixels.
pub(super) const LINE: i32 = 19;
/// What the row of hints adds to the height, logical pixels.
const HINTS: i32 = 24;

/// Text sizes of the prompt.
pub(super) struct Styles {
    pub(super) question: Style,
    pub(super) name: Style,
    pub(super) strong: Style,
    pub(super) plain: Style,
    pub(super) small: Style,
    pub(super) phrase: Style,
}

impl Styles {
    pub(super) fn at(scale: Scale) -> Self {
        let style = |face, size| Style::new(face, scale.length(size));
        Self {
            question: style(Face::Semibold, 19.0),
            name: style(Face::Semibold, 16.0),
            strong: style(Face::Semibold, 13.0),
            plain: style(Face::Regular, 13.0),
            small: style(Face::Regular, 12.0),
            phrase: style(Face::Semibold, 12.0),
        }
    }
}

/// The places of the prompt's parts; an empty rectangle means left out.
pub(super) struct Layout {
    pub(super) card: Rect,
    pub(super) motif: Rect,
    pub(super) phrase: (Rect, Block),
    /// What no picture of the screen may show.
    pub(super) secret: Rect,
    pub(super) question: (Rect, Block),
    pub(super) from: Rect,
    pub(super) to: Rect,
    /// The line of the levels, beneath the lower of the two chips.
    pub(super) levels: i32,
    pub(super) shown: Rect,
    pub(super) detail: Rect,
    pub(super) beyond: Rect,
    pub(super) cleaned: Rect,
    pub(super) buttons: Vec<(Rect, PromptHot)>,
    pub(super) hints: Rect,
}

/// What is asked, in the painter's language.
fn question(texts: &Texts, spec: &PromptSpec<'_>) -> String {
    let words = texts.language.words();
    let thing = (words.content.thing)(spec.cargo.kind, spec.cargo.count());
    let from = match spec.from {
        Side::Cage { style, .. } => Some(style.title),
        Side::Own => None,
    };
    (words.prompt.question)(spec.way, &thing, from, spec.to.name(texts.language))
}

/// Rows that are placed one below the other.
struct Flow {
    x: i32,
    y: i32,
    w: i32,
    scale: Scale,
}

impl Flow {
    /// The next row, `height` logical pixels high and `gap` below the one before.
    fn row(&mut self, gap: i32, height: i32) -> Rect {
        let y = self.y + self.scale.px(gap);
        let row = Rect::new(self.x, y, self.w, self.scale.px(height));
        self.y = row.bottom();
        row
    }
}

impl Layout {
    pub(super) fn of(texts: &mut Texts, spec: &PromptSpec<'_>) -> Self {
        let px = |logical| spec.scale.px(logical);
        let width = (spec.room.0 - px(24)).clamp(px(240), px(WIDEST));
        let pad = if width < px(480) { px(18) } else { px(26) };
        let inner = Rect::new(pad, px(20), width - 2 * pad, 0);
        let mut layout = Self::head(texts, spec, inner);
        let top = layout.card.h;
        let room = spec.room.1 - Metrics::at(spec.scale).bar - px(4);
        let natural = preview::natural(texts, spec, inner.w);
        let least = px(LINE + 2 * preview::PAD);
        let mut foot = layout.foot(texts, spec, inner, 0);
        let hints = room - top - foot - px(14) >= least;
        if !hints {
            // What moves counts for more than which keys there are: those have
            // to be known by heart on a very low output.
            foot -= px(HINTS);
        }
        let height = natural.min(room - top - foot - px(14));
        let mut bottom = top;
        if height >= least {
            layout.shown = Rect::new(inner.x, top + px(14), inner.w, height);
            bottom = layout.shown.bottom();
        }
        bottom = layout.foot(texts, spec, inner, bottom);
        if !hints {
            layout.hints = Rect::default();
            bottom -= px(HINTS);
        }
        layout.card = Rect::new(0, 0, width, bottom);
        layout
    }

    /// Seal, question and both ends; the card is as high as they are.
    fn head(texts: &mut Texts, spec: &PromptSpec<'_>, inner: Rect) -> Self {
        let px = |logical| spec.scale.px(logical);
        let styles = Styles::at(spec.scale);
        let narrow = inner.w < px(440);
        let (column, side, gap) = if narrow {
            (px(84), px(60), px(14))
        } else {
            (px(116), px(90), px(22))
        };
        let motif = Rect::new(inner.x + (column - side) / 2, inner.y, side, side);
        let words = spec.seal.map_or_else(
            || texts.language.words().prompt.no_seal.to_owned(),
            |seal| seal.phrase.clone(),
        );
        let phrase = texts.block(&words, styles.phrase, column, 3);
        let step = px(16);
        let phrase_at = Rect::new(
            inner.x,
            motif.bottom() + px(7),
            column,
            step * phrase.lines.len() as i32,
        );
        let x = inner.x + column + gap;
        let right = Rect::new(x, inner.y, inner.right() - x, 0);
        let text = question(texts, spec);
        let asked = texts.block(&text, styles.question, right.w, 2);
        let height = px(25) * asked.lines.len() as i32;
        let question = Rect::new(right.x, right.y, right.w, height);
        let (from, to) = ends(spec, right, question.bottom() + px(14));
        let levels = from.bottom().max(to.bottom()) + px(4);
        let height = phrase_at.bottom().max(levels + px(18));
        let secret = Rect::new(inner.x, inner.y, column, phrase_at.bottom() - inner.y);
        Self {
            card: Rect::new(0, 0, 0, height),
            motif,
            phrase: (phrase_at, phrase),
            secret: if spec.seal.is_some() {
                secret
            } else {
                Rect::default()
            },
            question: (question, asked),
            from,
            to,
            levels,
            shown: Rect::default(),
            detail: Rect::default(),
            beyond: Rect::default(),
            cleaned: Rect::default(),
            buttons: Vec::new(),
            hints: Rect::default(),
        }
    }

    /// Places what stands below the preview, from row `y`; says where it ends.
    fn foot(&mut self, texts: &mut Texts, spec: &PromptSpec<'_>, inner: Rect, y: i32) -> i32 {
        let mut flow = Flow {
            x: inner.x,
            y,
            w: inner.w,
            scale: spec.scale,
        };
        self.detail = flow.row(10, 20);
        self.remarks(texts, spec, &mut flow);
        flow.row(14, 0);
        self.buttons = buttons(texts, spec, Rect::new(inner.x, flow.y, inner.w, 0));
        let last = self.buttons.iter().map(|(rect, _)| rect.bottom()).max();
        flow.y = last.unwrap_or(flow.y);
        self.hints = flow.row(12, 18);
        flow.row(0, 19);
        flow.y
    }
}

impl Layout {
    /// That it is a lot, and what is done to it: side by side where there is room.
    fn remarks(&mut self, texts: &mut Texts, spec: &PromptSpec<'_>, flow: &mut Flow) {
        let px = |logical| spec.scale.px(logical);
        let (beyond, cleaned) = (spec.cargo.beyond, !spec.cargo.cleaned.is_empty());
        if !beyond && !cleaned {
            return;
        }
        let row = flow.row(3, 20);
        if !cleaned {
            self.beyond = row;
            return;
        }
        let styles = Styles::at(spec.scale);
        let text = cleaning(texts, spec);
        let width = texts.line(&text, styles.plain, row.w).width;
        let words = texts.language.words().prompt.beyond;
        let sign = texts.line(words, styles.strong, row.w).width + px(22);
        if !beyond {
            self.cleaned = row;
        } else if sign + px(24) + width <= row.w {
            self.beyond = Rect::new(row.x, row.y, sign, row.h);
            self.cleaned = Rect::new(row.right() - width, row.y, width, row.h);
        } else {
            self.beyond = row;
            self.cleaned = flow.row(3, 20);
        }
    }
}

/// What is done to the cargo, as a sentence.
pub(super) fn cleaning(texts: &Texts, spec: &PromptSpec<'_>) -> String {
    (texts.language.words().prompt.cleaned)(spec.cargo.cleaned)
}

/// Both chips from row `y`: the higher label stands higher.
fn ends(spec: &PromptSpec<'_>, right: Rect, y: i32) -> (Rect, Rect) {
    let px = |logical| spec.scale.px(logical);
    let gap = if right.w < px(360) { px(44) } else { px(68) };
    let width = ((right.w - gap) / 2).max(px(20));
    let step = px(14);
    let (from, to) = match spec.course {
        Course::Up => (step, 0),
        Course::Down => (0, step),
        Course::Across | Course::Level => (0, 0),
    };
    let chip = |x: i32, drop: i32| Rect::new(x, y + drop, width, px(38));
    (chip(right.x, from), chip(right.right() - width, to))
}
