//! Frames are presented on a grid that never moves, whoever draws what (DL-13).

use std::time::Duration;

use lisere_tests::{Client, Fixture, Heard, paint};
use wayland_protocols::wp::presentation_time::client::wp_presentation_feedback::Event;

fn presented(client: &Client) -> Vec<(u64, u32)> {
    client.told(|heard| match heard {
        Heard::Feedback(
            _,
            Event::Presented {
                tv_sec_hi,
                tv_sec_lo,
                tv_nsec,
                refresh,
                ..
            },
        ) => {
            let seconds = u64::from(*tv_sec_hi) << 32 | u64::from(*tv_sec_lo);
            Some((seconds * 1_000_000_000 + u64::from(*tv_nsec), *refresh))
        }
        _ => None,
    })
}

#[test]
fn presentation_keeps_to_the_grid() {
    let mut fixture = Fixture::new("home");
    let origin = Duration::from_secs(1000).as_nanos() as u64;
    let (web, work) = (fixture.client("web"), fixture.client("work"));
    let window = fixture.window(&web, (200, 100), paint::RED);
    let other = fixture.window(&work, (200, 100), paint::BLUE);
    web.forget();
    for pause in [3, 20, 41, 500] {
        let drawing = &web.bound().drawing;
        let _feedback = drawing
            .presentation
            .feedback(&window.surface, web.queue(), ());
        window.draw((200, 100), paint::GREEN);
        other.draw((200, 100), paint::BLUE);
        fixture.advance(pause);
    }
    fixture.frame();
    let presented = presented(&web);
    assert!(presented.len() >= 3, "{presented:?}");
    for (at, refresh) in presented {
        assert_eq!(refresh, 16_666_667);
        assert_eq!((at - origin) % 16_666_667, 0, "{at} is off the grid");
    }
}
