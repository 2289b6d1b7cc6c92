//! Files come with requests that want none, until the other side should run out of them (LIB-05, RX-10).

use std::os::fd::OwnedFd;

use lisere_tests::rawwl::{Arg, DISPLAY, memory};

use crate::trial::{IMPLEMENTATION, Trial};

/// As many as libwayland puts into one message.
const FILES: usize = 28;

fn stray() -> Vec<OwnedFd> {
    (0..FILES).map(|_| memory(0)).collect()
}

#[test]
fn files_that_nobody_asked_for() {
    let mut trial = Trial::new();
    trial.dies_at_once(IMPLEMENTATION, |fixture, raw| {
        for _ in 0..5 {
            let (bytes, _) = raw.draft(raw.display(), "sync", Vec::new());
            raw.bytes(&bytes, stray());
            fixture.settle();
        }
    });
    trial.dies_at_once(IMPLEMENTATION, |fixture, raw| {
        for byte in DISPLAY.to_ne_bytes() {
            raw.bytes(&[byte], stray());
            raw.pause();
        }
        fixture.settle();
    });
    trial.lives(|_, raw| {
        let (bytes, _) = raw.draft(raw.display(), "sync", vec![Arg::Bytes(Vec::new())]);
        raw.bytes(&bytes, stray());
    });
    trial.finish();
}
