//! A window is told of a frame when it asked, once, whether another cage's window covers it or not (DL-13).

use lisere_tests::{Fixture, paint};

#[test]
fn frames_are_told_when_seen() {
    let mut fixture = Fixture::new("home");
    let (web, work) = (fixture.client("web"), fixture.client("work"));
    let window = fixture.window(&web, (200, 100), paint::RED);
    web.forget();
    fixture.advance(200);
    assert_eq!(web.heard_count(), 0, "nothing unless it asks");

    let first = window.ask_frame();
    fixture.advance(40);
    let seen = web.frame_times(&first);
    assert_eq!(seen.len(), 1);

    let cover = fixture.window(&work, (300, 200), paint::BLUE);
    let at = fixture.content(&window).loc;
    fixture.put(&cover, (at.x - 50, at.y - 20));
    assert_eq!(fixture.shown(paint::RED), 0, "covered");
    let second = window.ask_frame();
    fixture.advance(40);
    assert_eq!(
        web.frame_times(&second).len(),
        1,
        "who covers it is not its business"
    );
}
