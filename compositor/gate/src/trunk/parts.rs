//! Numbers and words of a fixed layout, written and strictly read; little-endian.

/// Writes a message piece by piece.
#[derive(Debug)]
pub(super) struct Writer(Vec<u8>);

/// Reads a message piece by piece; `None` wherever it is too short.
#[derive(Debug)]
pub(super) struct Reader<'m>(&'m [u8]);

impl Writer {
    pub(super) fn new(tag: u8) -> Self {
        Self(vec![tag])
    }

    pub(super) fn byte(mut self, value: u8) -> Self {
        self.0.push(value);
        self
    }

    pub(super) fn number(mut self, value: u32) -> Self {
        self.0.extend(value.to_le_bytes());
        self
    }

    pub(super) fn large(mut self, values: &[u64]) -> Self {
        values
            .iter()
            .for_each(|value| self.0.extend(value.to_le_bytes()));
        self
    }

    /// A word, cut to what a reader takes.
    pub(super) fn word(mut self, word: &str, longest: u8) -> Self {
        let kept: Vec<u8> = word
            .bytes()
            .filter(|byte| plain(*byte))
            .take(usize::from(longest))
            .collect();
        self.0.push(u8::try_from(kept.len()).unwrap_or(0));
        self.0.extend(kept);
        self
    }

    pub(super) fn done(self) -> Vec<u8> {
        self.0
    }
}

impl<'m> Reader<'m> {
    pub(super) fn new(message: &'m [u8]) -> Self {
        Self(message)
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.take::<1>().map(|[byte]| byte)
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    pub(super) fn large<const N: usize>(&mut self) -> Option<[u64; N]> {
        let mut values = [0; N];
        for value in &mut values {
            *value = u64::from_le_bytes(self.take()?);
        }
        Some(values)
    }

    /// A word of at most `longest` plain characters, as logs may show it.
    pub(super) fn word(&mut self, longest: u8) -> Option<String> {
        let length = self.byte().filter(|length| *length <= longest)?;
        let (word, rest) = self.0.split_at_checked(usize::from(length))?;
        self.0 = rest;
        let word = std::str::from_utf8(word).ok()?;
        word.bytes().all(plain).then(|| word.to_owned())
    }

    /// `value`, if nothing follows it.
    pub(super) fn end<T>(self, value: T) -> Option<T> {
        self.0.is_empty().then_some(value)
    }
}

/// What words consist of: nothing that could steer a terminal or forge a log's field.
fn plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b" _-.,:;'()/+*".contains(&byte)
}
