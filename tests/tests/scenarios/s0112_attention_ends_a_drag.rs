//! The attention key in the middle of a program's drag: the drag ends without a drop, and the
//! button's release is nobody's.

use lisere_tests::{Fixture, paint};

const ATTENTION: [&str; 2] = ["KEY_LEFTMETA", "KEY_ESC"];

#[test]
fn attention_ends_a_drag() {
    let mut fixture = Fixture::new("home");
    let (files, mail) = (fixture.client("work"), fixture.client("work"));
    let a = fixture.window(&files, (200, 100), paint::BLUE);
    let b = fixture.window(&mail, (200, 100), paint::GREEN);
    fixture.spread([&a, &b]);
    fixture.click_into(&a, 50, 50);
    fixture.point_into(&a, 50, 50);
    fixture.press();
    let _source = files.drag(&a.surface, None, files.press_serial());
    fixture.frame();
    fixture.point_into(&b, 30, 30);
    assert!(mail.dragged_over().is_some());

    mail.forget();
    fixture.chord(&ATTENTION);
    fixture.frame();
    assert!(fixture.core.seats.drag().is_none());
    assert!(files.cancelled(), "its source is told that it is over");
    assert_eq!(mail.pointer_enters(), [], "the pointer comes to nobody");
    files.forget();
    mail.forget();
    fixture.point_into(&b, 40, 40);
    fixture.release();
    fixture.frame();
    assert!(!mail.dropped_on());
    assert_eq!(files.heard_count(), 0, "{}", files.transcript());
    assert_eq!(mail.heard_count(), 0, "{}", mail.transcript());

    fixture.chord(&["KEY_ESC"]);
    fixture.click_into(&b, 45, 45);
    assert_eq!(mail.presses(), 1, "afterwards everything is as ever");
}

#[test]
fn attention_drops_a_window_that_is_moved() {
    let mut fixture = Fixture::new("home");
    let work = fixture.client("work");
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    fixture.point_at_strip(&letter);
    fixture.press();
    fixture.move_to(300.0, 200.0);
    fixture.frame();
    fixture.chord(&ATTENTION);
    let place = fixture.content(&letter);
    fixture.move_to(400.0, 300.0);
    fixture.frame();
    assert_eq!(fixture.content(&letter), place, "it stays where it was");
    fixture.release();
    fixture.frame();
    assert!(fixture.core.focus.attention(), "letting go is no click");
}
