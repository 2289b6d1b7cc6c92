//! A popup is anchored so that it would lie over another window, over the bar and off the screen (LS-06).

use lisere_tests::args;

use crate::trial::{Trial, raw_window};

#[test]
fn a_popup_over_the_others() {
    let mut trial = Trial::new();
    trial.lives(|fixture, raw| {
        let win = raw_window(fixture, raw, 200, 100);
        for at in [(-400, -300), (2_000, 2_000), (-2_000, 0), (0, -100)] {
            let positioner = raw.positioner(300, 200);
            raw.tell(positioner, "set_offset", args![at.0, at.1]);
            let surface = raw.surface();
            let xdg = raw.xdg(surface);
            let role = raw.make(xdg, "get_popup", args![win.xdg, positioner]);
            raw.commit(surface);
            fixture.settle();
            raw.ack(xdg);
            raw.show(surface, raw.buffer(300, 200));
            fixture.frame();
            raw.tell(role, "destroy", args![]);
            raw.tell(xdg, "destroy", args![]);
            raw.tell(surface, "destroy", args![]);
        }
    });
    trial.finish();
}
