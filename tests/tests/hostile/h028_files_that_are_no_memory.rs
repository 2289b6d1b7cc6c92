//! A pool over things that are no shared memory (PA-05).

use lisere_tests::rawwl::{Arg, file_of};
use rustix::pipe::pipe;

use crate::trial::Trial;

/// wl_shm.invalid_fd.
const INVALID_FD: u32 = 2;

#[test]
fn files_that_are_no_memory() {
    let mut trial = Trial::new();
    for path in [
        "/dev/null",
        "/dev/zero",
        "/",
        "/proc/self/exe",
        "/proc/self/mem",
    ] {
        trial.dies(INVALID_FD, |_, raw| {
            raw.pool(file_of(path), 4096);
            raw.bound("wl_shm")
        });
    }
    trial.dies(INVALID_FD, |_, raw| {
        let (read, _) = pipe().expect("a pipe");
        raw.pool(read, 4096);
        raw.bound("wl_shm")
    });
    trial.dies(INVALID_FD, |_, raw| {
        let (ours, _) = std::os::unix::net::UnixStream::pair().expect("a pair");
        raw.make(
            raw.bound("wl_shm"),
            "create_pool",
            vec![Arg::File(ours.into()), 4096.into()],
        );
        raw.bound("wl_shm")
    });
    trial.finish();
}
