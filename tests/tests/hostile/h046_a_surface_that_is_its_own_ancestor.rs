//! Subsurfaces whose parent is themselves or stems from them (PA-19).

use crate::trial::Trial;

/// wl_subcompositor.bad_parent.
const BAD_PARENT: u32 = 1;

#[test]
fn a_surface_that_is_its_own_ancestor() {
    let mut trial = Trial::new();
    for depth in 0..6 {
        trial.dies(BAD_PARENT, |_, raw| {
            let root = raw.surface();
            let mut last = root;
            for _ in 0..depth {
                let child = raw.surface();
                raw.subsurface(child, last);
                last = child;
            }
            raw.subsurface(root, last);
            raw.bound("wl_subcompositor")
        });
    }
    trial.finish();
}
