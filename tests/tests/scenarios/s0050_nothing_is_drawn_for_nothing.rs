//! A desk on which nothing happens draws no frame and wakes for the clock only.

use std::time::Duration;

use lisere_tests::{Fixture, paint};

#[test]
fn nothing_is_drawn_for_nothing() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (200, 100), paint::RED);
    fixture.click_into(&window, 5, 5);
    fixture.advance(100);
    let output = fixture.output(0);
    let frames = fixture.frames(output);

    for _ in 0..20 {
        fixture.advance(500);
    }
    assert_eq!(fixture.frames(output), frames);
    let due = fixture
        .core
        .next_deadline(fixture.now())
        .expect("the clock");
    assert!(fixture.now().until(due) > Duration::from_secs(1));

    fixture.advance(180_000);
    assert_eq!(
        fixture.frames(output),
        frames,
        "the same minute, the same picture"
    );
    window.draw((200, 100), paint::GREEN);
    fixture.frame();
    assert_eq!(fixture.frames(output), frames + 1);
}
