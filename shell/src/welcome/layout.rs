//! Where the assistant's parts go: the card keeps its size from page to page.

use super::{WelcomeHot, WelcomePage, WelcomeSpec};
use crate::text::{Face, Style, Texts};
use crate::{Language, Metrics, Rect, Scale};

/// The largest that the card gets, logical pixels.
const LARGEST: (i32, i32) = (880, 680);
/// Below this height, in logical pixels, everything moves closer together.
const LOW: i32 = 500;
/// The height of a keyboard layout's line, logical pixels.
const LINE: i32 = 38;

/// The places of the assistant's parts; an empty rectangle means left out.
pub(super) struct Layout {
    pub(super) card: Rect,
    pub(super) low: bool,
    pub(super) emblem: Rect,
    pub(super) title: Rect,
    pub(super) about: Rect,
    /// Where text is typed.
    pub(super) field: Rect,
    /// All items.
    pub(super) body: Rect,
    pub(super) items: Vec<Rect>,
    pub(super) note: Rect,
    pub(super) steps: Rect,
    pub(super) hints: Rect,
    pub(super) buttons: Vec<(Rect, WelcomeHot)>,
    seals: bool,
}

/// How many lines of keyboard layouts there is room for.
pub(super) fn rows(room: (i32, i32), scale: Scale) -> usize {
    let frame = Frame::of(room, scale);
    let body = frame.body(true);
    (body.h / scale.px(LINE).max(1)).clamp(1, 12) as usize
}

/// What every page has in common.
struct Frame {
    card: Rect,
    inner: Rect,
    low: bool,
    scale: Scale,
}

impl Frame {
    fn of(room: (i32, i32), scale: Scale) -> Self {
        let px = |logical| scale.px(logical);
        let (w, h) = (px(LARGEST.0), px(LARGEST.1));
        let bar = Metrics::at(scale).bar;
        let w = (room.0 - px(32)).clamp(px(280), w);
        let h = (room.1 - bar - px(24)).clamp(px(240), h);
        let low = h < px(LOW);
        let pad = if low || w < px(560) { px(28) } else { px(56) };
        Self {
            card: Rect::new(0, 0, w, h),
            inner: Rect::new(pad, 0, w - 2 * pad, h),
            low,
            scale,
        }
    }

    fn px(&self, logical: i32, when_low: i32) -> i32 {
        self.scale.px(if self.low { when_low } else { logical })
    }

    fn emblem(&self) -> Rect {
        let side = self.px(44, 30);
        Rect::new(self.inner.x, self.px(46, 22), side, side)
    }

    fn title(&self) -> Rect {
        let emblem = self.emblem();
        let x = emblem.right() + self.px(18, 12);
        Rect::new(x, emblem.y, self.inner.right() - x, emblem.h)
    }

    fn about(&self) -> Rect {
        let y = self.title().bottom() + self.px(18, 8);
        Rect::new(self.inner.x, y, self.inner.w, self.px(52, 40))
    }

    fn field(&self) -> Rect {
        let y = self.about().bottom() + self.px(10, 4);
        Rect::new(self.inner.x, y, self.inner.w, self.px(46, 38))
    }

    fn foot(&self) -> Rect {
        let high = self.px(40, 34);
        let y = self.card.h - self.px(68, 22) - high;
        Rect::new(self.inner.x, y, self.inner.w, high)
    }

    fn note(&self) -> Rect {
        let high = self.px(22, 20);
        let y = self.foot().y - self.px(16, 6) - high;
        Rect::new(self.inner.x, y, self.inner.w, high)
    }

    /// Between what is said above and below.
    fn body(&self, field: bool) -> Rect {
        let above = match field {
            true => self.field().bottom() + self.px(12, 6),
            false => self.about().bottom() + self.px(20, 8),
        };
        let y = above;
        let below = self.note().y - self.px(8, 4);
        Rect::new(self.inner.x, y, self.inner.w, (below - y).max(0))
    }
}

impl Layout {
    pub(super) fn of(texts: &mut Texts, spec: &WelcomeSpec<'_>) -> Self {
        let frame = Frame::of(spec.room, spec.scale);
        let px = |logical| spec.scale.px(logical);
        let sought = matches!(spec.page, WelcomePage::Keyboard { .. });
        let body = frame.body(sought);
        let foot = frame.foot();
        // Those who have little room know the keys, or use the buttons.
        let hints = match frame.low {
            true => Rect::default(),
            false => Rect::new(foot.x, foot.bottom() + px(8), foot.w, px(22)),
        };
        let buttons = buttons(texts, spec, foot);
        Self {
            low: frame.low,
            emblem: frame.emblem(),
            title: frame.title(),
            about: frame.about(),
            field: if sought {
                frame.field()
            } else {
                Rect::default()
            },
            items: items(spec, &frame, body),
            body,
            note: frame.note(),
            steps: Rect::new(foot.x, foot.y, foot.w, foot.h),
            hints,
            buttons,
            card: frame.card,
            seals: matches!(spec.page, WelcomePage::Seal(_)),
        }
    }

    pub(super) fn hot(&self) -> Vec<(Rect, WelcomeHot)> {
        let items = self.items.iter().enumerate();
        let items = items.map(|(index, rect)| (*rect, WelcomeHot::Item(index)));
        let seals = self.seals.then_some((self.body, WelcomeHot::Seals));
        self.buttons
            .iter()
            .copied()
            .chain(items)
            .chain(seals)
            .filter(|(rect, _)| !rect.empty())
            .collect()
    }
}

/// The places of a page's items.
fn items(spec: &WelcomeSpec<'_>, frame: &Frame, body: Rect) -> Vec<Rect> {
    let px = |logical| spec.scale.px(logical);
    match spec.page {
        WelcomePage::Language => {
            let count = Language::ALL.len() as i32;
            column(body, count as usize, (frame.px(72, 44), frame.px(14, 8)))
        }
        WelcomePage::Keyboard { rows: shown, .. } => {
            let most = rows(spec.room, spec.scale);
            column(body, shown.len().min(most), (px(LINE - 4), px(4)))
        }
        WelcomePage::Policy(presets) => {
            let count = presets.len().max(1) as i32;
            let gap = frame.px(12, 6);
            let high = ((body.h + gap) / count - gap).clamp(px(30), px(76));
            column(body, presets.len(), (high, gap))
        }
        WelcomePage::Seal(seals) => grid(body, seals.len(), frame.px(14, 8)),
        WelcomePage::Chores(chores) => {
            let count = chores.len().max(1) as i32;
            let high = (body.h / count).clamp(px(17), px(42));
            column(body, chores.len(), (high, 0))
        }
    }
}

/// Items one below the other, as far as there is room.
fn column(body: Rect, count: usize, (high, gap): (i32, i32)) -> Vec<Rect> {
    let place = |index: i32| Rect::new(body.x, body.y + index * (high + gap), body.w, high);
    let places = (0..count as i32).map(place);
    places
        .take_while(|place| place.bottom() <= body.bottom())
        .collect()
}

/// Items in two rows.
fn grid(body: Rect, count: usize, gap: i32) -> Vec<Rect> {
    let across = WelcomeSpec::SEALS_ACROSS as i32;
    let down = (count as i32).div_euclid(across) + i32::from(count as i32 % across > 0);
    let w = (body.w - gap * (across - 1)) / across;
    let h = (body.h - gap * (down - 1)) / down.max(1);
    let place = |index: i32| {
        let (column, row) = (index % across, index / across);
        Rect::new(body.x + column * (w + gap), body.y + row * (h + gap), w, h)
    };
    (0..count as i32).map(place).collect()
}

/// The words on a button.
pub(super) fn label(texts: &Texts, spec: &WelcomeSpec<'_>, hot: WelcomeHot) -> &'static str {
    let words = &texts.language.words().welcome.buttons;
    let last = spec.step.0 + 1 >= spec.step.1;
    let tried = matches!(
        spec.page,
        WelcomePage::Keyboard {
            attempt: Some(_),
            ..
        }
    );
    match hot {
        WelcomeHot::Back => words.back,
        WelcomeHot::Skip => words.skip,
        WelcomeHot::Others => words.others,
        WelcomeHot::Choose if last => words.done,
        WelcomeHot::Choose if tried => words.go_on,
        _ => words.choose,
    }
}

/// Back at the left; at the right what goes on, and before that what there is besides.
fn buttons(texts: &mut Texts, spec: &WelcomeSpec<'_>, foot: Rect) -> Vec<(Rect, WelcomeHot)> {
    let px = |logical| spec.scale.px(logical);
    let style = Style::new(Face::Semibold, spec.scale.length(14.0));
    let mut placed = Vec::new();
    let mut wide = |hot| {
        let text = label(texts, spec, hot);
        let width = texts.line(text, style, i32::from(i16::MAX)).width + px(36);
        width.max(px(84))
    };
    if spec.step.0 > 0 {
        let back = Rect::new(foot.x, foot.y, wide(WelcomeHot::Back), foot.h);
        placed.push((back, WelcomeHot::Back));
    }
    let last = spec.step.0 + 1 >= spec.step.1;
    let mut right = foot.right();
    let seals = matches!(spec.page, WelcomePage::Seal(_));
    let wanted = [
        Some(WelcomeHot::Choose),
        (!last).then_some(WelcomeHot::Skip),
        seals.then_some(WelcomeHot::Others),
    ];
    for hot in wanted.into_iter().flatten() {
        let width = wide(hot);
        placed.push((Rect::new(right - width, foot.y, width, foot.h), hot));
        right -= width + px(12);
    }
    placed
}
