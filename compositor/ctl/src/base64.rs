//! Base64 (RFC 4648 §4, padded) for the one binary field of the protocol.

use serde::{Deserialize, Deserializer, Serializer, de::Error};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

pub(crate) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&encode(bytes))
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(from)?;
    decode(text.as_bytes()).ok_or_else(|| D::Error::custom("not base64"))
}

fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = chunk
            .iter()
            .fold(0u32, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - chunk.len()));
        for place in 0..4 {
            text.push(if place > chunk.len() {
                '='
            } else {
                letter(bits, place)
            });
        }
    }
    text
}

/// The letter of the 6 bits at a place from 0 (highest) to 3.
fn letter(bits: u32, place: usize) -> char {
    let six = (bits >> (18 - 6 * place) & 63) as usize;
    ALPHABET.get(six).copied().map_or('=', char::from)
}

fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let (groups, rest) = text.as_chunks::<4>();
    let mut bytes = Vec::with_capacity(groups.len() * 3);
    for (index, group) in groups.iter().enumerate() {
        let pads = group
            .iter()
            .rev()
            .take_while(|letter| **letter == b'=')
            .count();
        if pads > 2 || (pads > 0 && index + 1 != groups.len()) {
            return None;
        }
        bytes.extend_from_slice(&decode_group(group, pads)?);
        bytes.truncate(bytes.len() - pads);
    }
    rest.is_empty().then_some(bytes)
}

/// Three bytes, of which the last `pads` mean nothing.
fn decode_group(group: &[u8; 4], pads: usize) -> Option<[u8; 3]> {
    let mut bits = 0u32;
    for letter in group.iter().take(4 - pads) {
        bits = bits << 6 | value(*letter)?;
    }
    bits <<= 6 * pads;
    let [_, high, middle, low] = bits.to_be_bytes();
    Some([high, middle, low])
}

fn value(letter: u8) -> Option<u32> {
    Some(u32::from(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_4648_vectors() {
        let vectors = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ];
        for (plain, coded) in vectors {
            assert_eq!(encode(plain.as_bytes()), coded);
            assert_eq!(decode(coded.as_bytes()).as_deref(), Some(plain.as_bytes()));
        }
    }

    #[test]
    fn every_byte_survives() {
        let bytes: Vec<u8> = (0..=255).collect();
        assert_eq!(decode(encode(&bytes).as_bytes()), Some(bytes));
    }

    #[test]
    fn refuses_what_is_not_base64() {
        for text in [
            "Z", "Zg=", "Zg==Zg==", "Z===", "====", "Zm9v\n", "Zm-v", "=Zm9",
        ] {
            assert_eq!(decode(text.as_bytes()), None, "{text:?}");
        }
    }
}
