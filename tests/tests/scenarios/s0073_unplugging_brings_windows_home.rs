//! The output with all the windows is pulled out: they come to the one that is left, and fit it.

use lisere::scene::Owner;
use lisere_tests::{Fixture, Screen, paint};
use smithay::utils::Rectangle;

#[test]
fn unplugging_brings_windows_home() {
    let screens = [Screen::new(640, 400, 1.0), Screen::new(1024, 768, 1.0)];
    let mut fixture = Fixture::on("home", &screens);
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    let page = fixture.window(&web, (200, 120), paint::RED);
    let second = fixture.output(1);
    for window in [&letter, &page] {
        fixture.core.desk.send_to_output(window.id, second);
    }
    fixture.put(&letter, (1400, 600));
    page.toplevel.set_maximized();
    fixture.settle();
    page.obey(paint::RED);
    fixture.frame();
    assert_eq!(fixture.entry(&page).output, second);
    assert!(page.configured().size.0 > 900);

    fixture.unplug(second);
    let first = fixture.output(0);
    for window in [&letter, &page] {
        assert_eq!(fixture.entry(window).output, first);
    }
    assert!(page.configured().size.0 < 640, "told its new room");
    page.obey(paint::RED);
    fixture.frame();
    assert_eq!(fixture.owner_in(&page, 5, 5), Owner::Client(web.cage()));

    let room = Rectangle::from_size((640, 400).into());
    let outer = fixture.core.desk.outer(&fixture.entry(&letter));
    assert!(room.contains_rect(outer), "all in view, not {outer:?}");
    fixture.core.desk.raise(letter.id);
    fixture.frame();
    fixture.click_into(&letter, 1, 1);
    assert_eq!(fixture.core.focus.cage(), Some(work.cage()));
}
