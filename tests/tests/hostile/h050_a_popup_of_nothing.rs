//! A popup without a parent, or with one that is nothing itself (PA-20).

use lisere_tests::args;
use lisere_tests::rawwl::Arg;

use crate::trial::Trial;

/// xdg_wm_base.invalid_popup_parent.
const INVALID_POPUP_PARENT: u32 = 3;

#[test]
fn a_popup_of_nothing() {
    let mut trial = Trial::new();
    trial.dies(INVALID_POPUP_PARENT, |_, raw| {
        let surface = raw.surface();
        let xdg = raw.xdg(surface);
        let positioner = raw.positioner(10, 10);
        raw.make(xdg, "get_popup", vec![Arg::NIL, positioner.into()]);
        raw.commit(surface);
        raw.bound("xdg_wm_base")
    });
    trial.dies(INVALID_POPUP_PARENT, |_, raw| {
        let nobody = raw.xdg(raw.surface());
        raw.popup(nobody, 10, 10);
        raw.bound("xdg_wm_base")
    });
    trial.dies(INVALID_POPUP_PARENT, |_, raw| {
        let xdg = raw.xdg(raw.surface());
        let positioner = raw.positioner(10, 10);
        raw.make(xdg, "get_popup", args![xdg, positioner]);
        raw.bound("xdg_wm_base")
    });
    trial.either(|fixture, raw| {
        let parent = raw.toplevel();
        let popup = raw.popup(parent.xdg, 10, 10);
        raw.tell(parent.role, "destroy", args![]);
        raw.tell(parent.xdg, "destroy", args![]);
        raw.commit(popup.surface);
        fixture.frame();
    });
    trial.finish();
}
