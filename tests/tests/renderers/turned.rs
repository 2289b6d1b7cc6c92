//! Outputs that hang on their side or upside down: what their real buffers hold.

use lisere_tests::{Fixture, Picture, Screen};
use smithay::utils::{Physical, Rectangle, Size, Transform};
use wayland_client::protocol::wl_output::Transform as Turn;

use crate::pair::{EXACT, close, compare};
use crate::stories::{arrow, windows};

/// Every way an output can be turned, and what its clients call it.
const TURNS: [(Transform, Turn); 7] = [
    (Transform::_90, Turn::_90),
    (Transform::_180, Turn::_180),
    (Transform::_270, Turn::_270),
    (Transform::Flipped, Turn::Flipped),
    (Transform::Flipped90, Turn::Flipped90),
    (Transform::Flipped180, Turn::Flipped180),
    (Transform::Flipped270, Turn::Flipped270),
];

/// A window's content on a turned output, in logical pixels.
const CONTENT: (i32, i32, i32, i32) = (30, 90, 240, 140);

fn screen(transform: Transform) -> [Screen; 1] {
    [Screen {
        size: (400, 320),
        scale: 1.0,
        transform,
    }]
}

/// Where a rectangle of the picture lies in an output's real buffer.
fn in_buffer(
    rect: Rectangle<i32, Physical>,
    upright: &Picture,
    transform: Transform,
) -> Rectangle<i32, Physical> {
    let size = (upright.width as i32, upright.height as i32);
    transform.invert().transform_rect_in(rect, &size.into())
}

/// What the real buffer should hold while the picture is this.
fn turn(upright: &Picture, transform: Transform) -> Picture {
    let size: Size<i32, Physical> = (upright.width as i32, upright.height as i32).into();
    let real = transform.invert().transform_size(size);
    let mut turned = Picture {
        width: real.w as usize,
        height: real.h as usize,
        pixels: vec![0; upright.pixels.len()],
    };
    for (at, pixel) in upright.pixels.iter().enumerate() {
        let (x, y) = (at % upright.width, at / upright.width);
        let one = Rectangle::new((x as i32, y as i32).into(), (1, 1).into());
        let to = in_buffer(one, upright, transform).loc;
        turned.pixels[to.y as usize * turned.width + to.x as usize] = *pixel;
    }
    turned
}

/// The buffer holds the picture, turned, however it came to be drawn.
fn holds_the_picture(fixture: &mut Fixture, transform: Transform) {
    let output = fixture.output(0);
    let expected = turn(&fixture.fresh(output, true), transform);
    close(&expected, &fixture.pixels(), EXACT);
}

#[test]
fn the_buffer_is_the_picture_turned() {
    for (transform, _) in TURNS {
        compare(&screen(transform), EXACT, |fixture| {
            let places = [(12, 80, 240, 120), (60, 150, 240, 100)];
            let [below, _] = windows(fixture, &places);
            holds_the_picture(fixture, transform);
            for step in 1..4 {
                fixture.put(&below, (12 + step * 31, 80 + step * 17));
                fixture.move_to(f64::from(100 + step * 40), f64::from(60 + step * 60));
                fixture.frame();
                holds_the_picture(fixture, transform);
            }
        });
    }
}

/// A client that turns its buffer as it is told spares the core the turning:
/// its rows and columns are the output's.
#[test]
fn a_buffer_turned_like_its_output_lies_straight_in_it() {
    for (transform, turn) in TURNS {
        compare(&screen(transform), EXACT, |fixture| {
            let [window] = windows(fixture, &[CONTENT]);
            let (x, y, w, h) = CONTENT;
            let content = Rectangle::new((x, y).into(), (w, h).into());
            let output = fixture.output(0);
            let upright = fixture.fresh(output, true);
            let straight = in_buffer(content, &upright, transform);
            let (w, h) = (straight.size.w, straight.size.h);

            window.surface.set_buffer_transform(turn);
            window.show(&window.client.painted((w, h), arrow));
            fixture.move_to(0.0, 0.0);
            fixture.frame();
            let real = fixture.pixels();
            for (px, py) in [(0, 0), (70, 20), (w - 1, 0), (0, h - 1), (w - 1, h - 1)] {
                let found = real.at(straight.loc.x + px, straight.loc.y + py);
                assert_eq!(found, arrow(px, py) & 0x00ff_ffff, "{turn:?} at {px}, {py}");
            }
        });
    }
}
