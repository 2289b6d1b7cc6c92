//! Pools of two gigabytes over files of four kilobytes (LIB-10, RX-13).

use lisere_tests::rawwl::memory;

use crate::trial::Trial;

/// wl_shm.invalid_stride, which stands for sizes too.
const INVALID_STRIDE: u32 = 1;
/// wl_shm.invalid_fd.
const INVALID_FD: u32 = 2;

#[test]
fn a_pool_larger_than_its_file() {
    let mut trial = Trial::new();
    for size in [0, -1, i32::MIN] {
        trial.dies(INVALID_STRIDE, |_, raw| {
            raw.pool(memory(4096), size);
            raw.bound("wl_shm")
        });
    }
    for (file, size) in [(4096, i32::MAX), (4096, 4097), (0, 1)] {
        trial.dies(INVALID_FD, |_, raw| {
            raw.pool(memory(file), size);
            raw.bound("wl_shm")
        });
    }
    trial.lives(|_, raw| {
        raw.pool(memory(8192), 4096);
    });
    trial.finish();
}
