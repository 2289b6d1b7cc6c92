//! Globals are bound at version nought, and at more than was announced (PA-08).

use crate::trial::{INVALID_OBJECT, Trial};

#[test]
fn versions_that_are_none() {
    let mut trial = Trial::new();
    for name in [
        "wl_compositor",
        "wl_seat",
        "xdg_wm_base",
        "wl_output",
        "wp_viewporter",
    ] {
        for version in [0, 1 << 31, u32::MAX] {
            trial.dies_at_once(INVALID_OBJECT, |_, raw| {
                let (number, _) = raw.global(name);
                raw.bind_as(number, name, version, raw.next_id());
            });
        }
        trial.dies_at_once(INVALID_OBJECT, |_, raw| {
            let (number, most) = raw.global(name);
            raw.bind_as(number, name, most + 1, raw.next_id());
        });
    }
    trial.finish();
}
