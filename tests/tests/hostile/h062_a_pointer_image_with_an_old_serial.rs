//! Pointer images are set without the pointer, with serials that are over, guessed or of keys (PA-30, LS-23).

use lisere_tests::rawwl::Arg;

use crate::trial::{Trial, hover, raw_window};

#[test]
fn a_pointer_image_with_an_old_serial() {
    let mut trial = Trial::new();
    let before = trial.fixture.pointer_owner();
    trial.lives(|fixture, raw| {
        raw_window(fixture, raw, 100, 100);
        let (pointer, serial) = hover(fixture, raw);
        fixture.move_to(320.0, 5.0);
        fixture.frame();
        for serial in (0..300).chain([serial, serial + 1, u32::MAX]) {
            raw.tell(
                pointer,
                "set_cursor",
                vec![serial.into(), Arg::NIL, 0.into(), 0.into()],
            );
        }
        fixture.frame();
        assert_eq!(fixture.pointer_owner(), before, "the pointer is the core's");
    });
    trial.finish();
}
