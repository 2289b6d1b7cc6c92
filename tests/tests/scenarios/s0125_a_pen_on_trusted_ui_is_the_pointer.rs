//! A pen takes a window by its strip, taps on the bar and writes where tablets are unknown: there it is the pointer.

use lisere::input::{BTN_STYLUS, ToolAct, ToolAxes};
use lisere_shell::Hot;
use lisere_tests::{Fixture, paint, pen};

#[test]
fn a_pen_on_trusted_ui_is_the_pointer() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 100), paint::BLUE);
    fixture.put(&letter, (100, 150));
    let pen = pen(1, 0);
    let (from, to) = (
        fixture.inside(&letter, 20, -14),
        fixture.inside(&letter, 120, 66),
    );
    fixture.hover_pen(&pen, from);
    fixture.pen_down(&pen, from);
    for step in 1..=4 {
        let along = |a: f64, b: f64| a + (b - a) * f64::from(step) / 4.0;
        fixture.hover_pen(&pen, (along(from.0, to.0), along(from.1, to.1)));
    }
    fixture.pen_up(&pen, to);
    fixture.frame();
    assert_eq!(fixture.content(&letter).loc, (200, 230).into());
    assert_eq!(work.tablets(), [""; 0], "nothing of it is the program's");
    assert_eq!(work.presses(), 0);

    let maximise = fixture.hot(&letter, Hot::Maximise);
    fixture.hover_pen(&pen, maximise);
    fixture.pen_down(&pen, maximise);
    fixture.pen_up(&pen, maximise);
    fixture.frame();
    assert!(
        fixture.content(&letter).size.w > 500,
        "its button is pressed"
    );
    assert_eq!(work.tablets(), [""; 0]);
    fixture.pen_away(&pen);

    web.bound().hands.tablets.destroy();
    let page = fixture.window(&web, (200, 100), paint::RED);
    fixture.put(&page, (100, 150));
    let at = fixture.inside(&page, 30, 30);
    fixture.hover_pen(&pen, at);
    fixture.pen_down(&pen, at);
    fixture.pen_up(&pen, at);
    let button = |pressed| ToolAct::Button {
        code: BTN_STYLUS,
        pressed,
    };
    fixture.tool(&pen, at, button(true), ToolAxes::default());
    fixture.tool(&pen, at, button(false), ToolAxes::default());
    let codes: Vec<_> = web.buttons().iter().map(|told| told.code).collect();
    assert_eq!(codes, [0x110, 0x110, 0x111, 0x111]);
    assert_eq!(web.tablets(), [""; 0], "it asked for none");
}
