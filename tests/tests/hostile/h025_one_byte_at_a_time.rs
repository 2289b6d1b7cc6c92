//! An honest client on a poor line: every byte alone, the file with the first, a middle or the last one (PA-04).

use lisere_tests::args;
use lisere_tests::rawwl::{Raw, memory};

use crate::trial::{CAGE, Trial, raw_window};

/// What a client does first, in one piece.
fn opening(raw: &Raw) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut say = |(more, _): (Vec<u8>, Vec<_>)| bytes.extend(more);
    say(raw.draft(raw.display(), "sync", args![]));
    say(raw.draft(raw.display(), "get_registry", args![]));
    say(raw.draft(raw.display(), "sync", args![]));
    bytes
}

#[test]
fn one_byte_at_a_time() {
    let mut trial = Trial::new();
    let whole = trial.fixture.raw(CAGE);
    let bytes = opening(&whole);
    whole.bytes(&bytes, Vec::new());
    trial.fixture.settle();
    let told = format!("{:?}", whole.heard());

    let split = trial.fixture.raw(CAGE);
    for byte in opening(&split) {
        split.bytes(&[byte], Vec::new());
        split.pause();
        trial.fixture.round();
    }
    trial.fixture.settle();
    assert_eq!(format!("{:?}", split.heard()), told);

    for place in [0, 1, 9, 14, 15] {
        trial.lives(|fixture, raw| {
            let shm = raw.bound("wl_shm");
            let (bytes, files) = raw.draft(shm, "create_pool", args![memory(4096), 4096]);
            let mut files = Some(files);
            for (at, byte) in bytes.iter().enumerate() {
                let with = if at == place { files.take() } else { None };
                raw.bytes(&[*byte], with.unwrap_or_default());
                raw.pause();
            }
            fixture.settle();
            raw_window(fixture, raw, 100, 100);
        });
    }
    trial.finish();
}
