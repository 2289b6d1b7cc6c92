//! Messages as bytes: requests out, events in.

use std::io;

/// Object number, then size and opcode.
const HEADER: usize = 8;

/// One argument of a request; a file travels beside the bytes.
#[derive(Clone, Copy, Debug)]
pub enum Argument<'a> {
    /// An unsigned number, an object or a new object.
    Word(u32),
    /// A signed number.
    Int(i32),
    /// A text, sent with its closing zero.
    Text(&'a str),
}

impl Argument<'_> {
    fn size(&self) -> usize {
        match self {
            Self::Word(_) | Self::Int(_) => 4,
            Self::Text(text) => 4 + padded(text.len() + 1),
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Word(word) => out.extend(word.to_ne_bytes()),
            Self::Int(int) => out.extend(int.to_ne_bytes()),
            Self::Text(text) => {
                let size = text.len() + 1;
                out.extend(u32::try_from(size).unwrap_or(u32::MAX).to_ne_bytes());
                out.extend(text.as_bytes());
                out.extend(std::iter::repeat_n(0, padded(size) - text.len()));
            }
        }
    }
}

/// Appends a request. Nothing is checked: a client may lie here as it likes.
pub fn encode(out: &mut Vec<u8>, object: u32, opcode: u16, arguments: &[Argument<'_>]) {
    let size = HEADER + arguments.iter().map(Argument::size).sum::<usize>();
    let size = u32::try_from(size).unwrap_or(u32::MAX);
    out.extend(object.to_ne_bytes());
    out.extend((size << 16 | u32::from(opcode)).to_ne_bytes());
    arguments.iter().for_each(|argument| argument.write(out));
}

/// One event.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Event {
    /// The object it is for.
    pub object: u32,
    /// Which of its interface's events it is.
    pub opcode: u16,
    body: Vec<u8>,
}

impl Event {
    /// Its arguments, to be read in order.
    #[must_use]
    pub fn arguments(&self) -> Arguments<'_> {
        Arguments { rest: &self.body }
    }

    /// The first argument, when it is a number.
    #[must_use]
    pub fn word(&self) -> u32 {
        self.arguments().word()
    }
}

/// What is left of an event's arguments; past the end there are zeros and empty texts.
#[derive(Clone, Debug)]
pub struct Arguments<'a> {
    rest: &'a [u8],
}

impl Arguments<'_> {
    /// The next number.
    pub fn word(&mut self) -> u32 {
        let word = word(self.rest, 0).unwrap_or(0);
        self.skip(4);
        word
    }

    /// The next text.
    pub fn text(&mut self) -> String {
        let size = self.word() as usize;
        let bytes = self.rest.get(..size.saturating_sub(1)).unwrap_or_default();
        let text = String::from_utf8_lossy(bytes).into_owned();
        self.skip(padded(size));
        text
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }
}

/// The first event of some bytes and how many of them it takes; none while it is incomplete.
///
/// # Errors
/// When the size it states is smaller than a header.
pub fn decode(bytes: &[u8]) -> io::Result<Option<(Event, usize)>> {
    let (Some(object), Some(second)) = (word(bytes, 0), word(bytes, 4)) else {
        return Ok(None);
    };
    let size = (second >> 16) as usize;
    if size < HEADER {
        let text = format!("an event of object {object} states {size} bytes");
        return Err(io::Error::new(io::ErrorKind::InvalidData, text));
    }
    let event = |body: &[u8]| Event {
        object,
        opcode: (second & 0xffff) as u16,
        body: body.to_vec(),
    };
    Ok(bytes.get(HEADER..size).map(|body| (event(body), size)))
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    four.try_into().ok().map(u32::from_ne_bytes)
}

/// Arguments begin at multiples of four.
fn padded(size: usize) -> usize {
    size.next_multiple_of(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn global() -> Vec<u8> {
        let mut bytes = Vec::new();
        let arguments = [
            Argument::Word(7),
            Argument::Text("wl_shm"),
            Argument::Int(-2),
        ];
        encode(&mut bytes, 2, 3, &arguments);
        bytes
    }

    #[test]
    fn what_is_written_can_be_read() {
        let bytes = global();
        assert_eq!(bytes.len(), 8 + 4 + 4 + 8 + 4);
        let (event, size) = decode(&bytes).unwrap().unwrap();
        assert_eq!((event.object, event.opcode, size), (2, 3, bytes.len()));
        let mut arguments = event.arguments();
        assert_eq!((arguments.word(), arguments.text()), (7, "wl_shm".into()));
        assert_eq!(arguments.word(), (-2i32).cast_unsigned());
        assert_eq!((arguments.word(), arguments.text()), (0, String::new()));
    }

    #[test]
    fn half_an_event_is_waited_for() {
        let bytes = global();
        for end in 0..bytes.len() {
            assert_eq!(decode(&bytes[..end]).unwrap(), None);
        }
    }

    #[test]
    fn an_impossible_size_is_refused() {
        assert!(decode(&[1, 0, 0, 0, 0, 0, 4, 0]).is_err());
    }
}
