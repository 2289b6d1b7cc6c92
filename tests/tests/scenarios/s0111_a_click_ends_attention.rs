//! After the attention key a click on a window gives it the keys: the click chooses, and is not
//! the program's. The bar and the desk beside all windows change nothing.

use lisere_shell::Hot;
use lisere_tests::{Fixture, paint};

const ATTENTION: [&str; 2] = ["KEY_LEFTMETA", "KEY_ESC"];

#[test]
fn a_click_ends_attention() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    let page = fixture.window(&web, (200, 120), paint::RED);
    fixture.spread([&letter, &page]);
    fixture.click_into(&letter, 20, 20);
    fixture.chord(&ATTENTION);
    web.forget();
    for nowhere in [(300.0, 390.0), (630.0, 5.0)] {
        fixture.move_to(nowhere.0, nowhere.1);
        fixture.frame();
        fixture.click();
        assert!(fixture.core.focus.attention(), "{nowhere:?}");
    }

    fixture.point_into(&page, 40, 40);
    fixture.press();
    assert_eq!(web.presses(), 0, "it chose the window, and no more");
    assert!(!fixture.core.focus.attention());
    fixture.release();
    fixture.frame();
    assert_eq!(fixture.focused(), Some(web.cage()));
    fixture.click_into(&page, 50, 50);
    assert_eq!(web.presses(), 1, "the next one is the program's");

    fixture.chord(&ATTENTION);
    fixture.touch_down(1, 630.0, 5.0);
    fixture.touch_up(1);
    assert!(fixture.core.focus.attention(), "a finger on the bar");
    let strip = fixture.hot(&letter, Hot::Strip);
    fixture.touch_down(1, strip.0, strip.1);
    fixture.touch_up(1);
    fixture.frame();
    assert_eq!(fixture.focused(), Some(work.cage()), "a finger on a strip");
}
