//! Fifty windows open while the user types (FI-01).

use crate::trial::{CAGE, Trial, raw_window};

#[test]
fn windows_that_want_the_keys() {
    let mut trial = Trial::new();
    let raw = trial.fixture.raw(CAGE);
    raw.make(raw.bound("wl_seat"), "get_keyboard", Vec::new());
    for _ in 0..50 {
        trial.fixture.type_text("q");
        raw_window(&mut trial.fixture, &raw, 60, 60);
    }
    assert_eq!(trial.innocent.typed(), "q".repeat(50));
    assert_eq!(raw.count("wl_keyboard", "enter"), 0);
    assert_eq!(raw.count("wl_keyboard", "key"), 0);
    trial.innocent.forget();
    trial.finish();
}
