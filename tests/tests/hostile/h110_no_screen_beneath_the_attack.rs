//! The only output is pulled out and put back while windows, menus and pointer images are at it (LC-14).

use lisere_tests::Screen;
use lisere_tests::args;

use crate::trial::{CAGE, Trial, hover, raw_popup, raw_window};

#[test]
fn no_screen_beneath_the_attack() {
    let mut trial = Trial::new();
    let raw = trial.fixture.raw(CAGE);
    let win = raw_window(&mut trial.fixture, &raw, 100, 100);
    raw_popup(&mut trial.fixture, &raw, win.xdg, 40, 40);
    let (pointer, serial) = hover(&mut trial.fixture, &raw);
    let cursor = raw.surface();
    raw.tell(pointer, "set_cursor", args![serial, cursor, 0, 0]);
    for _ in 0..3 {
        let output = trial.fixture.output(0);
        trial.fixture.unplug(output);
        raw.show(cursor, raw.buffer(30, 30));
        raw.tell(win.role, "set_maximized", args![]);
        raw.show(win.surface, raw.buffer(90, 90));
        raw.tell(
            win.role,
            "set_fullscreen",
            vec![lisere_tests::rawwl::Arg::NIL],
        );
        trial.fixture.frame();
        trial.fixture.plug(Screen::new(640, 400, 1.0));
        raw.commit(win.surface);
        trial.fixture.frame();
    }
    assert!(!raw.closed(), "{:?}", raw.fault());
    let calm = trial.calm.clone();
    trial.fixture.cut(&raw);
    trial.fixture.put(&calm, (20, 80));
    trial.fixture.click_into(&calm, 5, 5);
    trial.fixture.move_to(320.0, 5.0);
    trial.fixture.frame();
    trial.innocent.forget();
    trial.finish();
}
