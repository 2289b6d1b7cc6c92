//! A program closes one half of its connection, for reading or for writing (LC-04).

use std::net::Shutdown;

use crate::trial::{CAGE, Trial, raw_window};

#[test]
fn half_a_connection() {
    let mut trial = Trial::new();
    for how in [Shutdown::Read, Shutdown::Write] {
        let raw = trial.fixture.raw(CAGE);
        raw_window(&mut trial.fixture, &raw, 100, 100);
        raw.shut(how);
        raw.sync();
        trial.fixture.frame();
        trial.assert_served();
        if how == Shutdown::Write {
            assert_eq!(trial.windows(), 0, "who can say nothing more is gone");
        }
        trial.fixture.cut(&raw);
        trial.fixture.frame();
        assert_eq!(trial.windows(), 0);
    }
    trial.finish();
}
