//! A program takes a window's picture away and gives it one again: the window is where it was.

use lisere_tests::{Fixture, paint};

#[test]
fn a_hidden_window_comes_back_where_it_was() {
    let mut fixture = Fixture::new("home");
    let (web, work) = (fixture.client("web"), fixture.client("work"));
    let window = fixture.window(&web, (200, 120), paint::RED);
    fixture.put(&window, (300, 220));
    window.surface.attach(None, 0, 0);
    window.surface.commit();
    fixture.frame();
    assert_eq!(fixture.shown(paint::RED), 0);
    // Somebody else comes meanwhile, which changes nothing.
    let other = fixture.window(&work, (100, 80), paint::BLUE);
    let there = fixture.content(&other);

    window.surface.commit();
    fixture.settle();
    window.draw((200, 120), paint::RED);
    fixture.frame();
    assert_eq!(fixture.content(&window).loc, (300, 220).into());
    assert_eq!(fixture.content(&other), there);
}
