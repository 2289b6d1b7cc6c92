//! A program's connection breaks off in the middle of its drag: the pointer and the others go on.

use lisere_tests::{Fixture, paint};

#[test]
fn a_program_ends_while_dragging() {
    let mut fixture = Fixture::new("home");
    let (web, work) = (fixture.client("web"), fixture.client("work"));
    let window = fixture.window(&web, (200, 100), paint::RED);
    let other = fixture.window(&work, (200, 100), paint::BLUE);
    fixture.spread([&window, &other]);
    fixture.point_into(&window, 50, 50);
    fixture.press();
    let icon = web.surface();
    let _source = web.drag(&window.surface, Some(&icon), web.press_serial());
    icon.attach(Some(&web.buffer((40, 40), paint::GREEN)), 0, 0);
    icon.commit();
    fixture.frame();
    assert!(fixture.core.seats.drag().is_some());

    fixture.disconnect(web);
    fixture.frame();
    assert!(fixture.core.seats.drag().is_none());
    assert_eq!(
        (fixture.shown(paint::RED), fixture.shown(paint::GREEN)),
        (0, 0)
    );
    fixture.release();
    fixture.click_into(&other, 5, 5);
    assert_eq!(work.presses(), 1);
}
