//! The patterns that tell cages apart where colour does not.

use serde::Serialize;

/// A cage's second mark. How it is sewn is the shell's affair; the names are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Pattern {
    /// Colour alone.
    Solid,
    /// Slanted stripes.
    Diagonal,
    /// Round dots.
    Dots,
    /// A chequerboard.
    Checks,
    /// Short strokes along the edge.
    Dashes,
    /// A wavy line.
    Waves,
    /// Nested angles.
    Chevrons,
    /// Strokes across the edge.
    Bars,
}

impl Pattern {
    /// Every pattern.
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

    /// The word for it in policy files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Solid => "solid",
            Self::Diagonal => "diagonal",
            Self::Dots => "dots",
            Self::Checks => "checks",
            Self::Dashes => "dashes",
            Self::Waves => "waves",
            Self::Chevrons => "chevrons",
            Self::Bars => "bars",
        }
    }
}
