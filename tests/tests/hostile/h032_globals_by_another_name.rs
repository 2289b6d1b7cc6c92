//! Globals are bound as what they are not (PA-08, LS-18).

use crate::trial::{INVALID_OBJECT, Trial};

#[test]
fn globals_by_another_name() {
    let mut trial = Trial::new();
    for name in [
        "wl_shm",
        "",
        "wl_compositor2",
        "WL_COMPOSITOR",
        "zwlr_layer_shell_v1",
    ] {
        trial.dies_at_once(INVALID_OBJECT, |_, raw| {
            let (number, _) = raw.global("wl_compositor");
            raw.bind_as(number, name, 1, raw.next_id());
        });
    }
    trial.finish();
}
