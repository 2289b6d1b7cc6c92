//! Named pointer shapes by numbers that name none (PA-30).

use lisere_tests::args;

use crate::trial::{Trial, hover, raw_window};

/// wp_cursor_shape_device_v1.invalid_shape.
const INVALID_SHAPE: u32 = 1;

#[test]
fn pointer_shapes_that_are_none() {
    let mut trial = Trial::new();
    for shape in [0, 37, 1_000, u32::MAX] {
        trial.dies(INVALID_SHAPE, |fixture, raw| {
            raw_window(fixture, raw, 100, 100);
            let (pointer, serial) = hover(fixture, raw);
            let device = raw.extra("wp_cursor_shape_manager_v1", "get_pointer", pointer);
            raw.tell(device, "set_shape", args![serial, shape]);
            device
        });
    }
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.lives(|_, raw| {
        let pointer = raw.pointer();
        let device = raw.extra("wp_cursor_shape_manager_v1", "get_pointer", pointer);
        for serial in 0..200 {
            raw.tell(device, "set_shape", args![serial, 4]);
        }
        raw.tell(pointer, "release", args![]);
        raw.tell(device, "set_shape", args![5, 4]);
        raw.tell(device, "destroy", args![]);
    });
    trial.finish();
}
