//! More windows than an overview has room for: keys and wheel bring every one of them into view.

use std::collections::BTreeSet;

use lisere::desk::WindowId;
use lisere_tests::{Fixture, paint};

const MANY: usize = 24;

fn shown(fixture: &Fixture) -> BTreeSet<WindowId> {
    let output = fixture.output(0);
    let shown = fixture.core.pictures.panel_windows(output);
    shown.into_iter().map(|(id, _)| id).collect()
}

/// An overview of many windows, which don't all fit.
fn crowded() -> Fixture {
    let mut fixture = Fixture::new("home");
    for _ in 0..MANY / 2 {
        for cage in ["work", "web"] {
            let client = fixture.client(cage);
            fixture.window(&client, (120, 60), paint::BLUE);
        }
    }
    fixture.chord(&["KEY_LEFTMETA", "KEY_O"]);
    fixture.frame();
    let first = shown(&fixture);
    assert!(!first.is_empty() && first.len() < MANY, "{}", first.len());
    fixture
}

#[test]
fn keys_reach_every_window() {
    for key in ["KEY_DOWN", "KEY_TAB"] {
        let mut fixture = crowded();
        let mut seen = shown(&fixture);
        for _ in 0..2 * MANY {
            fixture.key("KEY_UP");
        }
        fixture.frame();
        for _ in 0..MANY {
            fixture.key(key);
            fixture.frame();
            seen.append(&mut shown(&fixture));
        }
        assert_eq!(seen.len(), MANY, "by {key}");
    }
}

#[test]
fn the_wheel_goes_through_rows() {
    let mut fixture = crowded();
    fixture.move_to(400.0, 200.0);
    for _ in 0..2 * MANY {
        fixture.scroll(-15.0);
    }
    fixture.frame();
    let top = shown(&fixture);
    let mut seen = top.clone();
    for _ in 0..MANY {
        fixture.scroll(15.0);
        fixture.frame();
        seen.append(&mut shown(&fixture));
    }
    assert_eq!(seen.len(), MANY);
    let end = shown(&fixture);
    assert_ne!(end, top);
    fixture.scroll(15.0);
    fixture.frame();
    assert_eq!(shown(&fixture), end, "it ends there");
}
