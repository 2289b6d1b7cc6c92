//! While the user holds a button in another cage, a drag is begun with every serial there could be (LIB-03).

use lisere_tests::args;

use crate::trial::{Trial, raw_window};

#[test]
fn a_drag_with_a_guessed_serial() {
    let mut trial = Trial::new();
    let calm = trial.calm.clone();
    trial.fixture.point_into(&calm, 50, 50);
    trial.fixture.advance(600);
    trial.fixture.press();
    trial.innocent.forget();
    trial.lives(|fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        let device = raw.data_device();
        for serial in (0..600).chain([u32::MAX, 1 << 31]) {
            let source = raw.data_source();
            let icon = raw.surface();
            raw.tell(
                device,
                "start_drag",
                args![source, win.surface, icon, serial],
            );
        }
        fixture.settle();
        assert!(fixture.core.seats.drag().is_none(), "a drag begins");
    });
    trial.assert_silent();
    trial.fixture.release();
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.innocent.forget();
    trial.finish();
}
