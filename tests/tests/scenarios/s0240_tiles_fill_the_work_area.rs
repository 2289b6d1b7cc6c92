//! A tiled workspace: windows fill it side by side, each program is told its room, and what has
//! no room of its own is stacked.

use lisere_tests::{Fixture, Window, paint};
use wayland_protocols::xdg::shell::client::xdg_toplevel::State;

/// A window's frame with its content: left, top, right, bottom.
fn outer(fixture: &Fixture, window: &Window) -> [i32; 4] {
    let outer = fixture.core.desk.outer(&fixture.entry(window));
    let (at, size) = (outer.loc, outer.size);
    [at.x, at.y, at.x + size.w, at.y + size.h]
}

#[test]
fn tiles_fill_the_work_area() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let a = fixture.window(&work, (200, 100), paint::BLUE);
    let b = fixture.window(&web, (300, 200), paint::RED);
    let before = fixture.content(&a);
    fixture.chord(&["KEY_LEFTMETA", "KEY_T"]);
    fixture.frame();

    let (one, two) = (outer(&fixture, &a), outer(&fixture, &b));
    assert_eq!([one[0], one[1], one[3]], [6, 36 + 6, 400 - 6], "{one:?}");
    assert_eq!([two[1], two[2], two[3]], [36 + 6, 640 - 6, 400 - 6]);
    assert_eq!(two[0] - one[2], 6, "the gap between them");
    for (window, colour) in [(&a, paint::BLUE), (&b, paint::RED)] {
        let size = fixture.content(window).size;
        assert_eq!(window.configured().size, (size.w, size.h));
        assert!(window.state(State::TiledLeft));
        window.obey(colour);
    }
    fixture.frame();
    let size = fixture.content(&a).size;
    assert_eq!(fixture.shown(paint::BLUE) as i32, size.w * size.h);

    let c = fixture.window(&work, (200, 100), paint::GREEN);
    let stacked = [&a, &b, &c].map(|window| fixture.entry(window).stack);
    assert_eq!(stacked[0], None);
    assert!(stacked[1].is_some_and(|stack| stack.of == 2 && stack.covered));
    assert!(stacked[2].is_some_and(|stack| stack.of == 2 && !stack.covered));

    fixture.chord(&["KEY_LEFTMETA", "KEY_T"]);
    fixture.frame();
    a.draw((200, 100), paint::BLUE);
    fixture.frame();
    assert!(!a.state(State::TiledLeft));
    assert_eq!(fixture.content(&a), before, "it floats where it did");
}
