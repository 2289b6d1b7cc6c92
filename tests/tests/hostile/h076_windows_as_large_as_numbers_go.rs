//! Buffers and stretched pixels as large as the wire can say (LS-15, RX-15).

use lisere_tests::args;
use lisere_tests::rawwl::memory;

use crate::trial::{NO_MEMORY, Trial, raw_window};

#[test]
fn windows_as_large_as_numbers_go() {
    let mut trial = Trial::new();
    trial.lives(|fixture, raw| {
        let win = raw_window(fixture, raw, 16_384, 1);
        raw.show(win.surface, raw.buffer(1, 16_384));
        fixture.frame();
        let viewport = raw.extra("wp_viewporter", "get_viewport", win.surface);
        raw.tell(viewport, "set_destination", args![16_384, 6_144]);
        raw.commit(win.surface);
        fixture.frame();
    });
    for (w, h) in [(i32::MAX, i32::MAX), (1 << 20, 1), (1, i32::MAX)] {
        trial.either(|fixture, raw| {
            let win = raw_window(fixture, raw, 10, 10);
            let viewport = raw.extra("wp_viewporter", "get_viewport", win.surface);
            raw.tell(viewport, "set_destination", args![w, h]);
            raw.commit(win.surface);
            fixture.frame();
        });
    }
    for (w, h) in [(16_385, 1), (1, 16_385), (32_767, 1)] {
        trial.dies_at_once(NO_MEMORY, |_, raw| {
            let pool = raw.pool(memory(200_000), 200_000);
            raw.buffer_in(pool, 0, (w, h), w * 4, 1);
        });
    }
    trial.finish();
}
