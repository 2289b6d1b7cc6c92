//! The same scene gives the same picture.

use lisere::backend::RendererChoice;
use lisere_tests::{Fixture, Picture, Screen, paint};
use smithay::utils::Transform;

use crate::{BOTH, fixture};

/// Rounding to a byte may differ by one where something is blended or scaled.
const ROUNDING: i32 = 1;

/// Windows of three cages, one translucent, one with a subsurface, and the pointer.
fn furnish(fixture: &mut Fixture) {
    let (web, work, vault) = (fixture.client("web"), fixture.client("work"), fixture.client("vault"));
    let below = fixture.window(&web, (240, 150), paint::RED);
    let glass = fixture.window(&work, (200, 120), paint::GLASS);
    let above = fixture.window(&vault, (150, 90), paint::BLUE);
    fixture.put(&below, (40, 60));
    fixture.put(&glass, (150, 120));
    fixture.put(&above, (300, 180));
    fixture.click_into(&glass, 20, 20);
}

fn pictures(screen: Screen, play: impl Fn(&mut Fixture)) -> [Picture; 2] {
    BOTH.map(|renderer| {
        let mut fixture = fixture(renderer, screen);
        play(&mut fixture);
        fixture.pixels()
    })
}

fn far_apart(a: u32, b: u32) -> bool {
    let part = |colour: u32, shift: u32| (colour >> shift & 0xff) as i32;
    [0, 8, 16].iter().any(|shift| (part(a, *shift) - part(b, *shift)).abs() > ROUNDING)
}

/// Whether the picture has one colour around a pixel.
fn flat(picture: &Picture, x: i32, y: i32) -> bool {
    let beside = [(-1, 0), (1, 0), (0, -1), (0, 1)];
    beside.iter().all(|(dx, dy)| picture.at(x + dx, y + dy) == picture.at(x, y))
}

fn compare(screen: Screen, counts: impl Fn(&Picture, i32, i32) -> bool) {
    let [pixman, gles] = pictures(screen, furnish);
    assert_eq!((pixman.width, pixman.height), (gles.width, gles.height));
    let places = (0..pixman.height as i32).flat_map(|y| (0..pixman.width as i32).map(move |x| (x, y)));
    let differ: Vec<(i32, i32)> = places
        .filter(|(x, y)| counts(&gles, *x, *y) && far_apart(pixman.at(*x, *y), gles.at(*x, *y)))
        .collect();
    assert!(differ.is_empty(), "{} pixels differ on {screen:?}, first {:?}", differ.len(), differ.first());
}

fn everywhere(_: &Picture, _: i32, _: i32) -> bool {
    true
}

#[test]
fn at_scale_one() {
    compare(Screen::new(640, 400, 1.0), everywhere);
}

/// Enlarged content fades at its outermost pixels under Pixman, which takes what
/// lies outside a picture for transparent; GLES goes on with the last pixel.
#[test]
fn at_whole_and_broken_scales() {
    for scale in [1.25, 1.5, 2.0] {
        compare(Screen::new(900, 600, scale), flat);
    }
}

#[test]
fn on_turned_outputs() {
    for transform in [Transform::_90, Transform::_180, Transform::_270, Transform::Flipped, Transform::Flipped90] {
        compare(Screen { transform, ..Screen::new(640, 400, 1.0) }, everywhere);
    }
}

/// A picture painted piece by piece is the one painted at once.
#[test]
fn piece_by_piece() {
    let mut fixture = fixture(RendererChoice::Gles, Screen::new(640, 400, 1.0));
    furnish(&mut fixture);
    let web = fixture.client("web");
    let window = fixture.window(&web, (100, 80), paint::GREEN);
    for step in 0..8 {
        fixture.put(&window, (20 + step * 40, 80 + step * 10));
    }
    let id = fixture.core.outputs.iter().next().expect("an output").id;
    let whole = Picture::from(fixture.core.backend.capture(id, true).expect("a picture"));
    let pieces = Picture::from(fixture.core.backend.read(id).expect("a picture"));
    assert!(whole == pieces);
}
