//! The same at scales other than one: sharp where a client draws sharp, close where it is stretched.

use lisere_tests::{Fixture, Screen, Window, paint};
use smithay::utils::Transform;

use crate::pair::{EXACT, Tolerance, compare};
use crate::stories::{arrow, three};

/// Stretched pictures: the two weigh neighbouring pixels with 7 and 8 bits, and
/// Pixman lets the outermost pixels fade into the window's ground, where GLES
/// goes on with the last colour. Those rims are about one pixel in a hundred.
pub(crate) const FADED: Tolerance = Tolerance {
    channel: 4,
    millionths: 12_000,
};

fn screen(scale: f64) -> [Screen; 1] {
    let real = |length: i32| (f64::from(length) * scale) as i32;
    [Screen {
        size: (real(640), real(400)),
        scale,
        transform: Transform::Normal,
    }]
}

/// Shows the arrow with as many pixels as the output has under the window.
fn sharpen(window: &Window, (w, h): (i32, i32), scale: f64) {
    let real = |length: i32| (f64::from(length) * scale).round() as i32;
    let viewport = window.client.viewport(&window.surface);
    viewport.set_destination(w, h);
    window.show(&window.client.painted((real(w), real(h)), arrow));
}

fn sharp(fixture: &mut Fixture, scale: f64) {
    let [below, middle, above] = three(fixture);
    sharpen(&below, (250, 190), scale);
    sharpen(&middle, (280, 190), scale);
    sharpen(&above, (261, 181), scale);
}

#[test]
fn clients_that_draw_sharp() {
    for scale in [1.25, 1.5, 2.0] {
        compare(&screen(scale), EXACT, |fixture| sharp(fixture, scale));
    }
}

#[test]
fn clients_that_are_stretched() {
    for scale in [1.25, 1.5, 2.0] {
        compare(&screen(scale), FADED, |fixture| {
            three(fixture);
        });
    }
}

#[test]
fn one_colour_stays_one_colour() {
    for scale in [1.25, 1.5, 2.0] {
        compare(&screen(scale), FADED, |fixture| {
            let [below, middle, _] = three(fixture);
            below.draw((250, 190), paint::RED);
            middle.draw((280, 190), paint::GLASS);
        });
    }
}

#[test]
fn stretched_content_hides_what_was_there_before() {
    compare(&screen(1.5), FADED, |fixture| {
        let [below, middle, _] = three(fixture);
        let client = middle.client.clone();
        let all = client
            .bound()
            .drawing
            .compositor
            .create_region(client.queue(), ());
        all.add(0, 0, 280, 190);
        middle.surface.set_opaque_region(Some(&all));
        middle.draw((280, 190), paint::WHITE);
        for step in 1..6 {
            fixture.put(&middle, (150 - step * 20, 150 - step * 3));
            below.draw((250, 190), 0xff00_0000 + 0x0030_1020 * step as u32);
            fixture.frame();
        }
    });
}
