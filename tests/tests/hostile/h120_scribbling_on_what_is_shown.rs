//! A program writes into pictures that it has handed over, and pads them with what is not to be seen (DL-21, DL-22).

use lisere_tests::args;
use lisere_tests::rawwl::memory;
use rustix::io::pwrite;

use crate::trial::{CAGE, Trial, raw_window};

#[test]
fn scribbling_on_what_is_shown() {
    let mut trial = Trial::new();
    let raw = trial.fixture.raw(CAGE);
    let win = raw_window(&mut trial.fixture, &raw, 250, 120);
    let file = memory(1_000 * 120);
    let kept = file.try_clone().expect("a file");
    let pool = raw.pool(file, 1_000 * 120);
    // Half of each row is padding: of that nothing may be drawn.
    let buffer = raw.buffer_in(pool, 0, (125, 120), 1_000, 1);
    for round in 0..20u32 {
        raw.tell(win.surface, "attach", args![buffer, 0, 0]);
        raw.tell(win.surface, "damage_buffer", args![0, 0, 125, 120]);
        raw.commit(win.surface);
        trial.fixture.settle();
        for row in 0..120u64 {
            let word = if round % 2 == 0 {
                0xff00_ff00u32
            } else {
                0xffff_0000
            };
            let seen = word.to_ne_bytes().repeat(125);
            let hidden = 0xffff_ff00u32.to_ne_bytes().repeat(125);
            pwrite(&kept, &seen, row * 1_000).expect("memory");
            pwrite(&kept, &hidden, row * 1_000 + 500).expect("memory");
        }
        trial.fixture.frame();
        assert_eq!(trial.fixture.shown(0xff_ff00), 0, "padding is shown");
    }
    assert!(!raw.closed(), "{:?}", raw.fault());
    trial.finish();
}
