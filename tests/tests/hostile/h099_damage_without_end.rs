//! A hundred thousand damaged places in one commit (RX-17).

use lisere_tests::args;

use crate::trial::{Trial, raw_window};

#[test]
fn damage_without_end() {
    let mut trial = Trial::new();
    for request in ["damage", "damage_buffer"] {
        trial.lives(|fixture, raw| {
            let win = raw_window(fixture, raw, 100, 100);
            for n in 0..30_000 {
                raw.tell(win.surface, request, args![n % 97, n % 89, 1, 1]);
            }
            raw.commit(win.surface);
            fixture.frame();
        });
    }
    trial.finish();
}
