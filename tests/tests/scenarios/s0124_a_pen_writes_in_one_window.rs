//! A pen comes to a window, writes and goes: its program hears all of it, in order, and nobody else.

use lisere::input::{BTN_STYLUS, ToolAct, ToolAxes};
use lisere_tests::{Fixture, Pen, paint, pen};

/// What the window's program hears of a stroke.
const STROKE: [&str; 18] = [
    "pressure 32768",
    "down",
    "frame",
    "at 35 40",
    "pressure 65535",
    "distance 0",
    "tilt 0 0",
    "rotation 90",
    "slider -65535",
    "wheel 15 1",
    "frame",
    "at 30 40",
    "button 0x14b Value(Pressed)",
    "frame",
    "button 0x14b Value(Released)",
    "frame",
    "up",
    "frame",
];

/// A pen is put down, moved in every way and lifted.
fn stroke(fixture: &mut Fixture, pen: &Pen, at: (f64, f64)) {
    fixture.pen_down(pen, at);
    let button = |pressed| ToolAct::Button {
        code: BTN_STYLUS,
        pressed,
    };
    let all = ToolAxes {
        pressure: Some(2.0),
        distance: Some(f64::NAN),
        tilt: Some((0.0, 0.0)),
        rotation: Some(90.0),
        slider: Some(-1.0),
        wheel: Some((15.0, 1)),
    };
    fixture.tool(pen, (at.0 + 5.0, at.1), ToolAct::Moved, all);
    fixture.tool(pen, at, button(true), ToolAxes::default());
    fixture.tool(pen, at, button(false), ToolAxes::default());
    fixture.pen_up(pen, at);
}

#[test]
fn a_pen_writes_in_one_window() {
    let mut fixture = Fixture::new("home");
    let (work, web, second) = (
        fixture.client("work"),
        fixture.client("web"),
        fixture.client("web"),
    );
    let letter = fixture.window(&work, (200, 100), paint::BLUE);
    let page = fixture.window(&web, (200, 100), paint::RED);
    fixture.spread([&letter, &page]);
    for client in [&work, &web, &second] {
        client.forget();
    }
    let (pen, at) = (pen(1, 77), fixture.inside(&page, 30, 40));
    let leaned = ToolAxes {
        tilt: Some((10.0, -20.0)),
        distance: Some(0.25),
        ..ToolAxes::default()
    };
    fixture.tool(&pen, at, ToolAct::Near, leaned);
    let wanted = [
        "new tablet",
        "name Tablet",
        "tablet done",
        "new tool",
        "type Value(Pen)",
        "can Value(Tilt)",
        "can Value(Pressure)",
        "tool done",
        "in",
        "at 30 40",
        "distance 16384",
        "tilt 10 -20",
        "frame",
    ];
    assert_eq!(web.tablets(), wanted);

    web.forget();
    stroke(&mut fixture, &pen, at);
    assert_eq!(web.tablets(), STROKE);
    assert_eq!(fixture.focused(), Some(web.cage()), "writing focuses");
    assert_eq!((web.pointer_enters().len(), web.presses()), (0, 0));

    web.forget();
    fixture.pen_away(&pen);
    assert_eq!(web.tablets(), ["out", "frame"]);
    let heard = work.tablets().len() + second.tablets().len();
    assert_eq!(heard, 0, "other programs know of no tablet");
    assert_eq!(work.heard_count(), 0, "{}", work.transcript());
}
