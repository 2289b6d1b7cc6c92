//! A program draws at the scale it is told, finer than logical pixels: each of its pixels is one of the screen's.

use lisere_tests::{Fixture, Heard, Picture, Screen, Window, paint};
use wayland_client::Proxy;
use wayland_protocols::wp::fractional_scale::v1::client::wp_fractional_scale_v1::Event;

const SIZE: (i32, i32) = (201, 133);

/// Single pixels of two colours by turns: any stretching mixes them.
fn weave(x: i32, y: i32) -> u32 {
    if (x + y) % 2 == 0 {
        paint::WHITE
    } else {
        paint::BLUE
    }
}

/// The scale, in 120ths, that a window is told.
fn told_scale(fixture: &mut Fixture, window: &Window) -> i32 {
    let client = &window.client;
    let manager = client.bound().drawing.fractional.clone();
    let object = manager.get_fractional_scale(&window.surface, client.queue(), ());
    fixture.settle();
    let told = client.ever(|heard| match heard {
        Heard::Fractional(at, Event::PreferredScale { scale }) if *at == object.id() => {
            Some(*scale as i32)
        }
        _ => None,
    });
    *told.last().expect("a scale")
}

/// The pixels of a window whose content begins at `at`.
fn assert_woven(picture: &Picture, at: (i32, i32), size: (i32, i32)) {
    for y in 0..size.1 {
        for x in 0..size.0 {
            let expected = weave(x, y) & 0x00ff_ffff;
            let found = picture.at(at.0 + x, at.1 + y);
            assert_eq!(found, expected, "at {x}, {y}");
        }
    }
}

#[test]
fn a_sharp_program_is_drawn_sharp() {
    for scale in [1.25, 1.5, 2.0] {
        let mut fixture = Fixture::on("home", &[Screen::new(1000, 700, scale)]);
        let client = fixture.client("work");
        let window = fixture.window(&client, SIZE, paint::WHITE);
        let told = told_scale(&mut fixture, &window);
        assert_eq!(told, (scale * 120.0) as i32);

        let real = |length: i32| (length * told + 60) / 120;
        let pixels = (real(SIZE.0), real(SIZE.1));
        client
            .viewport(&window.surface)
            .set_destination(SIZE.0, SIZE.1);
        window.show(&client.painted(pixels, weave));
        for place in [(80, 90), (83, 91), (101, 117)] {
            fixture.put(&window, place);
            let at = (
                (f64::from(place.0) * scale).round() as i32,
                (f64::from(place.1) * scale).round() as i32,
            );
            assert_woven(&fixture.pixels(), at, pixels);
        }
    }
}
