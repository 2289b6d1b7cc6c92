//! One surface gets more subsurfaces than any program has (RX-03).

use crate::trial::{NO_MEMORY, Trial};

#[test]
fn too_many_children() {
    let mut trial = Trial::new();
    trial.dies_at_once(NO_MEMORY, |_, raw| {
        let root = raw.surface();
        for _ in 0..300 {
            raw.subsurface(raw.surface(), root);
        }
    });
    trial.lives(|_, raw| {
        let root = raw.surface();
        for _ in 0..200 {
            raw.subsurface(raw.surface(), root);
        }
        raw.commit(root);
    });
    trial.finish();
}
