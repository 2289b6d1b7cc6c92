//! A program ends, or breaks a rule, while the user drags something of it (LC-01).

use lisere_tests::args;

use crate::trial::{CAGE, Trial, hover, raw_window};

#[test]
fn gone_in_the_middle_of_a_drag() {
    let mut trial = Trial::new();
    for way in 0..4 {
        let raw = trial.fixture.raw(CAGE);
        let win = raw_window(&mut trial.fixture, &raw, 100, 100);
        let (pointer, _) = hover(&mut trial.fixture, &raw);
        trial.fixture.press();
        let serial = raw.last(pointer, "button").expect("a press").word(0);
        let (device, source, icon) = (raw.data_device(), raw.data_source(), raw.surface());
        raw.tell(
            device,
            "start_drag",
            args![source, win.surface, icon, serial],
        );
        raw.show(icon, raw.buffer(40, 40));
        trial.fixture.move_to(400.0, 120.0);
        trial.fixture.frame();
        assert!(trial.fixture.core.seats.drag().is_some());
        match way {
            0 => drop(raw.tell(source, "destroy", args![])),
            1 => drop(raw.tell(icon, "destroy", args![])),
            2 => raw.message(9_999, 0, args![]),
            _ => trial.fixture.cut(&raw),
        }
        trial.fixture.frame();
        trial.fixture.move_to(100.0, 120.0);
        trial.fixture.frame();
        trial.fixture.move_to(320.0, 5.0);
        trial.fixture.release();
        trial.fixture.frame();
        assert!(trial.fixture.core.seats.drag().is_none(), "way {way}");
        trial.fixture.cut(&raw);
    }
    trial.innocent.forget();
    trial.finish();
}
