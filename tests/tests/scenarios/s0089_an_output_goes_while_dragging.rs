//! The output under the user's hand is pulled out in the middle of a move: the window comes home, the hand is free.

use lisere_tests::{Fixture, Screen, paint};
use smithay::utils::Rectangle;

#[test]
fn an_output_goes_while_dragging() {
    let screens = [Screen::new(640, 400, 1.0), Screen::new(960, 600, 1.5)];
    let mut fixture = Fixture::on("home", &screens);
    let (web, work) = (fixture.client("web"), fixture.client("work"));
    let page = fixture.window(&web, (200, 120), paint::RED);
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    fixture.put(&page, (20, 80));
    fixture.put(&letter, (760, 120));
    let second = fixture.output(1);
    assert_eq!(fixture.entry(&letter).output, second);

    fixture.point_at_strip(&letter);
    fixture.press();
    fixture.move_to(900.0, 200.0);
    fixture.frame();
    fixture.unplug(second);
    fixture.move_to(905.0, 205.0);
    fixture.frame();
    fixture.release();
    fixture.frame();

    let outer = fixture.core.desk.outer(&fixture.entry(&letter));
    let room = Rectangle::from_size((640, 400).into());
    assert!(room.overlaps(outer), "in view, not at {outer:?}");
    fixture.click_into(&page, 10, 10);
    fixture.type_text("go");
    assert_eq!(web.typed(), "go");
    let place = fixture.content(&letter);
    fixture.move_to(300.0, 300.0);
    fixture.frame();
    assert_eq!(fixture.content(&letter), place, "the move is over");
}
