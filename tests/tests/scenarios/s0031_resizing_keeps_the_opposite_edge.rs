//! A window is resized by every edge and corner: what isn't pulled stays, at every step.

use lisere_tests::{Fixture, Window, paint};
use wayland_protocols::xdg::shell::client::xdg_toplevel::State;

/// Edges as left, top, right, bottom; where the pointer takes hold; how it pulls.
type Pull = ([bool; 4], (i32, i32), (i32, i32));

const PULLS: [Pull; 8] = [
    ([true, false, false, false], (-3, 60), (-24, 7)),
    ([false, true, false, false], (60, -34), (5, -16)),
    ([false, false, true, false], (243, 60), (24, 7)),
    ([false, false, false, true], (60, 123), (5, 16)),
    ([true, true, false, false], (-5, -33), (16, 12)),
    ([false, true, true, false], (245, -33), (-16, 12)),
    ([true, false, false, true], (-5, 125), (16, -12)),
    ([false, false, true, true], (245, 125), (-16, -12)),
];

/// The edges of a window's content: left, top, right, bottom.
fn edges(fixture: &Fixture, window: &Window) -> [i32; 4] {
    let content = fixture.content(window);
    [
        content.loc.x,
        content.loc.y,
        content.loc.x + content.size.w,
        content.loc.y + content.size.h,
    ]
}

fn pull(fixture: &mut Fixture, window: &Window, (moving, hold, by): Pull) {
    fixture.put(window, (200, 160));
    let before = edges(fixture, window);
    let start = (f64::from(200 + hold.0), f64::from(160 + hold.1));
    fixture.move_to(start.0, start.1);
    fixture.frame();
    fixture.press();
    for step in 1..=4 {
        let along = f64::from(step) / 4.0;
        fixture.move_to(
            start.0 + f64::from(by.0) * along,
            start.1 + f64::from(by.1) * along,
        );
        fixture.frame();
        assert!(window.state(State::Resizing));
        window.obey(paint::RED);
        fixture.frame();
        let now = edges(fixture, window);
        for (edge, moves) in moving.iter().enumerate() {
            assert_eq!(
                now[edge] != before[edge],
                *moves,
                "edge {edge} of {moving:?} at step {step}"
            );
        }
        let (w, h) = (now[2] - now[0], now[3] - now[1]);
        let shown = fixture.shown(paint::RED);
        assert_eq!(
            shown,
            usize::try_from(w * h).expect("a size"),
            "no gap inside the frame"
        );
    }
    fixture.release();
    fixture.frame();
    assert!(!window.state(State::Resizing));
    window.draw((240, 120), paint::RED);
    fixture.frame();
}

#[test]
fn resizing_keeps_the_opposite_edge() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (240, 120), paint::RED);
    for each in PULLS {
        pull(&mut fixture, &window, each);
    }
}
