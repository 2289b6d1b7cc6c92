//! Arguments are objects of other interfaces, objects that are none, or nothing where something must be.

use lisere_tests::args;
use lisere_tests::rawwl::Arg;

use crate::trial::{INVALID_METHOD, INVALID_OBJECT, Trial};

#[test]
fn arguments_of_another_kind() {
    let mut trial = Trial::new();
    trial.dies_at_once(INVALID_OBJECT, |_, raw| {
        let surface = raw.surface();
        raw.tell(surface, "attach", args![surface, 0, 0]);
    });
    trial.dies_at_once(INVALID_OBJECT, |_, raw| {
        let surface = raw.surface();
        raw.tell(surface, "set_input_region", args![raw.bound("wl_shm")]);
    });
    trial.dies_at_once(INVALID_OBJECT, |_, raw| {
        raw.make(raw.bound("xdg_wm_base"), "get_xdg_surface", args![1]);
    });
    for id in [500, 0xff00_0000u32, u32::MAX] {
        trial.dies_at_once(INVALID_OBJECT, |_, raw| {
            raw.tell(raw.surface(), "attach", args![id, 0, 0]);
        });
    }
    trial.dies_at_once(INVALID_OBJECT, |fixture, raw| {
        let (surface, region) = (raw.surface(), raw.region());
        raw.tell(region, "destroy", args![]);
        fixture.settle();
        raw.tell(surface, "set_input_region", args![region]);
    });
    trial.ends(|_, raw| {
        raw.make(raw.bound("xdg_wm_base"), "get_xdg_surface", vec![Arg::NIL]);
    });
    trial.dies_at_once(INVALID_METHOD, |_, raw| {
        let win = raw.toplevel();
        raw.tell(win.role, "set_app_id", vec![Arg::NoText]);
    });
    trial.lives(|_, raw| {
        let surface = raw.surface();
        raw.tell(surface, "attach", vec![Arg::NIL, 0.into(), 0.into()]);
        raw.tell(surface, "set_input_region", vec![Arg::NIL]);
    });
    trial.finish();
}
