//! Scrolling: one frame of it, told to each version of wl_pointer in its own words.

use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::protocol::wl_pointer::{
    Axis, AxisRelativeDirection, AxisSource as Wire, WlPointer,
};

/// One detent of a wheel, in the units of `v120`.
const DETENT: i32 = 120;

/// What scrolls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AxisSource {
    /// A wheel with detents.
    #[default]
    Wheel,
    /// A finger on a touchpad: its end is told.
    Finger,
    /// Something continuous, such as a trackpoint with its button held.
    Continuous,
    /// A wheel tilted sidewards.
    Tilt,
}

/// Scrolling along one axis.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AxisMotion {
    /// Logical pixels; positive is down or right.
    pub value: f64,
    /// 120ths of a wheel's detent; 0 when the source has none.
    pub v120: i32,
    /// The finger was lifted.
    pub stop: bool,
    /// The device moves against the direction of scrolling (natural scrolling).
    pub inverted: bool,
}

/// Scrolling that belongs together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AxisFrame {
    /// What scrolls.
    pub source: AxisSource,
    /// Sidewards.
    pub horizontal: AxisMotion,
    /// Up and down.
    pub vertical: AxisMotion,
}

/// Fractions of a detent not yet told to clients that only know whole ones.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Detents {
    horizontal: i32,
    vertical: i32,
}

impl Detents {
    /// Adds a frame's fractions and takes out the whole detents: across, then down.
    pub(crate) fn turn(&mut self, frame: &AxisFrame) -> [i32; 2] {
        [
            whole(&mut self.horizontal, frame.horizontal.v120),
            whole(&mut self.vertical, frame.vertical.v120),
        ]
    }
}

fn whole(rest: &mut i32, v120: i32) -> i32 {
    let sum = rest.saturating_add(v120);
    *rest = sum % DETENT;
    sum / DETENT
}

/// Sends `frame` to one wl_pointer, which gets its `frame` event later.
pub(crate) fn send(pointer: &WlPointer, frame: &AxisFrame, detents: [i32; 2], time: u32) {
    if pointer.version() >= 5 {
        pointer.axis_source(wire_source(frame.source, pointer.version()));
    }
    let [across, down] = detents;
    send_axis(
        pointer,
        Axis::HorizontalScroll,
        &frame.horizontal,
        across,
        time,
    );
    send_axis(pointer, Axis::VerticalScroll, &frame.vertical, down, time);
}

fn send_axis(pointer: &WlPointer, axis: Axis, motion: &AxisMotion, detents: i32, time: u32) {
    let version = pointer.version();
    if motion.value != 0.0 || motion.v120 != 0 {
        if version >= 9 {
            pointer.axis_relative_direction(axis, direction(motion));
        }
        if version >= 8 && motion.v120 != 0 {
            pointer.axis_value120(axis, motion.v120);
        } else if (5..8).contains(&version) && detents != 0 {
            pointer.axis_discrete(axis, detents);
        }
        pointer.axis(time, axis, motion.value);
    }
    if motion.stop && version >= 5 {
        pointer.axis_stop(time, axis);
    }
}

fn direction(motion: &AxisMotion) -> AxisRelativeDirection {
    if motion.inverted {
        AxisRelativeDirection::Inverted
    } else {
        AxisRelativeDirection::Identical
    }
}

fn wire_source(source: AxisSource, version: u32) -> Wire {
    match source {
        AxisSource::Finger => Wire::Finger,
        AxisSource::Continuous => Wire::Continuous,
        AxisSource::Tilt if version >= 6 => Wire::WheelTilt,
        AxisSource::Wheel | AxisSource::Tilt => Wire::Wheel,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_add_up_to_whole_detents() {
        let mut detents = Detents::default();
        let quarter = AxisFrame {
            vertical: AxisMotion {
                v120: 30,
                ..AxisMotion::default()
            },
            ..AxisFrame::default()
        };
        let told: Vec<_> = (0..5).map(|_| detents.turn(&quarter)).collect();
        assert_eq!(told, [[0, 0], [0, 0], [0, 0], [0, 1], [0, 0]]);
    }
}
