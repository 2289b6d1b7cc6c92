//! Nothing shows through: a cage that paints in one primary colour only never shows another.
//!
//! Binds only where a test says that its clients paint so (see `Fixture::primaries`).

use lisere::scene::Owner;

use super::Frame;

/// What rounding may add to a channel.
const ROUNDING: u32 = 2;

pub(super) fn faults(frame: &Frame) -> Option<String> {
    let primaries = frame.primaries.as_ref()?;
    for y in 0..frame.map.height {
        for (x, cell) in frame.map.row(y).iter().enumerate() {
            let Owner::Client(cage) = cell.owner else {
                continue;
            };
            let Some(shift) = primaries.get(cage.index()).copied().flatten() else {
                continue;
            };
            let pixel = frame.bare.row(y)[x];
            let ground = match frame.likenesses.contains(&cell.layer) {
                true => lighter(frame.backdrop),
                false => frame.backdrop,
            };
            if leaks(pixel, ground, shift) {
                return Some(format!("{cage:?} shows #{pixel:06x} at {x}, {y}"));
            }
        }
    }
    None
}

/// The ground beside a likeness, with which its outermost pixels are mixed.
fn lighter(ground: u32) -> u32 {
    let part = |shift: u32| {
        let channel = f64::from(ground >> shift & 0xff) * 0.86 + 0.14 * 255.0;
        (channel.round() as u32) << shift
    };
    [0, 8, 16].map(part).into_iter().sum()
}

/// Whether a channel other than the one at `shift` is brighter than the ground.
fn leaks(pixel: u32, ground: u32, shift: u32) -> bool {
    let part = |colour: u32, at: u32| colour >> at & 0xff;
    [0, 8, 16]
        .into_iter()
        .filter(|at| *at != shift)
        .any(|at| part(pixel, at) > part(ground, at) + ROUNDING)
}
