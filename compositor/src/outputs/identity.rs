//! Who a screen says it is: read from its EDID, which a plug in the wall may have written.

use std::fmt;

use super::makers::maker;

/// Bytes of an EDID's base block, which says all that is asked here.
const BLOCK: usize = 128;
/// How it begins.
const MAGIC: [u8; 8] = [0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0];
/// Where its four descriptors begin, of 18 bytes each.
const DESCRIPTORS: [usize; 4] = [54, 72, 90, 108];
/// Tag of the descriptor with the serial number as text.
const SERIAL: u8 = 0xff;
/// Tag of the descriptor with the model's name.
const MODEL: u8 = 0xfc;

/// Who a screen says it is. All texts are short, plain ASCII; empty where nothing is said.
/// Source of the layout: VESA E-EDID A.2, section 3.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// Who made it; the three letters of its EDID where the maker is not known.
    pub make: String,
    /// The model: its name, else its number.
    pub model: String,
    /// Which one of them it is: the text on its label, else a number.
    pub serial: String,
    /// Width and height of the picture in millimetres.
    pub size_mm: Option<(u32, u32)>,
}

impl Identity {
    /// Reads an EDID of any length. What is no EDID says nothing.
    #[must_use]
    pub fn of_edid(edid: &[u8]) -> Identity {
        let Some(block) = base_block(edid) else {
            return Identity::default();
        };
        let [a, b, low, high, serial @ ..] = bytes_at::<8>(block, 8);
        let number = u32::from_le_bytes(serial);
        let serial = text_of(block, SERIAL).or((number != 0).then(|| format!("0x{number:08X}")));
        let product = u16::from_le_bytes([low, high]);
        Identity {
            make: letters(u16::from_be_bytes([a, b])).map_or(String::new(), |id| maker(&id).into()),
            model: text_of(block, MODEL).unwrap_or_else(|| format!("0x{product:04X}")),
            serial: serial.unwrap_or_default(),
            size_mm: size_of(block),
        }
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn unknown(&self) -> bool {
        self.make.is_empty() && self.model.is_empty() && self.serial.is_empty()
    }

    /// Maker and model, as on any screen of its kind.
    #[must_use]
    pub fn kind(&self) -> String {
        joined([&self.make, &self.model])
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&joined([&self.make, &self.model, &self.serial]))
    }
}

fn joined<const N: usize>(parts: [&String; N]) -> String {
    let said: Vec<&str> = parts
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    said.join(" ")
}

/// The base block, if there is a whole one.
fn base_block(edid: &[u8]) -> Option<&[u8]> {
    let block = edid.get(..BLOCK)?;
    let sum = block.iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte));
    (block.starts_with(&MAGIC) && sum == 0).then_some(block)
}

/// So many bytes from a place, zeros where there are none.
fn bytes_at<const N: usize>(block: &[u8], at: usize) -> [u8; N] {
    let mut bytes = [0; N];
    for (byte, found) in bytes.iter_mut().zip(block.iter().skip(at)) {
        *byte = *found;
    }
    bytes
}

/// The maker's letters: five bits each, A is 1.
fn letters(packed: u16) -> Option<String> {
    [packed >> 10, packed >> 5, packed]
        .into_iter()
        .map(|letter| match u8::try_from(letter & 0x1f) {
            Ok(letter @ 1..=26) => Some(char::from(b'@'.saturating_add(letter))),
            _ => None,
        })
        .collect()
}

/// The text of a descriptor, if it is there and says something.
fn text_of(block: &[u8], tag: u8) -> Option<String> {
    let texts = DESCRIPTORS.into_iter().map(|at| bytes_at::<18>(block, at));
    texts
        .filter(|found| found.starts_with(&[0, 0, 0, tag]))
        .find_map(|found| plain(&bytes_at::<13>(&found, 5)))
}

/// What of a text can be shown on one line and written into preferences as it is.
fn plain(bytes: &[u8]) -> Option<String> {
    let line = bytes.iter().take_while(|byte| **byte != b'\n');
    let shown: String = line
        .map(|byte| match byte {
            b'"' | b'\\' => ' ',
            b' '..=b'~' => char::from(*byte),
            _ => ' ',
        })
        .collect();
    let words: Vec<&str> = shown.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Millimetres, as the first detailed timing has them, else from whole centimetres.
fn size_of(block: &[u8]) -> Option<(u32, u32)> {
    let timing = bytes_at::<18>(block, 54);
    let [w, h, high] = bytes_at::<3>(&timing, 12).map(u32::from);
    let (w, h) = (w | (high & 0xf0) << 4, h | (high & 0x0f) << 8);
    let [wide, tall] = bytes_at::<2>(block, 21).map(|cm| u32::from(cm).saturating_mul(10));
    // Some give nothing but their shape, such as 16 by 9.
    let sizes = [(w, h), (wide, tall)].into_iter();
    let timed = !timing.starts_with(&[0, 0]);
    sizes
        .skip(usize::from(!timed))
        .find(|(w, h)| *w > LEAST_MM && *h > LEAST_MM)
}

/// No screen is smaller, in millimetres.
const LEAST_MM: u32 = 30;

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A sound EDID of a 27 inch screen.
    pub(crate) fn edid(id: [u8; 2], model: &[u8], serial: &[u8]) -> Vec<u8> {
        let mut edid = vec![0; BLOCK];
        edid[..8].copy_from_slice(&MAGIC);
        edid[8..16].copy_from_slice(&[id[0], id[1], 0x21, 0x41, 0x4c, 0x33, 0x22, 0x11]);
        edid[21..23].copy_from_slice(&[60, 34]);
        edid[54..56].copy_from_slice(&[1, 0x1d]);
        // 597 by 336 mm.
        edid[66..69].copy_from_slice(&[0x55, 0x50, 0x21]);
        for (at, tag, text) in [(72, MODEL, model), (90, SERIAL, serial)] {
            edid[at + 3] = tag;
            edid[at + 5..at + 5 + text.len()].copy_from_slice(text);
        }
        seal(&mut edid);
        edid
    }

    fn seal(edid: &mut [u8]) {
        edid[127] = 0;
        let sum = edid.iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte));
        edid[127] = sum.wrapping_neg();
    }

    #[test]
    fn a_screen_says_who_it_is() {
        let identity = Identity::of_edid(&edid([0x10, 0xac], b"DELL U2720Q\n ", b"123ABC\n"));
        assert_eq!(identity.to_string(), "Dell Inc. DELL U2720Q 123ABC");
        assert_eq!(identity.kind(), "Dell Inc. DELL U2720Q");
        assert_eq!(identity.size_mm, Some((597, 336)));
    }

    #[test]
    fn numbers_stand_in_for_missing_texts() {
        let mut bytes = edid([0x46, 0x31], b"", b"");
        bytes[54] = 0;
        bytes[55] = 0;
        seal(&mut bytes);
        let identity = Identity::of_edid(&bytes);
        assert_eq!(identity.to_string(), "QQQ 0x4121 0x1122334C");
        assert_eq!(identity.size_mm, Some((600, 340)));
    }

    #[test]
    fn texts_are_cleaned() {
        let identity = Identity::of_edid(&edid([0, 0], b"\x1b[2J\"a\\  \xffb", b"\0\0"));
        assert_eq!(identity.make, "");
        assert_eq!(identity.model, "[2J a b");
        assert_eq!(identity.serial, "0x1122334C");
    }

    #[test]
    fn what_is_no_edid_says_nothing() {
        let good = edid([0x10, 0xac], b"A\n", b"B\n");
        assert!(Identity::of_edid(&[]).unknown());
        assert!(Identity::of_edid(&good[..127]).unknown());
        let mut changed = good.clone();
        changed[80] ^= 1;
        assert!(Identity::of_edid(&changed).unknown(), "the sum is wrong");
        assert!(!Identity::of_edid(&[good, vec![7; 300]].concat()).unknown());
    }

    #[test]
    fn a_shape_is_no_size() {
        let mut bytes = edid([0x10, 0xac], b"A\n", b"B\n");
        bytes[66..69].copy_from_slice(&[16, 9, 0]);
        bytes[21..23].copy_from_slice(&[0, 79]);
        seal(&mut bytes);
        assert_eq!(Identity::of_edid(&bytes).size_mm, None);
    }

    proptest! {
        #[test]
        fn any_bytes_give_plain_text(
            mut bytes in proptest::collection::vec(any::<u8>(), 0..300),
            sound in any::<bool>(),
        ) {
            if sound && bytes.len() >= BLOCK {
                bytes[..8].copy_from_slice(&MAGIC);
                seal(&mut bytes[..BLOCK]);
            }
            let identity = Identity::of_edid(&bytes);
            let text = identity.to_string();
            prop_assert!(text.bytes().all(|byte| matches!(byte, b' '..=b'~')));
            prop_assert!(!text.contains(['"', '\\']));
            prop_assert!(text.len() <= 64 && text.trim() == text);
            if let Some((w, h)) = identity.size_mm {
                prop_assert!(w < 4096 && h < 4096);
            }
        }
    }
}
