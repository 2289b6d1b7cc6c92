//! Where the lock screen's parts go, and which of them give way on a low output.

use super::{LockLine, LockSpec};
use crate::paragraph::Block;
use crate::text::{Face, Style, Texts};
use crate::{Metrics, Rect, Scale};

/// The widest that the card gets, logical pixels.
const WIDEST: i32 = 420;
/// The seal's side: usually, and where there is little room; logical pixels.
const SIDES: [i32; 2] = [108, 52];
/// Height of the clock with its date, and of the air below; logical pixels.
const CLOCK: (i32, i32) = (132, 30);
/// Height of a line of the phrase and of what is said, logical pixels.
pub(super) const LINE: i32 = 19;
/// Height of a line of what is to be unlocked, logical pixels.
pub(super) const HEADING: i32 = 24;
/// The most lines of what is said.
const LINES: usize = 3;

/// Text sizes of the lock screen.
pub(super) struct Styles {
    pub(super) time: Style,
    pub(super) date: Style,
    pub(super) person: Style,
    pub(super) strong: Style,
    pub(super) plain: Style,
    pub(super) small: Style,
}

impl Styles {
    pub(super) fn at(scale: Scale) -> Self {
        let style = |face, size| Style::new(face, scale.length(size));
        Self {
            time: style(Face::Semibold, 84.0),
            date: style(Face::Regular, 21.0),
            person: style(Face::Semibold, 18.0),
            strong: style(Face::Semibold, 13.0),
            plain: style(Face::Regular, 14.0),
            small: style(Face::Regular, 12.0),
        }
    }
}

/// The places of the parts; an empty rectangle means left out.
pub(super) struct Layout {
    /// The whole picture.
    pub(super) size: (i32, i32),
    /// Its corner on the output.
    pub(super) at: (i32, i32),
    pub(super) time: Rect,
    pub(super) date: Rect,
    pub(super) card: Rect,
    pub(super) motif: Rect,
    pub(super) phrase: (Rect, Block),
    pub(super) secret: Rect,
    pub(super) person: Rect,
    /// What is to be unlocked; empty where that is all of the session.
    pub(super) above: (Rect, Block),
    pub(super) field: Rect,
    pub(super) line: (Rect, Block),
    pub(super) foot: Rect,
}

/// What is to be unlocked, in the painter's language.
fn heading(texts: &Texts, spec: &LockSpec<'_>) -> String {
    let words = &texts.language.words().lock;
    spec.above.map(words.above).unwrap_or_default()
}

/// What the line under the field says, in the painter's language.
pub(super) fn line(texts: &Texts, line: LockLine<'_>) -> String {
    let words = &texts.language.words().lock;
    match line {
        LockLine::Nothing => String::new(),
        LockLine::Starting => words.starting.to_owned(),
        LockLine::Checking => words.checking.to_owned(),
        LockLine::Wrong(seconds) => (words.wrong)(seconds),
        LockLine::Closed => words.closed.to_owned(),
        LockLine::Said(text) => text.to_owned(),
        LockLine::Unable(why) => (words.unable)(&texts.language.lock_fault(why)),
    }
}

impl Layout {
    pub(super) fn of(texts: &mut Texts, spec: &LockSpec<'_>) -> Self {
        let px = |logical| spec.scale.px(logical);
        let bar = Metrics::at(spec.scale).bar;
        let width = (spec.room.0 - px(24)).clamp(px(200), px(WIDEST));
        let room = (spec.room.1 - bar).max(0);
        let [large, small] = SIDES;
        let mut layout = Self::card(texts, spec, width, large);
        if layout.card.h > room {
            layout = Self::card(texts, spec, width, small);
        }
        if layout.card.h > room {
            // Who sits there knows whose session it is; the field has to be seen.
            let nameless = LockSpec {
                person: "",
                ..*spec
            };
            layout = Self::card(texts, &nameless, width, small);
        }
        let (clock, air) = (px(CLOCK.0), px(CLOCK.1));
        if spec.above.is_none() && layout.card.h + clock + 2 * air <= room {
            layout.below(clock + air);
            layout.time = Rect::new(0, 0, width, px(96));
            layout.date = Rect::new(0, px(102), width, px(30));
        }
        let height = layout.card.bottom();
        layout.size = (width, height);
        let (x, y) = ((spec.room.0 - width) / 2, (room - height).max(0) * 2 / 5);
        layout.at = (x, bar + y);
        layout
    }

    /// The card alone, with a seal of this side.
    fn card(texts: &mut Texts, spec: &LockSpec<'_>, width: i32, side: i32) -> Self {
        let px = |logical| spec.scale.px(logical);
        let styles = Styles::at(spec.scale);
        let (pad, inner) = (px(32), width - 2 * px(32));
        let row = |y: i32, height: i32| Rect::new(pad, y, inner, height);
        let motif = Rect::new((width - px(side)) / 2, px(26), px(side), px(side));
        let words = spec.seal.map_or_else(
            || texts.language.words().prompt.no_seal.to_owned(),
            |seal| seal.phrase.clone(),
        );
        let phrase = texts.block(&words, styles.strong, inner, 2);
        let lines = |block: &Block| px(LINE) * block.lines.len() as i32;
        let phrase_at = row(motif.bottom() + px(10), lines(&phrase));
        let secret = Rect::new(pad, motif.y, inner, phrase_at.bottom() - motif.y);
        let person = match spec.person {
            "" => row(phrase_at.bottom(), 0),
            _ if spec.above.is_some() => row(phrase_at.bottom(), 0),
            _ => row(phrase_at.bottom() + px(16), px(26)),
        };
        let above = heading(texts, spec);
        let above = texts.block(&above, styles.person, inner, 2);
        let above_at = match spec.above {
            None => row(person.bottom(), 0),
            Some(_) => {
                let high = px(HEADING) * above.lines.len() as i32;
                row(person.bottom() + px(16), high)
            }
        };
        let field = row(above_at.bottom() + px(14), px(46));
        let said = line(texts, spec.line);
        let said = texts.block(&said, styles.plain, inner, LINES);
        // What is said moves nothing: there is always room for a line of it.
        let said_at = row(field.bottom() + px(10), lines(&said).max(px(LINE)));
        let foot = row(said_at.bottom() + px(12), px(22));
        Self {
            size: (0, 0),
            at: (0, 0),
            time: Rect::default(),
            date: Rect::default(),
            card: Rect::new(0, 0, width, foot.bottom() + px(24)),
            motif,
            phrase: (phrase_at, phrase),
            secret: spec.seal.map(|_| secret).unwrap_or_default(),
            person,
            above: (above_at, above),
            field,
            line: (said_at, said),
            foot,
        }
    }

    /// Moves the card down.
    fn below(&mut self, by: i32) {
        let parts = [
            &mut self.card,
            &mut self.motif,
            &mut self.phrase.0,
            &mut self.secret,
            &mut self.person,
            &mut self.above.0,
            &mut self.field,
            &mut self.line.0,
            &mut self.foot,
        ];
        for part in parts.into_iter().filter(|part| **part != Rect::default()) {
            part.y += by;
        }
    }
}
