//! Memory is promised and no file comes with the promise (LIB-12, PA-05).

use lisere_tests::args;

use crate::trial::{INVALID_METHOD, Trial};

#[test]
fn a_pool_without_its_file() {
    let mut trial = Trial::new();
    trial.dies_at_once(INVALID_METHOD, |_, raw| {
        raw.make(raw.bound("wl_shm"), "create_pool", args![4096]);
    });
    // A file that came too early would have been the right one: it may not come late.
    trial.dies_at_once(INVALID_METHOD, |fixture, raw| {
        raw.make(raw.bound("wl_shm"), "create_pool", args![4096]);
        raw.pause();
        let (bytes, _) = raw.draft(raw.display(), "sync", args![]);
        raw.bytes(&bytes, vec![lisere_tests::rawwl::memory(4096)]);
        fixture.settle();
    });
    trial.finish();
}
