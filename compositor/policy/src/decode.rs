//! Bytes as characters, one at a time, so that no copy of them is made on the way.

use crate::Encoding;

/// The most bytes that the UTF-8 of one non-ASCII byte's character can need: an invalid byte
/// becomes U+FFFD, and NFC makes at most three bytes of one (UAX #15, table 9, U+1D160).
const GROWTH: usize = 3;

/// Enough bytes for the UTF-8 of these bytes' characters, in NFC or not.
pub(crate) fn room(bytes: &[u8]) -> usize {
    if utf16(bytes).is_some() {
        return bytes.len().saturating_mul(GROWTH);
    }
    let plain = bytes.iter().filter(|byte| byte.is_ascii()).count();
    let wide = bytes.len().saturating_sub(plain);
    plain.saturating_add(wide.saturating_mul(GROWTH))
}

/// The bytes after a byte order mark of UTF-16, and whether the greater byte comes first.
fn utf16(bytes: &[u8]) -> Option<(&[u8], bool)> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => Some((rest, false)),
        [0xfe, 0xff, rest @ ..] => Some((rest, true)),
        _ => None,
    }
}

/// The characters of these bytes. What is none becomes U+FFFD, one for each invalid sequence.
pub(crate) fn characters(bytes: &[u8], encoding: Encoding) -> Box<dyn Iterator<Item = char> + '_> {
    if encoding == Encoding::Latin1 {
        return Box::new(bytes.iter().copied().map(char::from));
    }
    let Some((rest, great_first)) = utf16(bytes) else {
        return Box::new(utf8(bytes));
    };
    let units = rest.chunks(2).map(move |pair| match pair {
        [one, two] if great_first => u16::from_be_bytes([*one, *two]),
        [one, two] => u16::from_le_bytes([*one, *two]),
        // Half a unit.
        _ => 0xfffd,
    });
    let read = char::decode_utf16(units);
    Box::new(read.map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)))
}

fn utf8(bytes: &[u8]) -> impl Iterator<Item = char> {
    bytes.utf8_chunks().flat_map(|chunk| {
        let broken = !chunk.invalid().is_empty();
        let bad = broken.then_some(char::REPLACEMENT_CHARACTER);
        chunk.valid().chars().chain(bad)
    })
}
