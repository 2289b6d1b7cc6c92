//! A pen is put down in one window and drawn over another: the stroke stays with the first.

use lisere_tests::{Fixture, paint, pen};

#[test]
fn a_stroke_stays_where_it_began() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 100), paint::BLUE);
    let page = fixture.window(&web, (200, 100), paint::RED);
    fixture.spread([&letter, &page]);
    let pen = pen(1, 5);
    let (from, to) = (
        fixture.inside(&letter, 10, 10),
        fixture.inside(&page, 10, 10),
    );
    fixture.hover_pen(&pen, from);
    fixture.pen_down(&pen, from);
    work.forget();
    web.forget();
    fixture.hover_pen(&pen, to);
    let mouse = fixture.inside(&page, 90, 90);
    fixture.move_to(mouse.0, mouse.1);
    fixture.click();
    fixture.chord(&["KEY_LEFTMETA", "KEY_Y"]);
    assert_eq!(web.heard_count(), 0, "{}", web.transcript());
    fixture.pen_up(&pen, to);
    assert_eq!(work.tablets(), ["at 330 10", "frame", "up", "frame"]);
    assert_eq!(web.heard_count(), 0, "{}", web.transcript());

    work.forget();
    fixture.hover_pen(&pen, (to.0 + 1.0, to.1));
    assert_eq!(work.tablets(), ["out", "frame"]);
    assert_eq!(
        web.tablets()[8..],
        ["in", "at 11 10", "pressure 32768", "frame"]
    );
    assert_eq!(fixture.focused(), Some(work.cage()), "near is not chosen");

    fixture.key_down("KEY_LEFTALT");
    fixture.key("KEY_TAB");
    fixture.frame();
    web.forget();
    fixture.pen_down(&pen, to);
    fixture.pen_up(&pen, to);
    fixture.key_up("KEY_LEFTALT");
    assert_eq!(
        web.tablets()[..2],
        ["out", "frame"],
        "the panel is in the way"
    );
    assert!(!web.tablets().contains(&"down".into()));
}
