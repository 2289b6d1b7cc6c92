//! A pointer is released and used all the same; more keyboards than there are hands (PA-30).

use lisere_tests::args;

use crate::trial::{INVALID_OBJECT, Trial};

#[test]
fn a_seat_given_back_twice() {
    let mut trial = Trial::new();
    for request in ["get_pointer", "get_keyboard", "get_touch"] {
        trial.dies_at_once(INVALID_OBJECT, |fixture, raw| {
            let device = raw.make(raw.bound("wl_seat"), request, args![]);
            raw.tell(device, "release", args![]);
            fixture.settle();
            raw.tell(device, "release", args![]);
        });
        trial.lives(|fixture, raw| {
            let seat = raw.bound("wl_seat");
            for _ in 0..100 {
                raw.make(seat, request, args![]);
                // A keymap comes with each keyboard, and is to be taken.
                fixture.settle();
            }
            raw.tell(seat, "release", args![]);
        });
    }
    trial.finish();
}
