//! A window on a workspace that isn't shown asks for frames: it is told once a second, not sixty times.

use lisere_tests::{Fixture, paint};

#[test]
fn a_hidden_window_is_told_slowly() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (200, 100), paint::RED);
    fixture.chord(&["KEY_LEFTMETA", "KEY_2"]);
    fixture.frame();

    let callback = window.ask_frame();
    fixture.advance(500);
    assert!(
        web.frame_times(&callback).is_empty(),
        "not while nobody sees it"
    );
    fixture.advance(700);
    assert_eq!(
        web.frame_times(&callback).len(),
        1,
        "but it is not left to starve"
    );

    fixture.chord(&["KEY_LEFTMETA", "KEY_1"]);
    fixture.frame();
    let callback = window.ask_frame();
    fixture.advance(40);
    assert_eq!(
        web.frame_times(&callback).len(),
        1,
        "at once when it is seen"
    );
}
