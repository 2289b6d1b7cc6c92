//! The edge between two tiles follows the pointer: one gets what the other gives.

use lisere_tests::{Fixture, paint};

#[test]
fn a_tiles_edge_is_dragged() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    fixture.chord(&["KEY_LEFTMETA", "KEY_T"]);
    let a = fixture.window(&work, (200, 100), paint::BLUE);
    let b = fixture.window(&web, (200, 100), paint::RED);
    let (one, two) = (fixture.content(&a), fixture.content(&b));
    let edge = f64::from(one.loc.x + one.size.w + 3);
    fixture.drag_from_to((edge, 200.0), (edge + 40.0, 200.0));
    assert_eq!(fixture.content(&a).size.w, one.size.w + 40);
    assert_eq!(fixture.content(&b).size.w, two.size.w - 40);
    assert_eq!(b.configured().size, (two.size.w - 40, two.size.h));

    fixture.drag_from_to((edge + 40.0, 200.0), (edge + 400.0, 200.0));
    assert_eq!(fixture.content(&b).size.w, fixture.core.least_content().w);

    // The strip of one let go in the middle of the other: they change places.
    let (one, two) = (fixture.content(&a), fixture.content(&b));
    fixture.point_at_strip(&a);
    fixture.frame();
    fixture.press();
    let middle = two.to_f64();
    fixture.move_to(
        middle.loc.x + middle.size.w / 2.0,
        middle.loc.y + middle.size.h / 2.0,
    );
    fixture.frame();
    fixture.release();
    fixture.frame();
    assert!(fixture.content(&a).loc.x > one.loc.x);
    assert_eq!(fixture.content(&b).loc, one.loc);
}
