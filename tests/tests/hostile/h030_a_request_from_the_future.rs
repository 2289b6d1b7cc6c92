//! Requests newer than the version that was bound (PA-08).

use lisere_tests::args;

use crate::trial::{INVALID_METHOD, Trial};

#[test]
fn a_request_from_the_future() {
    let mut trial = Trial::new();
    trial.dies_at_once(INVALID_METHOD, |_, raw| {
        let old = raw.bind("wl_compositor", 1);
        let surface = raw.make(old, "create_surface", args![]);
        raw.tell(surface, "set_buffer_scale", args![1]);
    });
    trial.dies_at_once(INVALID_METHOD, |_, raw| {
        let old = raw.bind("wl_compositor", 4);
        let surface = raw.make(old, "create_surface", args![]);
        raw.tell(surface, "offset", args![1, 1]);
    });
    trial.dies_at_once(INVALID_METHOD, |_, raw| {
        let seat = raw.bind("wl_seat", 1);
        raw.tell(seat, "release", args![]);
    });
    trial.dies_at_once(INVALID_METHOD, |_, raw| {
        let shm = raw.bind("wl_shm", 1);
        raw.tell(shm, "release", args![]);
    });
    trial.dies_at_once(INVALID_METHOD, |_, raw| {
        raw.bind("xdg_wm_base", 1);
        let popup = raw.popup(raw.toplevel().xdg, 10, 10);
        let positioner = raw.positioner(10, 10);
        raw.tell(popup.role, "reposition", args![positioner, 1]);
    });
    trial.finish();
}
