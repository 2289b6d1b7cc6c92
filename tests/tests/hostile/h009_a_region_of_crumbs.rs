//! A region is built of more and more rectangles, added and taken away (LIB-09, RX-18).

use lisere_tests::args;

use crate::trial::{NO_MEMORY, Trial};

#[test]
fn a_region_of_crumbs() {
    let mut trial = Trial::new();
    for request in ["add", "subtract"] {
        trial.dies_at_once(NO_MEMORY, |_, raw| {
            let region = raw.region();
            for n in 0..2_000 {
                raw.tell(region, request, args![n * 2, n % 7, 1, 1]);
            }
        });
    }
    trial.lives(|_, raw| {
        let region = raw.region();
        for n in 0..1_000 {
            raw.tell(region, "add", args![n * 2, n % 7, 1, 1]);
        }
        let surface = raw.surface();
        raw.tell(surface, "set_input_region", args![region]);
        raw.commit(surface);
    });
    trial.finish();
}
