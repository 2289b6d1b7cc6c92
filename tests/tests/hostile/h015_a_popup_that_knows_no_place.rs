//! A popup is made with a positioner that lacks its size or its anchor (LIB-13, PA-20).

use lisere_tests::args;
use lisere_tests::rawwl::{Obj, Raw};

use crate::trial::{Trial, raw_popup, raw_window};

/// xdg_wm_base.invalid_positioner.
const INVALID_POSITIONER: u32 = 5;

fn incomplete(raw: &Raw, request: &str, args: Vec<lisere_tests::rawwl::Arg>) -> Obj {
    let positioner = raw.make(raw.bound("xdg_wm_base"), "create_positioner", args![]);
    raw.tell(positioner, request, args);
    positioner
}

#[test]
fn a_popup_that_knows_no_place() {
    let mut trial = Trial::new();
    for size in [true, false] {
        trial.dies(INVALID_POSITIONER, |_, raw| {
            let parent = raw.toplevel();
            let xdg = raw.xdg(raw.surface());
            let positioner = if size {
                incomplete(raw, "set_size", args![10, 10])
            } else {
                incomplete(raw, "set_anchor_rect", args![0, 0, 1, 1])
            };
            raw.make(xdg, "get_popup", args![parent.xdg, positioner]);
            raw.bound("xdg_wm_base")
        });
    }
    trial.dies(INVALID_POSITIONER, |fixture, raw| {
        let parent = raw_window(fixture, raw, 100, 100);
        let popup = raw_popup(fixture, raw, parent.xdg, 20, 20);
        let positioner = incomplete(raw, "set_size", args![10, 10]);
        raw.tell(popup.role, "reposition", args![positioner, 1]);
        raw.bound("xdg_wm_base")
    });
    trial.finish();
}
