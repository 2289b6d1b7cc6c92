//! Files of two requests come together with both, and each request gets its own (PA-04).

use lisere_tests::args;
use lisere_tests::rawwl::memory;

use crate::trial::Trial;

/// wl_shm.invalid_fd.
const INVALID_FD: u32 = 2;

#[test]
fn two_messages_in_one_write() {
    let mut trial = Trial::new();
    let both = |raw: &lisere_tests::rawwl::Raw, first: u64, second: u64| {
        let shm = raw.bound("wl_shm");
        let (mut bytes, mut files) = raw.draft(shm, "create_pool", args![memory(first), 4096]);
        let (more, other) = raw.draft(shm, "create_pool", args![memory(second), 8192]);
        bytes.extend(more);
        files.extend(other);
        raw.bytes(&bytes, files);
    };
    trial.lives(|_, raw| both(raw, 4096, 8192));
    trial.dies(INVALID_FD, |_, raw| {
        both(raw, 8192, 4096);
        raw.bound("wl_shm")
    });
    trial.finish();
}
