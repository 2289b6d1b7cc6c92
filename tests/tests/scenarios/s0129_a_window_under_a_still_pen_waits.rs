//! A window slips under a pen that is held still: for half a second it gets no stroke.

use lisere_tests::{Fixture, paint, pen};

#[test]
fn a_window_under_a_still_pen_waits() {
    let mut fixture = Fixture::new("home");
    let (vault, web) = (fixture.client("vault"), fixture.client("web"));
    let good = fixture.window(&vault, (200, 100), paint::BLUE);
    let trap = fixture.window(&web, (200, 100), paint::RED);
    fixture.put(&good, (100, 150));
    fixture.put(&trap, (400, 250));
    let (pen, at) = (pen(1, 5), (150.0, 200.0));
    fixture.hover_pen(&pen, at);
    fixture.advance(2000);

    fixture.put(&trap, (120, 160));
    let down = |client: &lisere_tests::Client| client.tablets().contains(&"down".to_owned());
    fixture.hover_pen(&pen, (at.0 + 1.0, at.1));
    fixture.pen_down(&pen, at);
    fixture.pen_up(&pen, at);
    assert!(!down(&vault) && !down(&web), "the user meant neither");
    assert_eq!(fixture.focused(), None);
    fixture.advance(600);
    fixture.pen_down(&pen, at);
    fixture.pen_up(&pen, at);
    assert!(down(&web), "by now the user has seen it");

    fixture.put(&trap, (400, 250));
    fixture.hover_pen(&pen, (at.0 + 20.0, at.1));
    fixture.pen_down(&pen, at);
    assert!(down(&vault), "a moved pen is an aimed one");
}
