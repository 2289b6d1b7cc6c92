//! Nested subsurfaces are made synchronous and independent between every pair of commits (PA-19).

use lisere_tests::args;

use crate::trial::{Trial, raw_window};

#[test]
fn now_together_now_apart() {
    let mut trial = Trial::new();
    trial.lives(|fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        let mut parent = win.surface;
        let mut roles = Vec::new();
        for _ in 0..5 {
            let child = raw.surface();
            roles.push((child, raw.subsurface(child, parent)));
            parent = child;
        }
        for round in 0..60 {
            let (child, role) = roles[round % 5];
            let request = if round % 3 == 0 {
                "set_sync"
            } else {
                "set_desync"
            };
            raw.tell(role, request, args![]);
            let far = i32::try_from(round).expect("few rounds") * 40 - 600;
            raw.tell(role, "set_position", args![far, -far]);
            raw.show(child, raw.buffer(10, 10));
            if round % 7 == 0 {
                raw.commit(win.surface);
            }
            fixture.frame();
        }
    });
    trial.finish();
}
