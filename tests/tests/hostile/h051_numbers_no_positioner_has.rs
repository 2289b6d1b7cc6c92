//! Sizes, anchors and gravities that no positioner may have (PA-20).

use lisere_tests::args;

use crate::trial::{Trial, raw_window};

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
        bad.push(("set_parent_size", args![w, h]));
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
    // An anchor of nothing is a point, and right.
    trial.lives(|fixture, raw| {
        let parent = raw_window(fixture, raw, 100, 100);
        let positioner = raw.positioner(30, 30);
        raw.tell(positioner, "set_anchor_rect", args![10, 10, 0, 0]);
        let surface = raw.surface();
        let xdg = raw.xdg(surface);
        raw.make(xdg, "get_popup", args![parent.xdg, positioner]);
        raw.commit(surface);
        fixture.settle();
        raw.ack(xdg);
        raw.show(surface, raw.buffer(30, 30));
        fixture.frame();
    });
    trial.finish();
}
