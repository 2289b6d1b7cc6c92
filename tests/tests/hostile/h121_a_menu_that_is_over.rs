//! A popup that was told that it is over goes on: it moves, grabs, shows itself and has popups (PA-20).

use lisere_tests::args;

use crate::trial::{CAGE, Trial, click, raw_window};

#[test]
fn a_menu_that_is_over() {
    let mut trial = Trial::new();
    for way in 0..4 {
        let raw = trial.fixture.raw(CAGE);
        let win = raw_window(&mut trial.fixture, &raw, 100, 100);
        let serial = click(&mut trial.fixture, &raw);
        let popup = raw.popup(win.xdg, 50, 50);
        raw.tell(popup.role, "grab", args![raw.bound("wl_seat"), serial]);
        raw.commit(popup.surface);
        trial.fixture.settle();
        raw.ack(popup.xdg);
        raw.show(popup.surface, raw.buffer(50, 50));
        trial.fixture.frame();
        // A click elsewhere ends it.
        trial.fixture.move_to(25.0, 85.0);
        trial.fixture.advance(600);
        trial.fixture.click();
        trial.fixture.frame();
        assert!(raw.last(popup.role, "popup_done").is_some(), "it is over");
        match way {
            0 => {
                let positioner = raw.positioner(20, 20);
                raw.tell(popup.role, "reposition", args![positioner, 3]);
            }
            1 => drop(raw.tell(popup.role, "grab", args![raw.bound("wl_seat"), serial])),
            2 => raw.show(popup.surface, raw.buffer(40, 40)),
            _ => {
                let more = raw.popup(popup.xdg, 20, 20);
                raw.commit(more.surface);
            }
        }
        trial.fixture.frame();
        trial.assert_served();
        trial.fixture.cut(&raw);
    }
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.innocent.forget();
    trial.finish();
}
