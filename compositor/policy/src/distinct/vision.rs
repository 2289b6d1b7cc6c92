//! What a colour looks like to a colour-blind person.
//!
//! After G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based
//! Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009: the
//! matrices of severity 1.0, which act on linear sRGB.

use serde::Serialize;

use super::Lab;
use crate::Rgb;

/// A kind of eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Vision {
    /// All three kinds of cones.
    Normal,
    /// No cones for long waves.
    Protanopia,
    /// No cones for middle waves.
    Deuteranopia,
    /// No cones for short waves.
    Tritanopia,
}

type Rows = [[f64; 3]; 3];

const NORMAL: Rows = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
const PROTANOPIA: Rows = [
    [0.152_286, 1.052_583, -0.204_868],
    [0.114_503, 0.786_281, 0.099_216],
    [-0.003_882, -0.048_116, 1.051_998],
];
const DEUTERANOPIA: Rows = [
    [0.367_322, 0.860_646, -0.227_968],
    [0.280_085, 0.672_501, 0.047_413],
    [-0.011_820, 0.042_940, 0.968_881],
];
const TRITANOPIA: Rows = [
    [1.255_528, -0.076_749, -0.178_779],
    [-0.078_411, 0.930_809, 0.147_602],
    [0.004_733, 0.691_367, 0.303_900],
];

impl Vision {
    /// Every kind, in the order of the tables.
    pub const ALL: [Self; 4] = [
        Self::Normal,
        Self::Protanopia,
        Self::Deuteranopia,
        Self::Tritanopia,
    ];

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal vision",
            Self::Protanopia => "protanopia",
            Self::Deuteranopia => "deuteranopia",
            Self::Tritanopia => "tritanopia",
        }
    }

    fn rows(self) -> Rows {
        match self {
            Self::Normal => NORMAL,
            Self::Protanopia => PROTANOPIA,
            Self::Deuteranopia => DEUTERANOPIA,
            Self::Tritanopia => TRITANOPIA,
        }
    }

    /// The colour as this eye sees it.
    #[must_use]
    pub fn see(self, colour: Rgb) -> Lab {
        let [r, g, b] = colour.linear();
        let seen = self
            .rows()
            .map(|[x, y, z]| (x * r + y * g + z * b).clamp(0.0, 1.0));
        Lab::from_linear(seen)
    }

    /// ΔE₀₀ between two colours as this eye sees them.
    #[must_use]
    pub fn delta(self, one: Rgb, two: Rgb) -> f64 {
        super::delta_e(self.see(one), self.see(two))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_eye_sees_grey_as_grey() {
        for row in Vision::ALL.into_iter().flat_map(Vision::rows) {
            assert!((row.iter().sum::<f64>() - 1.0).abs() < 2e-6, "{row:?}");
        }
    }

    #[test]
    fn red_and_green_meet_without_their_cones() {
        let (red, green) = (Rgb::new(0xb0, 0x50, 0x20), Rgb::new(0x70, 0x70, 0x20));
        assert!(Vision::Normal.delta(red, green) > 30.0);
        assert!(Vision::Deuteranopia.delta(red, green) < 12.0);
    }
}
