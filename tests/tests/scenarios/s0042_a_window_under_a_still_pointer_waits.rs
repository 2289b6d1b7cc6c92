//! A window slips under the still pointer: for half a second no click reaches it (LS-21).

use lisere_tests::{Fixture, paint};

#[test]
fn a_window_under_a_still_pointer_waits() {
    let mut fixture = Fixture::new("home");
    let (vault, web) = (fixture.client("vault"), fixture.client("web"));
    let good = fixture.window(&vault, (200, 100), paint::BLUE);
    let trap = fixture.window(&web, (200, 100), paint::RED);
    fixture.put(&good, (100, 150));
    fixture.put(&trap, (400, 250));
    fixture.move_to(150.0, 200.0);
    fixture.advance(2000);

    fixture.put(&trap, (120, 160));
    fixture.click();
    assert_eq!(
        (vault.presses(), web.presses()),
        (0, 0),
        "the user meant neither"
    );
    assert_eq!(fixture.focused(), None);
    fixture.advance(300);
    fixture.click();
    assert_eq!(web.presses(), 0);
    fixture.advance(300);
    fixture.click();
    assert_eq!(web.presses(), 1, "by now the user has seen it");

    fixture.put(&trap, (400, 250));
    fixture.move_to(151.0, 200.0);
    fixture.click();
    assert_eq!(vault.presses(), 1, "a moved pointer is an aimed one");
}
