//! The attention key is pressed while a pen writes and while fingers pinch: both are over for their program.

use lisere::input::GestureKind;
use lisere_tests::{Fixture, paint, pen};

const ATTENTION: [&str; 2] = ["KEY_LEFTMETA", "KEY_ESC"];

#[test]
fn attention_ends_a_stroke() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let page = fixture.window(&web, (200, 100), paint::RED);
    fixture.put(&page, (100, 150));
    fixture.point_into(&page, 50, 50);
    fixture.gesture_begin(GestureKind::Pinch, 2);
    fixture.chord(&ATTENTION);
    assert_eq!(web.gestures(), ["pinch 2", "pinch over 1"]);
    fixture.pinch_to(2.0);
    fixture.gesture_end(GestureKind::Pinch, false);
    fixture.gesture_begin(GestureKind::Pinch, 2);
    fixture.gesture_end(GestureKind::Pinch, false);
    assert_eq!(web.gestures().len(), 2);
    fixture.chord(&ATTENTION);
    fixture.frame();

    let (pen, at) = (pen(1, 5), fixture.inside(&page, 50, 50));
    fixture.hover_pen(&pen, at);
    fixture.pen_down(&pen, at);
    web.forget();
    fixture.chord(&ATTENTION);
    fixture.frame();
    assert_eq!(web.tablets(), ["up", "out", "frame"]);
    fixture.hover_pen(&pen, (at.0 + 5.0, at.1));
    fixture.move_to(320.0, 5.0);
    let pointer = fixture.core.input.pointer.map(|at| (at.x, at.y));
    assert_eq!(pointer, Some((320.0, 5.0)), "what is held stops nobody");
    fixture.pen_up(&pen, at);
    fixture.hover_pen(&pen, at);
    assert_eq!(web.tablets().len(), 3);
    fixture.pen_down(&pen, at);
    fixture.pen_up(&pen, at);
    fixture.frame();
    assert!(!fixture.core.focus.attention(), "a tap on a window ends it");
    assert_eq!(fixture.focused(), Some(web.cage()));
    assert!(!web.tablets().contains(&"down".into()), "but is no stroke");
}
