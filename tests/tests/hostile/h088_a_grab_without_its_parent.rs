//! A menu holds a grab while its window, and then everything of it, goes away (FI-04, LC-01).

use lisere_tests::args;

use crate::trial::{Trial, click, raw_window};

#[test]
fn a_grab_without_its_parent() {
    let mut trial = Trial::new();
    for way in 0..4 {
        trial.either(|fixture, raw| {
            let win = raw_window(fixture, raw, 100, 100);
            let serial = click(fixture, raw);
            let popup = raw.popup(win.xdg, 50, 50);
            raw.tell(popup.role, "grab", args![raw.bound("wl_seat"), serial]);
            raw.commit(popup.surface);
            fixture.settle();
            raw.ack(popup.xdg);
            raw.show(popup.surface, raw.buffer(50, 50));
            fixture.frame();
            match way {
                0 => drop(raw.tell(win.role, "destroy", args![])),
                1 => drop(raw.tell(popup.surface, "destroy", args![])),
                2 => raw.message(9_999, 0, args![]),
                _ => raw.shut(std::net::Shutdown::Both),
            }
        });
    }
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.innocent.forget();
    trial.finish();
}
