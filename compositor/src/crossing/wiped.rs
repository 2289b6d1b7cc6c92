//! Bytes that leave no trace: memory that held them is overwritten before it is given back.

use zeroize::Zeroize;

/// Bytes of somebody's. They are wiped when dropped, and when they move to more room.
#[derive(Default, PartialEq, Eq)]
pub struct Wiped(Vec<u8>);

impl Wiped {
    /// Takes bytes over.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Wiped {
        Wiped(bytes)
    }

    /// Adds bytes. Growing by itself would leave a copy behind in the old place.
    pub fn extend(&mut self, more: &[u8]) {
        let needed = self.0.len().saturating_add(more.len());
        if needed > self.0.capacity() {
            let room = needed.max(self.0.capacity().saturating_mul(2));
            let mut grown = Vec::with_capacity(room);
            grown.extend_from_slice(&self.0);
            self.0.zeroize();
            self.0 = grown;
        }
        self.0.extend_from_slice(more);
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Drop for Wiped {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl std::fmt::Debug for Wiped {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Wiped({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_added_in_order() {
        let mut wiped = Wiped::default();
        for part in [&b"one "[..], b"two ", b"three"] {
            wiped.extend(part);
        }
        assert_eq!(wiped.bytes(), b"one two three");
        assert_eq!(format!("{wiped:?}"), "Wiped(13 bytes)");
    }
}
