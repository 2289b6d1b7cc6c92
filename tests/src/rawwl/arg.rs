//! Arguments of raw requests, and the bytes they are sent as.

use std::os::fd::OwnedFd;

use super::Obj;

/// One argument. Nothing says that it is what the request wants.
pub enum Arg {
    /// A number, a fixed-point number, an object or a new id.
    Word(u32),
    /// A text with its closing zero.
    Text(String),
    /// No text at all.
    NoText,
    /// Bytes with their count; the padding is added.
    Array(Vec<u8>),
    /// Bytes as they are.
    Bytes(Vec<u8>),
    /// A file, which travels beside the bytes.
    File(OwnedFd),
}

impl Arg {
    /// No object.
    pub const NIL: Arg = Arg::Word(0);
}

impl From<i32> for Arg {
    fn from(word: i32) -> Arg {
        Arg::Word(word.cast_unsigned())
    }
}

impl From<u32> for Arg {
    fn from(word: u32) -> Arg {
        Arg::Word(word)
    }
}

impl From<Obj> for Arg {
    fn from(object: Obj) -> Arg {
        Arg::Word(object.id)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Text(text)
    }
}

impl From<OwnedFd> for Arg {
    fn from(file: OwnedFd) -> Arg {
        Arg::File(file)
    }
}

/// Arguments of any kinds, in order.
#[macro_export]
macro_rules! args {
    ($($arg:expr),* $(,)?) => { vec![$($crate::rawwl::Arg::from($arg)),*] };
}

/// A message's bytes with a true length, and its files.
#[must_use]
pub fn encode(object: u32, opcode: u16, args: Vec<Arg>) -> (Vec<u8>, Vec<OwnedFd>) {
    let mut body = Vec::new();
    let mut files = Vec::new();
    for arg in args {
        match arg {
            Arg::Word(word) => body.extend(word.to_ne_bytes()),
            Arg::Text(text) => {
                let mut bytes = text.into_bytes();
                bytes.push(0);
                counted(&mut body, &bytes);
            }
            Arg::NoText => body.extend(0u32.to_ne_bytes()),
            Arg::Array(bytes) => counted(&mut body, &bytes),
            Arg::Bytes(bytes) => body.extend(bytes),
            Arg::File(file) => files.push(file),
        }
    }
    // A body that is too long for its header has a length that lies.
    let size = u32::try_from(body.len() + 8).unwrap_or(u32::MAX) & 0xffff;
    let mut bytes = object.to_ne_bytes().to_vec();
    bytes.extend((size << 16 | u32::from(opcode)).to_ne_bytes());
    bytes.extend(body);
    (bytes, files)
}

fn counted(body: &mut Vec<u8>, bytes: &[u8]) {
    body.extend(u32::try_from(bytes.len()).expect("few bytes").to_ne_bytes());
    body.extend(bytes);
    body.resize(body.len().next_multiple_of(4), 0);
}
