//! Subsurface in subsurface in subsurface, two thousand deep, and one commit of the first (LIB-08, RX-03).

use crate::trial::{NO_MEMORY, Trial};

#[test]
fn a_chain_of_subsurfaces() {
    let mut trial = Trial::new();
    trial.dies_at_once(NO_MEMORY, |_, raw| {
        let root = raw.surface();
        let mut parent = root;
        for _ in 0..2_000 {
            let child = raw.surface();
            raw.subsurface(child, parent);
            parent = child;
        }
        raw.commit(root);
    });
    // The same from the other end: two chains that are in order until they are joined.
    trial.dies_at_once(NO_MEMORY, |_, raw| {
        let mut ends = Vec::new();
        for _ in 0..2 {
            let top = raw.surface();
            let mut parent = top;
            for _ in 0..10 {
                let child = raw.surface();
                raw.subsurface(child, parent);
                parent = child;
            }
            ends.push((top, parent));
        }
        raw.subsurface(ends[1].0, ends[0].1);
    });
    trial.finish();
}
