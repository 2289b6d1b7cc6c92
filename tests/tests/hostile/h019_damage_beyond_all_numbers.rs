//! Damage as large as numbers go, everywhere at once (LIB-15, RX-17).

use lisere_tests::args;

use crate::trial::{Trial, raw_window};

#[test]
fn damage_beyond_all_numbers() {
    let mut trial = Trial::new();
    let ends = [0, 1, -1, i32::MAX, i32::MIN];
    trial.lives(|fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        for request in ["damage", "damage_buffer"] {
            for x in ends {
                for y in ends {
                    for size in ends {
                        raw.tell(win.surface, request, args![x, y, size, i32::MAX]);
                        raw.tell(win.surface, request, args![x, y, i32::MAX, size]);
                    }
                }
            }
            raw.commit(win.surface);
            fixture.frame();
        }
    });
    trial.finish();
}
