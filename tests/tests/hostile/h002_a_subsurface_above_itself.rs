//! A subsurface is placed above itself, and above surfaces that are no siblings (LIB-02, PA-19).

use lisere_tests::args;
use lisere_tests::rawwl::{Obj, Raw};

use crate::trial::Trial;

/// wl_subsurface.bad_surface.
const BAD_SURFACE: u32 = 0;

/// A parent, its child and the child's role.
fn family(raw: &Raw) -> (Obj, Obj, Obj) {
    let (parent, child) = (raw.surface(), raw.surface());
    (parent, child, raw.subsurface(child, parent))
}

#[test]
fn a_subsurface_above_itself() {
    let mut trial = Trial::new();
    for request in ["place_above", "place_below"] {
        trial.dies(BAD_SURFACE, |_, raw| {
            let (_, child, role) = family(raw);
            raw.tell(role, request, args![child]);
            role
        });
        trial.dies(BAD_SURFACE, |_, raw| {
            let (_, _, role) = family(raw);
            raw.tell(role, request, args![raw.surface()]);
            role
        });
        trial.dies(BAD_SURFACE, |_, raw| {
            let (_, cousin, _) = family(raw);
            let (_, _, role) = family(raw);
            raw.tell(role, request, args![cousin]);
            role
        });
    }
    trial.lives(|_, raw| {
        let (parent, _, role) = family(raw);
        let sibling = raw.surface();
        raw.subsurface(sibling, parent);
        raw.tell(role, "place_above", args![sibling]);
        raw.tell(role, "place_below", args![parent]);
        raw.commit(parent);
    });
    trial.finish();
}
