//! Strings from clients: untrusted until cleaned, and short and plain once they are.

use std::fmt;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_segmentation::UnicodeSegmentation;

/// The longest clean title, in bytes of UTF-8.
pub const TITLE_BYTES: usize = 128;
/// The longest clean application identifier, in bytes.
pub const APP_ID_BYTES: usize = 64;
/// No more than this of a client's string is even looked at.
const LOOKED_AT: usize = 4096;
/// Combining marks that one base may carry. Vietnamese and polytonic Greek need two after NFC.
const MARKS: usize = 2;
/// What a cut title ends with.
const ELLIPSIS: char = '…';

/// A value that a client chose. It can't be shown, compared with trusted text or dereferenced.
#[derive(Clone)]
pub struct Untrusted<T>(T);

impl<T> Untrusted<T> {
    /// Marks a value as a client's.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// The value as the client sent it. Whoever calls this answers for where it goes.
    pub fn untrusted_value(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Untrusted<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Logs are shown too.
        out.write_str("Untrusted(…)")
    }
}

impl<T: AsRef<[u8]>> Untrusted<T> {
    /// The value as a window's title of at most [`TITLE_BYTES`].
    #[must_use]
    pub fn clean_title(&self) -> CleanTitle {
        self.clean_title_within(TITLE_BYTES)
    }

    /// The value as a window's title of at most `max_bytes`, and never more than [`TITLE_BYTES`].
    #[must_use]
    pub fn clean_title_within(&self, max_bytes: usize) -> CleanTitle {
        let text = String::from_utf8_lossy(looked_at(self.0.as_ref()));
        CleanTitle(cut(&clean(&text), max_bytes.min(TITLE_BYTES)))
    }

    /// The value as an application's identifier: what is outside `[A-Za-z0-9._-]` is dropped.
    #[must_use]
    pub fn clean_app_id(&self) -> CleanAppId {
        let bytes = looked_at(self.0.as_ref()).iter().copied();
        let plain = bytes.filter(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'));
        CleanAppId(plain.take(APP_ID_BYTES).map(char::from).collect())
    }
}

/// A title on one line, of visible characters in their usual order, at most [`TITLE_BYTES`] long.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct CleanTitle(String);

/// An application's identifier: `[A-Za-z0-9._-]`, at most [`APP_ID_BYTES`] long.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct CleanAppId(String);

impl CleanTitle {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl CleanAppId {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CleanTitle {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Display for CleanAppId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

fn looked_at(bytes: &[u8]) -> &[u8] {
    bytes.get(..LOOKED_AT).unwrap_or(bytes)
}

/// What becomes of one character.
enum Kind {
    Base,
    Mark,
    Space,
    Nothing,
}

/// Default-ignorable or blank characters of categories that are otherwise fine (DerivedCoreProperties
/// and DerivedGeneralCategory of Unicode 16): joiners, fillers, variation selectors, the empty Braille cell.
pub(crate) fn unseen(c: char) -> bool {
    matches!(
        c,
        '\u{034f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

fn kind(c: char) -> Kind {
    use GeneralCategory as G;
    if unseen(c) {
        return Kind::Nothing;
    }
    match c.general_category() {
        _ if matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}') => Kind::Space,
        G::SpaceSeparator | G::LineSeparator | G::ParagraphSeparator => Kind::Space,
        G::NonspacingMark | G::SpacingMark => Kind::Mark,
        // An enclosing mark draws over its neighbours.
        G::EnclosingMark | G::Control | G::Format | G::Surrogate => Kind::Nothing,
        G::PrivateUse | G::Unassigned => Kind::Nothing,
        _ => Kind::Base,
    }
}

/// Whether a character steers, hides or shows nothing.
pub(crate) fn unwanted(c: char) -> bool {
    matches!(kind(c), Kind::Nothing)
}

/// One line of visible characters in NFC: no controls, no bidirectional overrides, nothing of
/// no width, no more than two marks on a base, no space at an end or next to another.
pub(crate) fn clean(text: &str) -> String {
    let kept = text.chars().filter(|c| !unwanted(*c));
    let mut out = String::new();
    let mut room = 0;
    let mut space = false;
    for c in kept.nfc() {
        match kind(c) {
            Kind::Nothing => {}
            Kind::Space => (room, space) = (0, !out.is_empty()),
            // A mark without room is one too many, or has no base at all.
            Kind::Mark if room == 0 => {}
            Kind::Mark => {
                room -= 1;
                out.push(c);
            }
            Kind::Base => {
                if std::mem::take(&mut space) {
                    out.push(' ');
                }
                room = MARKS;
                out.push(c);
            }
        }
    }
    out
}

/// The text if it fits, else as many of its graphemes as fit before an ellipsis.
fn cut(text: &str, max_bytes: usize) -> String {
    if text.len() <= max_bytes {
        return text.to_owned();
    }
    let Some(budget) = max_bytes.checked_sub(ELLIPSIS.len_utf8()) else {
        return String::new();
    };
    let starts = text.grapheme_indices(true).map(|(start, _)| start);
    let end = starts
        .take_while(|start| *start <= budget)
        .last()
        .unwrap_or_default();
    let head = text.get(..end).unwrap_or_default().trim_end();
    format!("{head}{ELLIPSIS}")
}
