//! A pointer's image as large as a window, hot far from where it is drawn, with more in it (LS-23, LS-24).

use lisere_tests::args;

use crate::trial::{CAGE, Trial, hover, raw_window};

#[test]
fn a_pointer_of_a_thousand_pixels() {
    let mut trial = Trial::new();
    let green = 0xff00_ff00u32;
    for (x, y) in [
        (0, 0),
        (1_000, 1_000),
        (-200, 0),
        (i32::MIN, i32::MAX),
        (i32::MAX, i32::MIN),
    ] {
        for (w, h) in [(1_024, 1_024), (64, 64)] {
            let raw = trial.fixture.raw(CAGE);
            raw_window(&mut trial.fixture, &raw, 100, 100);
            let (pointer, serial) = hover(&mut trial.fixture, &raw);
            let cursor = raw.surface();
            let child = raw.surface();
            raw.subsurface(child, cursor);
            raw.show(child, raw.painted(300, 300, |_, _| green));
            raw.tell(pointer, "set_cursor", args![serial, cursor, x, y]);
            raw.show(cursor, raw.painted(w, h, |_, _| green));
            let viewport = raw.extra("wp_viewporter", "get_viewport", cursor);
            raw.tell(viewport, "set_destination", args![2_000, 2_000]);
            for at in [(345.0, 85.0), (341.0, 81.0), (439.0, 179.0)] {
                raw.commit(cursor);
                trial.fixture.move_to(at.0, at.1);
                trial.fixture.frame();
            }
            assert_eq!(
                trial.fixture.shown(green & 0xff_ffff),
                0,
                "it is no part of the scene"
            );
            trial.fixture.cut(&raw);
        }
    }
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.finish();
}
