//! A pool of shared memory is resized to nothing, to less, and to more than its file (LIB-01, PA-12).

use lisere_tests::args;
use lisere_tests::rawwl::memory;

use crate::trial::Trial;

/// wl_shm.invalid_fd.
const INVALID_FD: u32 = 2;

#[test]
fn a_pool_shrinks_to_nothing() {
    let mut trial = Trial::new();
    for size in [0, -1, i32::MIN, 1, 4095, 8193, i32::MAX] {
        trial.dies(INVALID_FD, |_, raw| {
            let pool = raw.pool(memory(8192), 4096);
            raw.tell(pool, "resize", args![size]);
            pool
        });
    }
    trial.lives(|fixture, raw| {
        let pool = raw.pool(memory(8192), 4096);
        raw.tell(pool, "resize", args![8192]);
        let surface = raw.surface();
        raw.show(surface, raw.buffer_in(pool, 4096, (32, 32), 128, 1));
        fixture.frame();
    });
    trial.finish();
}
