//! A program with two buffers has one free whenever it is told to draw the next frame.

use lisere_tests::{Fixture, Heard, paint};
use wayland_client::Proxy;

#[test]
fn two_buffers_are_enough() {
    let mut fixture = Fixture::new("home");
    let work = fixture.client("work");
    let window = fixture.window(&work, (200, 120), paint::BLUE);
    let buffers = [paint::RED, paint::GREEN].map(|colour| work.buffer((200, 120), colour));
    let mut shown = None;
    for turn in 0..6 {
        let buffer = &buffers[turn % 2];
        work.forget();
        let frame = window.surface.frame(work.queue(), ());
        window.show(buffer);
        fixture.frame();
        let told = work.told(|heard| match heard {
            Heard::Buffer(id, _) => Some(("free", id.clone())),
            Heard::Callback(id, _) => Some(("draw", id.clone())),
            _ => None,
        });
        let free = told
            .iter()
            .position(|(word, id)| *word == "free" && shown.as_ref() == Some(id));
        let draw = told.iter().position(|told| *told == ("draw", frame.id()));
        assert!(draw.is_some(), "no frame in turn {turn}: {told:?}");
        assert!(
            turn == 0 || (free.is_some() && free < draw),
            "turn {turn}: {told:?}"
        );
        shown = Some(buffer.id());
    }
}
