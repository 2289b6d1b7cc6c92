//! A program confines the pointer to a region of its window: it slides along the region's edge,
//! and leaves once the user turns elsewhere.

use lisere_tests::program::home_granting;
use lisere_tests::{Fixture, args};

#[test]
fn a_pointer_stays_within() {
    let mut fixture = Fixture::of_text(&home_granting("pointer-lock"));
    let painter = fixture.program("work", 0);
    let raw = &painter.raw;
    let pointer = raw.pointer();
    let region = raw.region();
    raw.tell(region, "add", args![40, 40, 60, 30]);
    let manager = raw.bound("zwp_pointer_constraints_v1");
    let surface = painter.win.surface;
    let confined = raw.make(
        manager,
        "confine_pointer",
        args![surface, pointer, region, 2],
    );
    fixture.hover_over(&painter, 10, 10);
    fixture.click();
    fixture.frame();
    assert_eq!(
        painter.told(confined, "confined"),
        0,
        "not in the region yet"
    );
    fixture.nudge(50.0, 50.0);
    assert_eq!(painter.told(confined, "confined"), 1);

    fixture.nudge(500.0, 5.0);
    assert_eq!(fixture.pointer(), fixture.place_in(&painter, 99, 65));
    fixture.nudge(500.0, -5.0);
    assert_eq!(
        fixture.pointer(),
        fixture.place_in(&painter, 99, 60),
        "it slides"
    );
    fixture.nudge(-500.0, -500.0);
    assert_eq!(fixture.pointer(), fixture.place_in(&painter, 40, 40));

    // All of the surface from the next commit on; never out of the frame.
    raw.tell(confined, "set_region", args![0]);
    fixture.nudge(-5.0, 0.0);
    assert_eq!(fixture.pointer(), fixture.place_in(&painter, 40, 40));
    painter.commit();
    fixture.nudge(-500.0, 500.0);
    assert_eq!(fixture.pointer(), fixture.place_in(&painter, 0, 99));

    fixture.chord(&["KEY_LEFTMETA", "KEY_ESC"]);
    fixture.nudge(-20.0, 0.0);
    let (x, _) = fixture.pointer();
    assert!(x < fixture.place_in(&painter, 0, 0).0, "trusted UI has it");
    assert_eq!(painter.told(confined, "unconfined"), 1);
    assert!(!raw.closed(), "{:?}", raw.fault());
}
