//! The wire format: where a message ends, and whether its arguments are what the signature says.

use wayland_server::backend::protocol::{AllowNull, ArgumentType};

/// Bytes of a message's header: the object, then size and opcode.
pub(crate) const HEADER: usize = 8;
/// The longest message, by libwayland's buffer. Clients can't send longer ones with it.
pub(crate) const LONGEST: usize = 4096;
/// More arguments than any message of the table has.
const ARGS: usize = 10;

/// What stands at the head of every message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) object: u32,
    pub(crate) opcode: u16,
    /// Bytes of the whole message: a multiple of four from 8 to 4096.
    pub(crate) size: usize,
}

/// Why bytes are no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Malformed(pub(crate) &'static str);

/// One argument. Strings have lost their NUL.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Arg<'a> {
    Int(i32),
    Uint(u32),
    Fixed(i32),
    Str(Option<&'a str>),
    Object(u32),
    NewId(u32),
    Array(&'a [u8]),
    Fd,
}

/// The arguments of one message, and where each begins in its body.
#[derive(Clone, Debug)]
pub(crate) struct Args<'a> {
    list: [(Arg<'a>, usize); ARGS],
    count: usize,
}

/// The header of the next message; nothing while it is not whole.
pub(crate) fn header(bytes: &[u8]) -> Result<Option<Header>, Malformed> {
    let (Some(object), Some(word)) = (word_at(bytes, 0), word_at(bytes, 4)) else {
        return Ok(None);
    };
    let size = usize::try_from(word >> 16).unwrap_or(usize::MAX);
    if !(HEADER..=LONGEST).contains(&size) || !size.is_multiple_of(4) {
        return Err(Malformed("a message of a length that none has"));
    }
    let opcode = u16::try_from(word & 0xffff).unwrap_or(u16::MAX);
    Ok(Some(Header {
        object,
        opcode,
        size,
    }))
}

/// A word of a message, in the machine's byte order as Wayland has it.
pub(crate) fn word_at(bytes: &[u8], at: usize) -> Option<u32> {
    let word = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_ne_bytes(word.try_into().ok()?))
}

/// Writes a word into a message; false where there is no room for it.
pub(crate) fn put_word(bytes: &mut [u8], at: usize, value: u32) -> bool {
    let room = at.checked_add(4).and_then(|end| bytes.get_mut(at..end));
    room.map(|room| room.copy_from_slice(&value.to_ne_bytes()))
        .is_some()
}

impl<'a> Args<'a> {
    /// Reads a message's body, which must be exactly what the signature says.
    pub(crate) fn parse(signature: &[ArgumentType], body: &'a [u8]) -> Result<Self, Malformed> {
        let mut args = Self {
            list: [(Arg::Fd, 0); ARGS],
            count: 0,
        };
        let mut at = 0_usize;
        for kind in signature {
            let (arg, used) = read(*kind, body, at)?;
            let slot = args.list.get_mut(args.count);
            *slot.ok_or(Malformed("more arguments than any message has"))? = (arg, at);
            args.count = args.count.saturating_add(1);
            at = at.saturating_add(used);
        }
        if at != body.len() {
            return Err(Malformed("a message longer than its arguments"));
        }
        Ok(args)
    }

    /// Every argument, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Arg<'a>> {
        self.list.iter().take(self.count).map(|(arg, _)| arg)
    }

    fn get(&self, index: usize) -> Option<&Arg<'a>> {
        self.iter().nth(index)
    }

    /// Where an argument begins in the body.
    pub(crate) fn offset(&self, index: usize) -> usize {
        self.list.get(index).map_or(0, |(_, at)| *at)
    }

    /// An integer or fixed-point argument; 0 where the signature has none.
    pub(crate) fn int(&self, index: usize) -> i32 {
        match self.get(index) {
            Some(Arg::Int(value) | Arg::Fixed(value)) => *value,
            _ => 0,
        }
    }

    /// An unsigned argument, or the id that an object or new-id argument names.
    pub(crate) fn uint(&self, index: usize) -> u32 {
        match self.get(index) {
            Some(Arg::Uint(value) | Arg::Object(value) | Arg::NewId(value)) => *value,
            _ => 0,
        }
    }

    /// A string argument; empty where it is null.
    pub(crate) fn text(&self, index: usize) -> &'a str {
        match self.get(index) {
            Some(Arg::Str(text)) => text.unwrap_or_default(),
            _ => "",
        }
    }
}

/// One argument and the bytes it takes.
fn read(kind: ArgumentType, body: &[u8], at: usize) -> Result<(Arg<'_>, usize), Malformed> {
    if kind == ArgumentType::Fd {
        return Ok((Arg::Fd, 0));
    }
    let word = word_at(body, at).ok_or(Malformed("a message shorter than its arguments"))?;
    let signed = i32::from_ne_bytes(word.to_ne_bytes());
    let arg = match kind {
        ArgumentType::Int => Arg::Int(signed),
        ArgumentType::Fixed => Arg::Fixed(signed),
        ArgumentType::Uint => Arg::Uint(word),
        ArgumentType::NewId => Arg::NewId(word),
        ArgumentType::Object(null) => Arg::Object(allow(word, null)?),
        ArgumentType::Str(null) => return string(word, null, body, at),
        ArgumentType::Array => {
            let (bytes, used) = bytes(word, body, at)?;
            return Ok((Arg::Array(bytes), used));
        }
        ArgumentType::Fd => Arg::Fd,
    };
    Ok((arg, 4))
}

fn allow(id: u32, null: AllowNull) -> Result<u32, Malformed> {
    if id == 0 && null == AllowNull::No {
        return Err(Malformed("no object where one must be"));
    }
    Ok(id)
}

fn string(
    length: u32,
    null: AllowNull,
    body: &[u8],
    at: usize,
) -> Result<(Arg<'_>, usize), Malformed> {
    if length == 0 {
        return match null {
            AllowNull::Yes => Ok((Arg::Str(None), 4)),
            AllowNull::No => Err(Malformed("no text where one must be")),
        };
    }
    let (bytes, used) = bytes(length, body, at)?;
    let Some((0, text)) = bytes.split_last() else {
        return Err(Malformed("a text without its end"));
    };
    if text.contains(&0) {
        return Err(Malformed("a text that ends twice"));
    }
    let text = std::str::from_utf8(text).map_err(|_| Malformed("a text that is not UTF-8"))?;
    Ok((Arg::Str(Some(text)), used))
}

/// Counted bytes after their length at `at`, padded to a whole word.
fn bytes(length: u32, body: &[u8], at: usize) -> Result<(&[u8], usize), Malformed> {
    let longer = Malformed("a text or array longer than its message");
    let length = usize::try_from(length).map_err(|_| longer)?;
    let start = at.checked_add(4).ok_or(longer)?;
    let end = start.checked_add(length).ok_or(longer)?;
    let found = body.get(start..end).ok_or(longer)?;
    let padded = length.checked_next_multiple_of(4).ok_or(longer)?;
    let used = padded.checked_add(4).ok_or(longer)?;
    if at.checked_add(used).is_none_or(|end| end > body.len()) {
        return Err(longer);
    }
    Ok((found, used))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: ArgumentType = ArgumentType::Str(AllowNull::No);

    fn text(length: u32, bytes: &[u8]) -> Vec<u8> {
        [&length.to_ne_bytes(), bytes].concat()
    }

    #[test]
    fn headers_have_sound_lengths_only() {
        let head = |size: u32| [7_u32.to_ne_bytes(), (size << 16 | 3).to_ne_bytes()].concat();
        assert_eq!(header(&head(8)[..7]), Ok(None));
        let sound = header(&head(12)).unwrap().unwrap();
        assert_eq!((sound.object, sound.opcode, sound.size), (7, 3, 12));
        for size in [0, 4, 7, 9, 10, 4100, 65_535] {
            assert!(header(&head(size)).is_err(), "{size}");
        }
    }

    #[test]
    fn bodies_are_exactly_their_arguments() {
        let words: Vec<u8> = [1_u32, 2]
            .iter()
            .flat_map(|word| word.to_ne_bytes())
            .collect();
        let two = [ArgumentType::Uint, ArgumentType::Int];
        let args = Args::parse(&two, &words).unwrap();
        assert_eq!((args.uint(0), args.int(1), args.offset(1)), (1, 2, 4));
        assert!(Args::parse(&two, &words[..4]).is_err());
        assert!(Args::parse(&two[..1], &words).is_err());
        assert!(Args::parse(&[ArgumentType::Object(AllowNull::No)], &[0; 4]).is_err());
        assert!(Args::parse(&[ArgumentType::Object(AllowNull::Yes)], &[0; 4]).is_ok());
    }

    #[test]
    fn texts_end_once_and_in_time() {
        assert_eq!(
            Args::parse(&[TEXT], &text(3, b"ab\0\0")).unwrap().text(0),
            "ab"
        );
        for (length, bytes) in [
            (3, b"abc\0"),
            (4, b"a\0b\0"),
            (5, b"abc\0"),
            (u32::MAX, b"abc\0"),
            (3, b"\xff\xfe\0\0"),
        ] {
            assert!(
                Args::parse(&[TEXT], &text(length, bytes)).is_err(),
                "{length} {bytes:?}"
            );
        }
        assert!(Args::parse(&[TEXT], &0_u32.to_ne_bytes()).is_err());
    }
}
