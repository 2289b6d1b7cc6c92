//! Scrolling as libinput tells it, in the core's words.

use crate::seat::{AxisFrame, AxisMotion, AxisSource};

/// What libinput tells of one axis.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Along {
    /// Logical pixels.
    pub(super) amount: f64,
    /// 120ths of a wheel's detent; a wheel alone has them.
    pub(super) v120: f64,
}

/// A frame of scrolling as libinput tells it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scroll {
    pub(super) source: AxisSource,
    /// Content follows the fingers: libinput has turned the amounts round.
    pub(super) natural: bool,
    /// `None` where this frame says nothing of an axis.
    pub(super) horizontal: Option<Along>,
    pub(super) vertical: Option<Along>,
}

impl Scroll {
    /// The frame for the core, `factor` times as far.
    pub(super) fn frame(&self, factor: f64) -> AxisFrame {
        AxisFrame {
            source: self.source,
            horizontal: self.motion(self.horizontal, factor),
            vertical: self.motion(self.vertical, factor),
        }
    }

    fn motion(&self, along: Option<Along>, factor: f64) -> AxisMotion {
        let Some(along) = along else {
            return AxisMotion::default();
        };
        let wheel = matches!(self.source, AxisSource::Wheel | AxisSource::Tilt);
        AxisMotion {
            value: along.amount * factor,
            v120: (along.v120 * factor).round() as i32,
            // Only what has no detents promises to tell its end, by an amount of none.
            stop: !wheel && along.amount == 0.0,
            inverted: self.natural,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scroll(source: AxisSource, amount: f64, v120: f64) -> Scroll {
        Scroll {
            source,
            natural: false,
            horizontal: None,
            vertical: Some(Along { amount, v120 }),
        }
    }

    #[test]
    fn a_wheel_keeps_its_detents() {
        let frame = scroll(AxisSource::Wheel, 15.0, 120.0).frame(1.0);
        let expected = AxisMotion {
            value: 15.0,
            v120: 120,
            ..AxisMotion::default()
        };
        assert_eq!(
            (frame.source, frame.vertical),
            (AxisSource::Wheel, expected)
        );
        assert_eq!(frame.horizontal, AxisMotion::default());
        let still = scroll(AxisSource::Wheel, 0.0, 0.0).frame(1.0);
        assert!(!still.vertical.stop, "a wheel never ends");
    }

    #[test]
    fn a_finger_that_is_lifted_stops_its_axis_only() {
        for source in [AxisSource::Finger, AxisSource::Continuous] {
            let frame = scroll(source, 0.0, 0.0).frame(1.0);
            assert!(frame.vertical.stop && !frame.horizontal.stop);
            assert!(!scroll(source, 0.5, 0.0).frame(1.0).vertical.stop);
        }
    }

    #[test]
    fn a_factor_counts_for_pixels_and_detents() {
        let frame = scroll(AxisSource::Wheel, -15.0, -120.0).frame(0.5);
        assert_eq!((frame.vertical.value, frame.vertical.v120), (-7.5, -60));
        let far = scroll(AxisSource::Wheel, f64::INFINITY, f64::INFINITY).frame(2.0);
        assert_eq!(far.vertical.v120, i32::MAX);
    }

    #[test]
    fn natural_scrolling_is_told() {
        let mut scroll = scroll(AxisSource::Finger, 3.0, 0.0);
        assert!(!scroll.frame(1.0).vertical.inverted);
        scroll.natural = true;
        let frame = scroll.frame(1.0);
        assert!(frame.vertical.inverted);
        assert_eq!(frame.vertical.value, 3.0, "libinput has turned it round");
    }
}
