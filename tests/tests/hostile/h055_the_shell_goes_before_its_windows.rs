//! xdg_wm_base is destroyed while windows of it live, and is answered pings it never sent (PA-23).

use lisere_tests::args;

use crate::trial::Trial;

/// xdg_wm_base.defunct_surfaces.
const DEFUNCT_SURFACES: u32 = 1;

#[test]
fn the_shell_goes_before_its_windows() {
    let mut trial = Trial::new();
    trial.dies(DEFUNCT_SURFACES, |_, raw| {
        let base = raw.bound("xdg_wm_base");
        raw.toplevel();
        raw.tell(base, "destroy", args![]);
        base
    });
    trial.lives(|_, raw| {
        let base = raw.bound("xdg_wm_base");
        for serial in [0, 1, 1 << 31, u32::MAX] {
            raw.tell(base, "pong", args![serial]);
        }
        raw.tell(base, "destroy", args![]);
    });
    trial.finish();
}
