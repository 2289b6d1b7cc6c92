//! A surface's role object goes, and the surface asks for another role than it had (PA-15).

use lisere_tests::args;

use crate::trial::Trial;

/// wl_subcompositor.bad_surface, xdg_wm_base.role.
const ROLE: u32 = 0;

#[test]
fn a_role_is_for_life() {
    let mut trial = Trial::new();
    trial.dies(ROLE, |fixture, raw| {
        let win = raw.toplevel();
        raw.tell(win.role, "destroy", args![]);
        raw.tell(win.xdg, "destroy", args![]);
        fixture.settle();
        raw.subsurface(win.surface, raw.surface());
        raw.bound("wl_subcompositor")
    });
    trial.dies(ROLE, |fixture, raw| {
        let surface = raw.surface();
        let role = raw.subsurface(surface, raw.surface());
        raw.tell(role, "destroy", args![]);
        fixture.settle();
        raw.xdg(surface);
        raw.bound("xdg_wm_base")
    });
    trial.dies(ROLE, |fixture, raw| {
        let parent = raw.toplevel();
        let win = raw.toplevel();
        raw.tell(win.role, "destroy", args![]);
        raw.tell(win.xdg, "destroy", args![]);
        fixture.settle();
        let xdg = raw.xdg(win.surface);
        let positioner = raw.positioner(10, 10);
        raw.make(xdg, "get_popup", args![parent.xdg, positioner]);
        raw.bound("xdg_wm_base")
    });
    // The same role again is fine.
    trial.lives(|fixture, raw| {
        let win = raw.toplevel();
        raw.tell(win.role, "destroy", args![]);
        raw.tell(win.xdg, "destroy", args![]);
        fixture.settle();
        let xdg = raw.xdg(win.surface);
        raw.make(xdg, "get_toplevel", args![]);
        raw.commit(win.surface);
    });
    trial.finish();
}
