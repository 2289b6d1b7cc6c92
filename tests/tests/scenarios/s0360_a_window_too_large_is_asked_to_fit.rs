//! A window that is larger than there is room is asked to fit; one that can't be smaller is not.

use lisere_tests::{Fixture, paint};

/// What the output has for content: its size without the bar, the border and the strip.
const ROOM: (i32, i32) = (640 - 16, 400 - 36 - 16 - 28);

#[test]
fn a_window_too_large_is_asked_to_fit() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let tall = fixture.window(&web, (300, 390), paint::RED);
    assert_eq!(tall.configured().size, (300, ROOM.1));
    tall.obey(paint::RED);
    fixture.frame();
    let content = fixture.content(&tall);
    assert_eq!(content.size, (300, ROOM.1).into());
    assert_eq!(
        content.loc.y + content.size.h,
        400 - 8,
        "whole on the screen"
    );
    assert_eq!(fixture.shown(paint::RED), 300 * ROOM.1 as usize);

    let wide = fixture.window(&web, (900, 100), paint::BLUE);
    assert_eq!(wide.configured().size, (ROOM.0, 100));
    // It may go on as it is: nobody asks twice.
    wide.draw((900, 110), paint::BLUE);
    fixture.frame();
    assert_eq!(fixture.content(&wide).size, (900, 110).into());
    assert_eq!(wide.configured().size, (ROOM.0, 100));

    let fitting = fixture.window(&web, (200, 100), paint::GREEN);
    assert_eq!(
        fitting.configured().size,
        (0, 0),
        "it is as large as it likes"
    );
}

#[test]
fn who_needs_more_is_not_asked_for_less() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let mut window = web.toplevel();
    window.toplevel.set_min_size(200, 380);
    fixture.settle();
    window.draw((700, 390), paint::RED);
    fixture.settle();
    window.id = fixture.newest().expect("a window");
    fixture.frame();
    assert_eq!(window.configured().size, (ROOM.0, 380));
}
