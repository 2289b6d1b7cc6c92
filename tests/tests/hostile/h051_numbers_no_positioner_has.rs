//! Sizes, anchors and gravities that no positioner may have (PA-20).

use lisere_tests::args;

use crate::trial::Trial;

/// xdg_positioner.invalid_input.
const INVALID_INPUT: u32 = 0;

#[test]
fn numbers_no_positioner_has() {
    let mut trial = Trial::new();
    let mut bad = Vec::new();
    for (w, h) in [(0, 1), (1, 0), (-1, 1), (1, i32::MIN)] {
        bad.push(("set_size", args![w, h]));
    }
    for (w, h) in [(-1, 1), (1, -1), (i32::MIN, i32::MIN)] {
        bad.push(("set_anchor_rect", args![0, 0, w, h]));
    }
    for value in [9, 255, u32::MAX] {
        bad.push(("set_anchor", args![value]));
        bad.push(("set_gravity", args![value]));
    }
    for (request, arguments) in bad {
        trial.dies(INVALID_INPUT, |_, raw| {
            let positioner = raw.positioner(10, 10);
            raw.tell(positioner, request, arguments);
            positioner
        });
    }
    trial.finish();
}
