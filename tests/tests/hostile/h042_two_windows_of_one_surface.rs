//! One surface gets two xdg_surfaces (PA-15).

use crate::trial::Trial;

/// xdg_wm_base.role.
const ROLE: u32 = 0;

#[test]
fn two_windows_of_one_surface() {
    let mut trial = Trial::new();
    trial.dies(ROLE, |_, raw| {
        let surface = raw.surface();
        raw.xdg(surface);
        raw.xdg(surface);
        raw.bound("xdg_wm_base")
    });
    trial.finish();
}
