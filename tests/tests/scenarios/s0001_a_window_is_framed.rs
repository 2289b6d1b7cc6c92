//! A program of the cage "work" opens a window: it stands in a frame of the cage's colour.

use lisere::scene::Owner;
use lisere_tests::{Fixture, paint};

#[test]
fn a_window_is_framed() {
    let mut fixture = Fixture::new("home");
    let editor = fixture.client("work");
    let window = fixture.window(&editor, (240, 120), paint::WHITE);

    assert_eq!(
        fixture.owner_in(&window, 1, 1),
        Owner::Client(editor.cage())
    );
    assert_eq!(
        fixture.owner_in(&window, -3, 40),
        Owner::Frame(editor.cage())
    );

    let colour = fixture.colour("work");
    let picture = fixture.pixels();
    assert!(picture.count(paint::WHITE) >= 240 * 120);
    assert!(
        picture.count(colour) > 2 * (240 + 120) * 3,
        "a ring at least three pixels thick"
    );
}
