//! The eight patterns, in whole-number geometry: which pixels carry thread.

/// A cage's pattern, which tells it apart where colour can't.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pattern {
    /// No thread at all.
    Solid,
    /// Slanted strokes.
    Diagonal,
    /// Round dots.
    Dots,
    /// A chequerboard.
    Checks,
    /// Running stitch: long dashes.
    Dashes,
    /// A soft wave.
    Waves,
    /// A sharp zigzag.
    Chevrons,
    /// Upright bars.
    Bars,
}

impl Pattern {
    /// Every pattern, in the order of the policy's list.
    pub const ALL: [Self; 8] = [
        Self::Solid,
        Self::Diagonal,
        Self::Dots,
        Self::Checks,
        Self::Dashes,
        Self::Waves,
        Self::Chevrons,
        Self::Bars,
    ];
}
