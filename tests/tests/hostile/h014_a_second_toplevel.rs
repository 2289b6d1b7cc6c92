//! An xdg_surface is made a toplevel twice, and a popup after that (LIB-13, PA-15).

use lisere_tests::args;

use crate::trial::Trial;

/// xdg_surface.already_constructed.
const ALREADY_CONSTRUCTED: u32 = 2;

#[test]
fn a_second_toplevel() {
    let mut trial = Trial::new();
    trial.dies(ALREADY_CONSTRUCTED, |_, raw| {
        let win = raw.toplevel();
        raw.make(win.xdg, "get_toplevel", args![]);
        win.xdg
    });
    trial.dies(ALREADY_CONSTRUCTED, |_, raw| {
        let (parent, win) = (raw.toplevel(), raw.toplevel());
        let positioner = raw.positioner(10, 10);
        raw.make(win.xdg, "get_popup", args![parent.xdg, positioner]);
        win.xdg
    });
    trial.dies(ALREADY_CONSTRUCTED, |_, raw| {
        let parent = raw.toplevel();
        let popup = raw.popup(parent.xdg, 10, 10);
        raw.make(popup.xdg, "get_toplevel", args![]);
        popup.xdg
    });
    trial.finish();
}
