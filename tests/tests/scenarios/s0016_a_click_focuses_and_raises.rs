//! A click into a window gives it the keys, brings it up and reaches it.

use lisere_tests::{Fixture, paint};

#[test]
fn a_click_focuses_and_raises() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let lower = fixture.window(&work, (220, 120), paint::BLUE);
    let upper = fixture.window(&web, (220, 120), paint::RED);
    fixture.put(&lower, (100, 100));
    fixture.put(&upper, (200, 140));
    assert!(fixture.shown(paint::BLUE) < 220 * 120);

    fixture.click_into(&lower, 10, 20);
    assert_eq!(fixture.focused(), Some(work.cage()));
    assert_eq!(fixture.shown(paint::BLUE), 220 * 120);
    assert_eq!(work.presses(), 1);
    assert_eq!(
        work.pointer_enters().first().map(|(_, x, y)| (*x, *y)),
        Some((10.0, 20.0))
    );
    assert_eq!(web.presses(), 0);
}
