//! The attention key in the middle of a pen's stroke and of a gesture: both end, what follows of
//! them is nobody's, and the pen chooses a window as the pointer does.

use lisere::input::GestureKind;
use lisere_tests::{Fixture, paint, pen};

const ATTENTION: [&str; 2] = ["KEY_LEFTMETA", "KEY_ESC"];

#[test]
fn attention_ends_a_stroke() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 100), paint::BLUE);
    let page = fixture.window(&web, (200, 100), paint::RED);
    fixture.spread([&letter, &page]);
    let pen = pen(1, 77);
    let (here, there) = (fixture.inside(&page, 30, 40), fixture.inside(&page, 60, 40));
    fixture.hover_pen(&pen, here);
    fixture.pen_down(&pen, here);
    assert_eq!(fixture.focused(), Some(web.cage()));

    fixture.chord(&ATTENTION);
    fixture.frame();
    assert!(fixture.core.focus.attention());
    web.forget();
    fixture.hover_pen(&pen, there);
    fixture.move_to(100.0, 300.0);
    let pointer = fixture.core.input.pointer;
    assert_eq!(pointer, Some((100.0, 300.0).into()), "a mouse works too");
    fixture.pen_up(&pen, there);
    assert_eq!(web.heard_count(), 0, "{}", web.transcript());
    assert!(
        fixture.core.focus.attention(),
        "the stroke's end is no click"
    );

    let letter_at = fixture.inside(&letter, 30, 40);
    fixture.hover_pen(&pen, letter_at);
    fixture.pen_down(&pen, letter_at);
    fixture.pen_up(&pen, letter_at);
    fixture.frame();
    assert_eq!(work.presses(), 0, "it chose the window, and no more");
    assert_eq!(fixture.focused(), Some(work.cage()));
}

#[test]
fn attention_ends_a_gesture() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let page = fixture.window(&web, (200, 100), paint::RED);
    fixture.click_into(&page, 20, 20);
    fixture.gesture_begin(GestureKind::Swipe, 4);
    fixture.swipe_by(10.0, 0.0);
    assert!(!web.gestures().is_empty());
    fixture.chord(&ATTENTION);
    let told = web.gestures();
    assert_eq!(told.last().map(String::as_str), Some("swipe over 1"));
    web.forget();
    fixture.swipe_by(10.0, 0.0);
    fixture.gesture_end(GestureKind::Swipe, false);
    fixture.swipe(4, 300.0, 0.0);
    assert_eq!(web.heard_count(), 0, "{}", web.transcript());
}
