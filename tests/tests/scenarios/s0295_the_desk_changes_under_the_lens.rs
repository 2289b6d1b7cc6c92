//! While the lens is open windows close and come, outputs are plugged and pulled: what it shows
//! follows, and the question falls back to a window that there is.

use lisere_tests::{Fixture, Screen, paint};

#[test]
fn the_desk_changes_under_the_lens() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    let page = fixture.window(&web, (200, 120), paint::RED);
    fixture.spread([&letter, &page]);
    fixture.click_into(&letter, 20, 20);
    fixture.attention();
    fixture.key("KEY_TAB");
    fixture.key("KEY_I");
    fixture.frame();
    page.destroy();
    fixture.frame();
    assert!(fixture.core.focus.attention());
    fixture.key("KEY_F");
    assert!(
        fixture.core.connections.frozen(work.cage()),
        "the question fell back"
    );
    fixture.key("KEY_F");

    let newcomer = fixture.window(&web, (200, 120), paint::GREEN);
    fixture.put(&newcomer, (340, 80));
    assert!(fixture.named_in_lens(&newcomer));
    let first = fixture.output(0);
    let second = fixture.plug(Screen::new(800, 600, 2.0));
    fixture.frame();
    fixture.unplug(first);
    fixture.frame();
    assert!(fixture.core.focus.attention());
    fixture.key("KEY_R");
    fixture.unplug(second);
    for key in ["KEY_TAB", "KEY_DOWN", "KEY_RIGHT", "KEY_I", "KEY_K"] {
        fixture.key(key);
    }
    assert!(fixture.core.focus.attention(), "even with no screen at all");
    fixture.plug(Screen::new(640, 400, 1.0));
    fixture.frame();
    letter.destroy();
    newcomer.destroy();
    fixture.frame();
    for key in ["KEY_TAB", "KEY_ENTER", "KEY_F", "KEY_K", "KEY_K", "KEY_I"] {
        fixture.key(key);
        fixture.frame();
    }
    assert!(
        fixture.core.focus.attention(),
        "nothing is left to give keys to"
    );
    fixture.key("KEY_ESC");
    fixture.frame();
    assert!(!fixture.core.focus.attention());
}
