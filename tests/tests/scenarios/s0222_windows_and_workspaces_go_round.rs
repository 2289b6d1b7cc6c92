//! Chords go to the next window and the next workspace without a panel, round and round.

use lisere_tests::{Fixture, paint};

#[test]
fn windows_and_workspaces_go_round() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let first = fixture.window(&work, (120, 80), paint::BLUE);
    let second = fixture.window(&web, (120, 80), paint::RED);
    let third = fixture.window(&work, (120, 80), paint::GREEN);
    let chosen = |fixture: &Fixture| fixture.core.focus.chosen();
    fixture.spread([&first, &second, &third]);
    fixture.click_into(&first, 20, 20);
    for next in [&second, &third, &first] {
        fixture.chord(&["KEY_LEFTALT", "KEY_ESC"]);
        assert_eq!(chosen(&fixture), Some(next.id));
    }
    fixture.chord(&["KEY_LEFTALT", "KEY_LEFTSHIFT", "KEY_ESC"]);
    assert_eq!(chosen(&fixture), Some(third.id));

    // Those that are put away or elsewhere are left out.
    fixture.chord(&["KEY_LEFTMETA", "KEY_N"]);
    fixture.click_into(&first, 20, 20);
    fixture.chord(&["KEY_LEFTALT", "KEY_LEFTSHIFT", "KEY_ESC"]);
    assert_eq!(chosen(&fixture), Some(second.id));

    let shown = |fixture: &Fixture| fixture.core.desk.places()[0].active.number();
    fixture.chord(&["KEY_LEFTMETA", "KEY_PAGEDOWN"]);
    assert_eq!((shown(&fixture), chosen(&fixture)), (2, None));
    fixture.chord(&["KEY_LEFTALT", "KEY_ESC"]);
    assert_eq!(chosen(&fixture), None, "there is none to go to");
    fixture.chord(&["KEY_LEFTMETA", "KEY_PAGEUP"]);
    fixture.chord(&["KEY_LEFTMETA", "KEY_PAGEUP"]);
    assert_eq!(shown(&fixture), 9, "round and round");
    fixture.chord(&["KEY_LEFTMETA", "KEY_PAGEDOWN"]);
    assert_eq!(shown(&fixture), 1);
}
