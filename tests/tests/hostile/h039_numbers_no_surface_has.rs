//! Scales, turns and offsets that no surface may have (PA-14).

use lisere_tests::args;

use crate::trial::{Trial, raw_window};

/// wl_surface.invalid_scale.
const INVALID_SCALE: u32 = 0;
/// wl_surface.invalid_transform.
const INVALID_TRANSFORM: u32 = 1;
/// wl_surface.invalid_size.
const INVALID_SIZE: u32 = 2;
/// wl_surface.invalid_offset.
const INVALID_OFFSET: u32 = 3;

#[test]
fn numbers_no_surface_has() {
    let mut trial = Trial::new();
    for scale in [0, -1, i32::MIN] {
        trial.dies(INVALID_SCALE, |_, raw| {
            let surface = raw.surface();
            raw.tell(surface, "set_buffer_scale", args![scale]);
            surface
        });
    }
    for transform in [8, -1, i32::MAX] {
        trial.dies(INVALID_TRANSFORM, |_, raw| {
            let surface = raw.surface();
            raw.tell(surface, "set_buffer_transform", args![transform]);
            surface
        });
    }
    for (x, y) in [(1, 0), (0, -1), (i32::MAX, i32::MIN)] {
        trial.dies(INVALID_OFFSET, |_, raw| {
            let surface = raw.surface();
            raw.tell(surface, "attach", args![raw.buffer(10, 10), x, y]);
            surface
        });
    }
    for scale in [2, 7, i32::MAX] {
        trial.dies(INVALID_SIZE, |fixture, raw| {
            let win = raw_window(fixture, raw, 25, 25);
            raw.tell(win.surface, "set_buffer_scale", args![scale]);
            raw.show(win.surface, raw.buffer(25, 25));
            win.surface
        });
    }
    trial.finish();
}
