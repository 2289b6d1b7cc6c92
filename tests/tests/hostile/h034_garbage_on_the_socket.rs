//! What comes is no Wayland at all: noise, a web browser, an encrypted greeting, X11 (PA-40).

use crate::trial::{CAGE, Trial};

fn noise(seed: u64) -> Vec<u8> {
    let mut state = seed;
    let mut bytes = Vec::new();
    for _ in 0..8_192 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        bytes.push(state.to_ne_bytes()[6]);
    }
    bytes
}

#[test]
fn garbage_on_the_socket() {
    let mut trial = Trial::new();
    let mut all = vec![
        b"GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: nobody\r\n\r\n".to_vec(),
        [&[0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3][..], &[0xaa; 500]].concat(),
        [
            &b"l\0\x0b\0\0\0\x12\0\x10\0\0\0MIT-MAGIC-COOKIE-1\0\0"[..],
            &[0x5a; 100],
        ]
        .concat(),
        vec![0; 4096],
        vec![0xff; 4096],
    ];
    all.extend((1..40).map(noise));
    for bytes in all {
        let raw = trial.fixture.bare(CAGE);
        raw.bytes(&bytes, Vec::new());
        trial.fixture.settle();
        assert!(raw.closed(), "{:?} passes", &bytes[..8]);
        trial.fixture.cut(&raw);
    }
    trial.finish();
}
