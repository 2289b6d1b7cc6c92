//! A window vanishes while its edge is being pulled: the release goes nowhere, the next click counts.

use lisere_tests::{Fixture, paint};

#[test]
fn a_program_ends_while_resized() {
    let mut fixture = Fixture::new("home");
    let (web, work) = (fixture.client("web"), fixture.client("work"));
    let other = fixture.window(&work, (200, 100), paint::BLUE);
    let window = fixture.window(&web, (200, 100), paint::RED);
    fixture.put(&window, (300, 200));
    fixture.put(&other, (40, 100));
    fixture.move_to(503.0, 250.0);
    fixture.frame();
    fixture.press();
    fixture.move_to(520.0, 250.0);
    fixture.frame();
    assert_eq!(fixture.core.input.resizing(), Some(window.id));

    fixture.disconnect(web);
    fixture.frame();
    assert_eq!(fixture.core.input.resizing(), None);
    fixture.move_to(560.0, 250.0);
    fixture.release();
    fixture.click_into(&other, 5, 5);
    assert_eq!((work.presses(), work.buttons().len()), (1, 2));
}
