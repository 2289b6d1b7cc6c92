//! Buffers that begin before, reach beyond or wrap round their pool, or have a format that was not offered (PA-09).

use lisere_tests::rawwl::memory;

use crate::trial::Trial;

/// wl_shm.invalid_format, as wl_shm_pool carries it.
const INVALID_FORMAT: u32 = 0;
/// wl_shm.invalid_stride.
const INVALID_STRIDE: u32 = 1;

#[test]
fn buffers_outside_their_pool() {
    let mut trial = Trial::new();
    let shapes = [
        (-1, 10, 10, 40),
        (i32::MIN, 10, 10, 40),
        (i32::MAX, 10, 10, 40),
        (4096, 10, 10, 40),
        (3_700, 10, 10, 40),
        (0, 0, 10, 40),
        (0, 10, 0, 40),
        (0, -1, 10, 40),
        (0, 10, -1, 40),
        (0, 10, 10, 39),
        (0, 10, 10, 0),
        (0, 10, 10, -40),
        (0, 10, i32::MAX, 40),
        (0, i32::MAX, 1, i32::MAX),
        (0, 1 << 30, 1, 4),
        (0, 1, 1 << 30, 4),
        (0, 65_536, 65_536, 65_536),
    ];
    for (at, w, h, stride) in shapes {
        trial.dies(INVALID_STRIDE, |_, raw| {
            let pool = raw.pool(memory(4096), 4096);
            raw.buffer_in(pool, at, (w, h), stride, 1);
            pool
        });
    }
    // C8, NV12, sixteen-bit floats, a number that is no format at all.
    for format in [0x2020_3843, 0x3231_564e, 0x4834_3442, u32::MAX, 2] {
        trial.dies(INVALID_FORMAT, |_, raw| {
            let pool = raw.pool(memory(4096), 4096);
            raw.buffer_in(pool, 0, (10, 10), 40, format);
            pool
        });
    }
    trial.lives(|_, raw| {
        let pool = raw.pool(memory(4096), 4096);
        raw.buffer_in(pool, 3_696, (10, 10), 40, 1);
        raw.buffer_in(pool, 0, (1, 1024), 4, 0);
    });
    trial.finish();
}
