//! A wheel turns over a window that has no keys: it scrolls there, and nowhere else.

use lisere_tests::{Fixture, paint};

#[test]
fn scrolling_goes_where_the_pointer_is() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let a = fixture.window(&work, (200, 100), paint::BLUE);
    let b = fixture.window(&web, (200, 100), paint::RED);
    fixture.spread([&a, &b]);
    fixture.click_into(&a, 5, 5);
    fixture.point_into(&b, 50, 50);
    fixture.scroll(15.0);
    assert_eq!(web.scrolled(), [15.0]);
    assert!(work.scrolled().is_empty());
    assert_eq!(fixture.focused(), Some(work.cage()));

    fixture.point_at_strip(&b);
    fixture.scroll(15.0);
    assert_eq!(web.scrolled().len(), 1, "the frame is not the program's");
}
