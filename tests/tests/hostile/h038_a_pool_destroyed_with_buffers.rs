//! A pool goes before its buffers, which stay good; what is destroyed twice is not (PA-12).

use lisere_tests::args;
use lisere_tests::rawwl::memory;

use crate::trial::{INVALID_OBJECT, Trial, raw_window};

#[test]
fn a_pool_destroyed_with_buffers() {
    let mut trial = Trial::new();
    trial.lives(|fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        let pool = raw.pool(memory(4096), 4096);
        let buffer = raw.buffer_in(pool, 0, (32, 32), 128, 1);
        raw.tell(pool, "destroy", args![]);
        fixture.settle();
        raw.show(win.surface, buffer);
        fixture.frame();
        raw.tell(buffer, "destroy", args![]);
        fixture.frame();
    });
    trial.dies_at_once(INVALID_OBJECT, |fixture, raw| {
        let pool = raw.pool(memory(4096), 4096);
        raw.tell(pool, "destroy", args![]);
        fixture.settle();
        raw.tell(pool, "destroy", args![]);
    });
    trial.finish();
}
