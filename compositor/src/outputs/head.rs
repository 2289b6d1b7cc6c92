//! Heads: what a connector with a screen can do, and what it is to do.

use std::fmt;
use std::ops::RangeInclusive;

use lisere_shell::Scale;
use smithay::utils::{Logical, Physical, Point, Rectangle, Size, Transform};

use super::identity::Identity;

/// The sides a mode may have, in pixels. Source: what renderers carry.
pub(super) const SIDES: RangeInclusive<i32> = 64..=16_384;
/// Frames in a thousand seconds that a mode may have.
const RATES_MHZ: RangeInclusive<u32> = 1_000..=1_000_000;

/// One mode of a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeadMode {
    /// Width in pixels.
    pub width: i32,
    /// Height in pixels.
    pub height: i32,
    /// Frames in a thousand seconds.
    pub refresh_mhz: u32,
    /// Whether the screen likes it best.
    pub preferred: bool,
}

impl HeadMode {
    /// Pixels before a transform.
    #[must_use]
    pub fn size(&self) -> Size<i32, Physical> {
        (self.width, self.height).into()
    }

    pub(super) fn pixels(&self) -> i64 {
        i64::from(self.width).saturating_mul(i64::from(self.height))
    }

    /// Whether it is one that can be drawn: its numbers come from the screen.
    pub(super) fn usable(&self) -> bool {
        SIDES.contains(&self.width)
            && SIDES.contains(&self.height)
            && RATES_MHZ.contains(&self.refresh_mhz)
    }
}

impl fmt::Display for HeadMode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hertz = f64::from(self.refresh_mhz) / 1000.0;
        write!(out, "{}x{}@{hertz:.2}", self.width, self.height)
    }
}

/// A connector with a screen at it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The connector's name, such as `DP-1`.
    pub connector: String,
    /// Who the screen says it is.
    pub identity: Identity,
    /// What it can show, in its own order.
    pub modes: Vec<HeadMode>,
    /// Whether frames may come when they are ready.
    pub vrr_capable: bool,
    /// Whether it is the panel under the lid.
    pub internal: bool,
    /// A scale from the command line, which goes before preferences.
    pub asked_scale: Option<Scale>,
}

/// How a head that is on is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// One of its modes.
    pub mode: HeadMode,
    /// Physical pixels per logical one.
    pub scale: Scale,
    /// How its picture is turned.
    pub transform: Transform,
    /// Its top left corner in the global logical space.
    pub position: Point<i32, Logical>,
    /// Whether frames come when they are ready.
    pub vrr: bool,
    /// The connector whose picture it shows; then scale, transform and place are that one's.
    pub mirrors: Option<String>,
}

impl Setup {
    /// The room it takes in the global logical space.
    #[must_use]
    pub fn area(&self) -> Rectangle<i32, Logical> {
        let pixels = self.transform.transform_size(self.mode.size());
        let size = pixels.to_f64().to_logical(self.scale.factor());
        Rectangle::new(self.position, size.to_i32_round())
    }
}

/// Dots per inch that are one logical pixel each, on what stands on a desk and on what
/// is carried and looked at from nearer.
const DPI: (f64, f64) = (110.0, 135.0);
/// Diagonal, in millimetres, from which a screen stands on a desk: 20 inches.
const DESK_MM: f64 = 508.0;
/// Logical pixels that are left at least of the shorter side.
const LEAST: f64 = 600.0;

/// The scale that shows things at their usual size, in steps of a half from 1 to 4; 1 where
/// the screen does not say how large it is.
pub(super) fn usual_scale(mode: &HeadMode, size_mm: Option<(u32, u32)>) -> Scale {
    let Some((wide, tall)) = size_mm else {
        return Scale::ONE;
    };
    let diagonal = f64::from(wide).hypot(f64::from(tall)).max(1.0);
    let dots = f64::from(mode.width).hypot(f64::from(mode.height)) / (diagonal / 25.4);
    let dpi = if diagonal >= DESK_MM { DPI.0 } else { DPI.1 };
    let halves = (dots / dpi * 2.0).round();
    let most = (f64::from(mode.width.min(mode.height)) / LEAST * 2.0).floor();
    Scale::from_f64((halves.min(most) / 2.0).clamp(1.0, 4.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_have_their_usual_size() {
        let scale = |width, height, size_mm| {
            let mode = HeadMode {
                width,
                height,
                refresh_mhz: 60_000,
                preferred: true,
            };
            usual_scale(&mode, size_mm).factor()
        };
        let cases = [
            ("24 inch full HD", 1920, 1080, (531, 299), 1.0),
            ("27 inch 1440p", 2560, 1440, (597, 336), 1.0),
            ("27 inch 4K", 3840, 2160, (597, 336), 1.5),
            ("24 inch 4K", 3840, 2160, (527, 296), 1.5),
            ("27 inch 5K", 5120, 2880, (597, 336), 2.0),
            ("14 inch full HD", 1920, 1080, (309, 174), 1.0),
            ("13 inch 2560", 2560, 1600, (286, 179), 1.5),
            ("15 inch 4K", 3840, 2160, (344, 194), 2.0),
            ("55 inch 4K", 3840, 2160, (1210, 680), 1.0),
            ("a speck", 640, 480, (31, 31), 1.0),
        ];
        for (what, width, height, size, wanted) in cases {
            assert_eq!(scale(width, height, Some(size)), wanted, "{what}");
        }
        assert_eq!(scale(3840, 2160, None), 1.0);
    }

    #[test]
    fn modes_beyond_reason_are_not_usable() {
        let usable = |width, height, refresh_mhz| {
            HeadMode {
                width,
                height,
                refresh_mhz,
                preferred: false,
            }
            .usable()
        };
        assert!(usable(1920, 1080, 60_000));
        assert!(!usable(0, 1080, 60_000));
        assert!(!usable(1920, 65_535, 60_000));
        assert!(!usable(1920, 1080, 0));
    }
}
