//! Bytes as choices: a record is sixteen of them, and what lies beyond a record's end is zero.

/// Bytes of one record. Records make a part of an input movable as a whole.
pub(crate) const RECORD: usize = 16;

/// Choices, taken one after the other.
#[derive(Clone, Debug)]
pub(crate) struct Choices<'a> {
    rest: &'a [u8],
}

impl<'a> Choices<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Choices<'a> {
        Choices { rest: bytes }
    }

    /// The next byte.
    pub(crate) fn byte(&mut self) -> u8 {
        let (first, rest) = self.rest.split_first().unwrap_or((&0, &[]));
        self.rest = rest;
        *first
    }

    /// A number below `end`, which is at least 1.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::from(self.byte()) % end.max(1)
    }

    /// One of some things.
    pub(crate) fn of<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        let index = self.below(list.len());
        list.get(index).copied()
    }

    /// Something that happens to few of the values that a byte may have.
    pub(crate) fn rarely(&mut self) -> bool {
        self.byte() >= 0xf4
    }

    /// Four bytes as they are.
    pub(crate) fn word(&mut self) -> u32 {
        u32::from_le_bytes(std::array::from_fn(|_| self.byte()))
    }

    /// A signed number: mostly small, often at an edge.
    pub(crate) fn int(&mut self) -> i32 {
        const EDGES: [i32; 16] = [
            i32::MAX,
            i32::MIN,
            i32::MAX - 1,
            i32::MIN + 1,
            1 << 16,
            1 << 20,
            (1 << 20) + 1,
            -(1 << 20) - 1,
            1 << 24,
            1 << 30,
            16_384,
            16_385,
            65_535,
            4_096,
            0x7fff_ff00,
            -256,
        ];
        match self.byte() {
            choice @ 0..96 => i32::from(choice) - 2,
            choice @ 96..160 => (i32::from(choice) - 95) * 16,
            choice @ 160..208 => (i32::from(choice) - 159) * 256,
            choice @ 208..224 => EDGES[usize::from(choice - 208)],
            choice @ 224..240 => 1 << (choice - 224),
            _ => self.word().cast_signed(),
        }
    }
}
