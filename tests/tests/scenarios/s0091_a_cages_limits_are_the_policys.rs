//! How large a window or popup may be is what the policy says of its cage.

use lisere_policy::preset_text;
use lisere_tests::client::Spot;
use lisere_tests::{Fixture, paint};

#[test]
fn a_window_is_cut_to_its_limit() {
    let policy = preset_text("home").unwrap();
    let policy = format!("{policy}\n[limits]\nwindow-width-px = 200\n");
    let mut fixture = Fixture::of_text(&policy);
    let work = fixture.client("work");
    let window = fixture.window(&work, (400, 120), paint::RED);
    assert_eq!(fixture.content(&window).size, (200, 120).into());
}

#[test]
fn a_popup_of_nearly_the_whole_screen_is_dismissed() {
    let mut fixture = Fixture::new("home");
    let work = fixture.client("work");
    let window = fixture.window(&work, (300, 200), paint::BLUE);
    let large = fixture.popup(&window, Spot::at(0, 0, (630, 370)), paint::RED);
    assert!(large.dismissed());
    assert_eq!(fixture.shown(paint::RED), 0);
    large.destroy();
    let small = fixture.popup(&window, Spot::at(0, 0, (100, 100)), paint::RED);
    assert!(!small.dismissed());
    assert!(fixture.shown(paint::RED) > 0);
}
