//! A client makes more objects than anybody can use (RX-25).

use lisere_tests::args;
use lisere_tests::rawwl::interface;

use crate::trial::{NO_MEMORY, Trial};

#[test]
fn objects_without_end() {
    let mut trial = Trial::new();
    trial.dies_at_once(NO_MEMORY, |_, raw| {
        let compositor = raw.bound("wl_compositor");
        for _ in 0..66_000 {
            raw.make(compositor, "create_region", args![]);
        }
    });
    trial.dies_at_once(NO_MEMORY, |_, raw| {
        let (number, version) = raw.global("wl_subcompositor");
        for _ in 0..66_000 {
            let object = raw.take_id(interface("wl_subcompositor"), version);
            raw.bind_as(number, "wl_subcompositor", version, object.id);
        }
    });
    trial.finish();
}
