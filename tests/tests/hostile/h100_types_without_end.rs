//! A source offers thousands of types, each as long as a message can be (RX-32).

use lisere_tests::args;

use crate::trial::{NO_MEMORY, Trial};

#[test]
fn types_without_end() {
    let mut trial = Trial::new();
    trial.dies_at_once(NO_MEMORY, |_, raw| {
        let source = raw.data_source();
        for n in 0..1_000 {
            raw.tell(source, "offer", args![format!("application/x-{n}")]);
        }
    });
    trial.dies_at_once(NO_MEMORY, |_, raw| {
        let manager = raw.bound("zwp_primary_selection_device_manager_v1");
        let source = raw.make(manager, "create_source", args![]);
        for n in 0..1_000 {
            raw.tell(source, "offer", args![format!("application/x-{n}")]);
        }
    });
    for length in [257, 4_000] {
        trial.dies_at_once(NO_MEMORY, |_, raw| {
            let source = raw.data_source();
            raw.tell(source, "offer", args!["x".repeat(length)]);
        });
    }
    trial.lives(|_, raw| {
        let source = raw.data_source();
        raw.tell(source, "offer", args!["x".repeat(256)]);
        raw.tell(source, "offer", args!["../../\n\u{202e}"]);
    });
    trial.finish();
}
