//! Buffers of one pixel in every colour there could be, premultiplied or not (LS-15).

use lisere_tests::args;

use crate::trial::{Trial, raw_window};

#[test]
fn a_single_pixel_of_everything() {
    let mut trial = Trial::new();
    trial.lives(|fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        let viewport = raw.extra("wp_viewporter", "get_viewport", win.surface);
        raw.tell(viewport, "set_destination", args![100, 100]);
        let manager = raw.bound("wp_single_pixel_buffer_manager_v1");
        let ends = [0, 1, u32::MAX, 1 << 31];
        for r in ends {
            for a in ends {
                let buffer = raw.make(manager, "create_u32_rgba_buffer", args![r, a, r, a]);
                raw.show(win.surface, buffer);
                fixture.frame();
            }
        }
    });
    trial.finish();
}
