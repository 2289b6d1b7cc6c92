//! Subsurfaces go on without their parents, and without themselves (PA-19).

use lisere_tests::args;

use crate::trial::{Trial, raw_window};

#[test]
fn orphans() {
    let mut trial = Trial::new();
    trial.lives(|fixture, raw| {
        let (parent, child, sibling) = (raw.surface(), raw.surface(), raw.surface());
        let role = raw.subsurface(child, parent);
        raw.subsurface(sibling, parent);
        raw.tell(parent, "destroy", args![]);
        fixture.settle();
        raw.tell(role, "set_position", args![5, 5]);
        raw.tell(role, "set_sync", args![]);
        raw.tell(role, "set_desync", args![]);
        raw.commit(child);
    });
    trial.lives(|fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        let child = raw.surface();
        let role = raw.subsurface(child, win.surface);
        raw.show(child, raw.buffer(10, 10));
        raw.commit(win.surface);
        fixture.frame();
        raw.tell(child, "destroy", args![]);
        fixture.frame();
        raw.tell(role, "set_position", args![i32::MAX, i32::MIN]);
        raw.tell(role, "destroy", args![]);
        fixture.frame();
    });
    trial.finish();
}
