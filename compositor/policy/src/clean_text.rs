//! Whole texts made plain: many lines, nothing that steers, hides or turns the order of reading.
//!
//! What goes: controls but tab and line end, bidirectional controls, characters of no
//! width or that are ignored by default, fillers, private use, what is unassigned, marks
//! beyond eight on a base, marks without a base. What stays although it is not seen,
//! because text would not be the same without:
//!
//! - ZERO WIDTH JOINER between two emoji, and VARIATION SELECTOR-15 or -16 right after one
//!   (UTS #51); after a digit, `#` or `*` only in a keycap;
//! - ZERO WIDTH JOINER and NON-JOINER in a letter's cluster that has a virama, or between a
//!   letter and a virama (UAX #31, A2 and B: Devanagari, Bengali, Sinhala, Malayalam…);
//! - ZERO WIDTH NON-JOINER between two letters of a script that joins (UAX #31, A1: Persian);
//! - a Mongolian variation selector right after a Mongolian letter.
//!
//! Flags made of tag characters and variants of ideographs lose what varies them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use unicode_properties::{GeneralCategory, UnicodeEmoji, UnicodeGeneralCategory};

use crate::decode::{characters, room};
use crate::untrusted::unseen;
use crate::{Encoding, TextCleaning};

/// Combining marks that one base may carry: Hebrew with points and accents needs five.
const MARKS: usize = 8;
/// The canonical combining class of viramas.
const VIRAMA: u8 = 9;
const NON_JOINER: char = '\u{200c}';
const JOINER: char = '\u{200d}';
const KEYCAP: char = '\u{20e3}';

/// The text that these bytes of UTF-8 hold (or of UTF-16, where a byte order mark says so),
/// made plain; as it is for [`TextCleaning::Keep`].
///
/// What is no character becomes U+FFFD, every kind of line end a line feed. The text has
/// all the room that it needs from the start, so that it is never moved and leaves no copy
/// behind; nothing else of it is kept in memory but a cluster at a time. Linear in the
/// bytes. Cleaning twice changes nothing more.
#[must_use]
pub fn clean_text(bytes: &[u8], how: TextCleaning) -> String {
    clean_text_as(bytes, Encoding::Utf8, how)
}

/// The same for a text that a source offered by a name that says otherwise of its encoding.
#[must_use]
pub fn clean_text_as(bytes: &[u8], encoding: Encoding, how: TextCleaning) -> String {
    let mut out = String::with_capacity(room(bytes));
    clean_into(&mut out, characters(bytes, encoding), how);
    out
}

/// Adds the characters to `out`, made plain. It is for the caller to have made room.
pub(crate) fn clean_into(out: &mut String, text: impl Iterator<Item = char>, how: TextCleaning) {
    if how == TextCleaning::Keep {
        return out.extend(text);
    }
    let drawn = |c: &char| !c.is_ascii_control() || matches!(c, '\n' | '\t');
    let mut text = one_line_end(text).filter(drawn).peekable();
    while let Some(c) = text.next() {
        // Most of most texts can be changed by nothing but what follows it.
        if inert(c) && text.peek().is_none_or(|next| inert(*next)) {
            out.extend(match how {
                TextCleaning::Ascii => ascii(c),
                TextCleaning::Clean | TextCleaning::Keep => Some(c),
            });
            continue;
        }
        let more = std::iter::from_fn(|| text.next_if(|c| !inert(*c)));
        let run = std::iter::once(c).chain(more).filter(fit);
        let clean = Plain::new(few_marks(run).nfd()).nfc();
        match how {
            TextCleaning::Ascii => out.extend(clean.filter_map(ascii)),
            TextCleaning::Clean | TextCleaning::Keep => out.extend(clean),
        }
    }
}

/// Whether a character stays as it is wherever it stands, and leaves those before it as they
/// are: some that are, which make up most of most texts, and need no table to be told.
fn inert(c: char) -> bool {
    matches!(
        c,
        '\n' | '\t' | ' '..='~'
            // Latin, Greek without its signs, Cyrillic.
            | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{24f}'
            | '\u{391}'..='\u{3a1}' | '\u{3a3}'..='\u{3ff}' | '\u{400}'..='\u{482}'
            // Punctuation, kana, ideographs, Hangul.
            | '\u{2010}'..='\u{2027}' | '\u{20a0}'..='\u{20bf}'
            | '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30a0}'..='\u{30ff}'
            | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
    )
}

/// With every kind of line end as a line feed.
fn one_line_end(text: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut after_return = false;
    text.filter_map(move |c| {
        let second = c == '\n' && after_return;
        after_return = c == '\r';
        match c {
            '\n' if second => None,
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            c => Some(c),
        }
    })
}

/// Without the marks of a pile that are more than any pile's that stays: to decompose a text
/// holds on to a whole pile at a time.
fn few_marks(text: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut pile = 0_usize;
    text.filter(move |c| {
        pile = match canonical_combining_class(*c) {
            0 => 0,
            _ => pile.saturating_add(1),
        };
        pile <= 4 * MARKS
    })
}

/// Whether a character may stay at all; what must also be in its right place is among them.
fn fit(c: &char) -> bool {
    use GeneralCategory as G;
    let in_place = matches!(
        c,
        '\n' | '\t' | &JOINER | &NON_JOINER | &KEYCAP | '\u{2800}'
    );
    in_place
        || selector(*c)
        || counted(*c)
        || !unseen(*c)
            && !matches!(
                c.general_category(),
                G::Control
                    | G::Format
                    | G::Surrogate
                    | G::PrivateUse
                    | G::Unassigned
                    | G::EnclosingMark
                    | G::LineSeparator
                    | G::ParagraphSeparator
            )
}

/// Format characters that are seen: signs written round or above the number that follows
/// (the property Prepended_Concatenation_Mark of Unicode 16).
fn counted(c: char) -> bool {
    matches!(
        c,
        '\u{600}'
            ..='\u{605}'
                | '\u{6dd}'
                | '\u{70f}'
                | '\u{890}'
                | '\u{891}'
                | '\u{8e2}'
                | '\u{110bd}'
                | '\u{110cd}'
    )
}

/// Variation selectors that may stay in their place.
fn selector(c: char) -> bool {
    matches!(
        c,
        '\u{fe0e}' | '\u{fe0f}' | '\u{180b}'..='\u{180d}' | '\u{180f}'
    )
}

fn mark(c: char) -> bool {
    use GeneralCategory as G;
    matches!(c.general_category(), G::NonspacingMark | G::SpacingMark)
}

fn letter(c: char) -> bool {
    use GeneralCategory as G;
    matches!(
        c.general_category(),
        G::OtherLetter | G::ModifierLetter | G::LowercaseLetter | G::UppercaseLetter
    )
}

/// Letters of scripts that join: Arabic, Syriac, N'Ko, Mandaic, Mongolian, Hanifi Rohingya, Adlam.
fn joins(c: char) -> bool {
    let there = matches!(
        c,
        '\u{600}'..='\u{77f}' | '\u{7c0}'..='\u{7ff}' | '\u{840}'..='\u{8ff}'
            | '\u{1800}'..='\u{18af}' | '\u{10d00}'..='\u{10d3f}' | '\u{1e900}'..='\u{1e95f}'
    );
    there && letter(c)
}

/// An emoji by itself: digits, `#` and `*` are parts of keycaps only.
fn emoji(c: char) -> bool {
    !c.is_ascii() && c.is_emoji_char()
}

fn keycap_base(c: char) -> bool {
    matches!(c, '0'..='9' | '#' | '*')
}

/// One character as plain ASCII. What stands upon or between others has no sign of its own.
fn ascii(c: char) -> Option<char> {
    match c {
        '\n' | '\t' | ' '..='~' => Some(c),
        _ if mark(c) || selector(c) => None,
        JOINER | NON_JOINER | KEYCAP => None,
        _ if c.general_category() == GeneralCategory::SpaceSeparator => Some(' '),
        _ => Some('?'),
    }
}

/// What is kept of text in NFD. It is in NFD again: a mark that would have to move before
/// an earlier one is dropped with what held it in place. So cleaning twice changes nothing.
struct Plain<I: Iterator<Item = char>> {
    text: std::iter::Peekable<I>,
    /// The last character that was kept.
    last: Option<char>,
    /// The base that marks stand on.
    base: Option<char>,
    /// Whether the base has a virama.
    virama: bool,
    /// Marks that it may have yet.
    room: usize,
}

impl<I: Iterator<Item = char>> Plain<I> {
    fn new(text: I) -> Self {
        Self {
            text: text.peekable(),
            last: None,
            base: None,
            virama: false,
            room: 0,
        }
    }

    fn keeps(&mut self, c: char) -> bool {
        match c {
            JOINER => self.may_join() || self.by_virama(),
            NON_JOINER => self.may_part() || self.by_virama(),
            KEYCAP => match self.last {
                Some('\u{fe0f}') => self.base.is_some_and(keycap_base),
                last => last.is_some_and(keycap_base),
            },
            '\u{fe0e}' | '\u{fe0f}' => self.may_vary(c),
            c if selector(c) => self
                .last
                .is_some_and(|last| matches!(last, '\u{1800}'..='\u{18af}') && letter(last)),
            c if mark(c) => self.takes_mark(c),
            c => {
                let none = matches!(c, '\n' | '\t');
                self.base = (!none).then_some(c);
                self.room = if none { 0 } else { MARKS };
                self.virama = false;
                true
            }
        }
    }

    fn takes_mark(&mut self, c: char) -> bool {
        let class = canonical_combining_class(c);
        let before = self.last.map_or(0, canonical_combining_class);
        if self.room == 0 || class != 0 && class < before {
            return false;
        }
        self.room = self.room.saturating_sub(1);
        self.virama |= class == VIRAMA;
        true
    }

    /// Whether a selector of looks has its place here.
    fn may_vary(&mut self, selector: char) -> bool {
        let next = self.text.peek().copied();
        let keycap = selector == '\u{fe0f}' && next == Some(KEYCAP);
        let keycap = keycap && self.last.is_some_and(keycap_base);
        keycap || self.last.is_some_and(emoji)
    }

    /// Whether emoji may be joined here.
    fn may_join(&mut self) -> bool {
        let shown = |c| emoji(c) || matches!(c, '\u{fe0e}' | '\u{fe0f}');
        let next = self.text.peek().copied();
        self.last.is_some_and(shown) && next.is_some_and(emoji)
    }

    /// Whether letters that would join may be parted here.
    fn may_part(&mut self) -> bool {
        let next = self.text.peek().copied();
        let drawn = self.last.is_some_and(|last| letter(last) || mark(last));
        drawn && self.base.is_some_and(joins) && next.is_some_and(joins)
    }

    /// Whether a virama beside this place gives a joiner a meaning.
    fn by_virama(&mut self) -> bool {
        let next = self.text.peek().copied();
        let virama = |c| canonical_combining_class(c) == VIRAMA;
        let base = self.base.is_some_and(letter);
        let after = self.virama && self.last.is_some_and(mark);
        let before = self.last == self.base && self.room > 0 && next.is_some_and(virama);
        base && (after || before)
    }
}

impl<I: Iterator<Item = char>> Iterator for Plain<I> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        loop {
            let c = self.text.next()?;
            if self.keeps(c) {
                self.last = Some(c);
                return Some(c);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::{IsNormalized, is_nfc_quick};

    use super::*;

    #[test]
    fn what_is_inert_is_changed_by_nothing() {
        for c in ('\0'..=char::MAX).filter(|c| inert(*c)) {
            assert_eq!(is_nfc_quick(std::iter::once(c)), IsNormalized::Yes, "{c:?}");
            assert!(fit(&c) && canonical_combining_class(c) == 0, "{c:?}");
            assert!(!mark(c) && !joins(c), "{c:?}");
            let other = [JOINER, NON_JOINER, KEYCAP, '\u{fe0f}', '\u{180b}'];
            assert!(!other.contains(&c), "{c:?}");
            let slow: String = Plain::new(c.nfd()).nfc().collect();
            assert!(slow.chars().eq([c]), "{c:?} {slow:?}");
        }
    }

    #[test]
    fn no_emoji_that_joins_is_inert_but_two_signs() {
        let joined = |c: &char| inert(*c) && emoji(*c);
        let few: String = ('\0'..=char::MAX).filter(joined).collect();
        assert_eq!(few, "©®");
    }
}
