//! Requests to objects that never were, are gone, or are another client's (PA-01).

use lisere_tests::args;

use crate::trial::{INVALID_METHOD, INVALID_OBJECT, Trial};

#[test]
fn an_object_that_is_none() {
    let mut trial = Trial::new();
    for id in [0, 500, 0xfeff_ffff, 0xff00_0000, u32::MAX] {
        trial.dies_at_once(INVALID_OBJECT, |_, raw| raw.message(id, 0, args![]));
    }
    trial.dies_at_once(INVALID_OBJECT, |fixture, raw| {
        let surface = raw.surface();
        raw.tell(surface, "destroy", args![]);
        fixture.settle();
        raw.message(surface.id, 6, args![]);
    });
    // As a number it could be one of the innocent program's.
    for id in 3..60 {
        trial.dies_at_once(INVALID_OBJECT, |_, raw| raw.message(id, 6, args![]));
    }
    for opcode in [2, 3, 255, 65_535] {
        trial.dies_at_once(INVALID_METHOD, |_, raw| raw.message(1, opcode, args![]));
    }
    trial.finish();
}
