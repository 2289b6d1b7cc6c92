//! A request says less than it has to, and what is missing is not waited for (LIB-12, PA-03).

use lisere_tests::args;
use lisere_tests::rawwl::DISPLAY;

use crate::trial::{INVALID_METHOD, Trial};

#[test]
fn a_message_shorter_than_its_arguments() {
    let mut trial = Trial::new();
    trial.dies_at_once(INVALID_METHOD, |_, raw| {
        raw.message(DISPLAY, 0, args![]);
    });
    trial.dies_at_once(INVALID_METHOD, |_, raw| {
        let surface = raw.surface();
        raw.message(surface.id, 1, args![0, 0]);
    });
    trial.dies_at_once(INVALID_METHOD, |_, raw| {
        let win = raw.toplevel();
        raw.message(win.role.id, 2, args![64]);
    });
    trial.dies_at_once(INVALID_METHOD, |_, raw| {
        let (number, _) = raw.global("wl_shm");
        raw.message(raw.registry().id, 0, args![number, "wl_shm"]);
    });
    trial.finish();
}
