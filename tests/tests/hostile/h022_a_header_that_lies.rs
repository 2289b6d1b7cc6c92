//! Headers with sizes that no message has (PA-03).

use lisere_tests::rawwl::DISPLAY;

use crate::trial::{INVALID_METHOD, Trial};

#[test]
fn a_header_that_lies() {
    let mut trial = Trial::new();
    for size in [0, 4, 7, 8, 9, 10, 11, 13, 16, 4097, 4100, 65_532, 65_535u32] {
        trial.dies_at_once(INVALID_METHOD, |_, raw| {
            let mut bytes = DISPLAY.to_ne_bytes().to_vec();
            bytes.extend((size << 16).to_ne_bytes());
            bytes.extend(raw.next_id().to_ne_bytes());
            // Enough that nothing is left to wait for.
            bytes.resize(70_000, 0);
            raw.bytes(&bytes, Vec::new());
        });
    }
    trial.finish();
}
