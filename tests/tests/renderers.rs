//! GLES against Pixman: the same scenes, pixel by pixel.
//!
//! At scale 1 no channel of any pixel differs by more than 1. Where a picture is
//! stretched the two round positions differently: there at most one pixel in a
//! hundred may differ by more than 8, and only the pictures of programs are stretched.

use lisere::backend::headless::RendererChoice;
use lisere_tests::gallery::{Exhibit, Gallery, Look};
use lisere_tests::{Picture, Screen};

const EXHIBITS: [Exhibit; 2] = [
    Exhibit {
        cage: 1,
        title: "Letter to Ada",
        at: (30, 90),
        size: (230, 110),
        look: Look::Letter,
    },
    Exhibit {
        cage: 0,
        title: "harbour.jpeg",
        at: (170, 160),
        size: (220, 90),
        look: Look::Photograph,
    },
];

/// The scene with a menu open, as a renderer draws it.
fn drawn(preset: &str, screen: Screen, sharp: bool, renderer: RendererChoice) -> Picture {
    let mut gallery = Gallery::new(preset, screen, renderer, &EXHIBITS);
    gallery.open_menu(0);
    if !sharp {
        gallery.stretch(0);
    }
    let output = gallery.fixture.output(0);
    gallery.fixture.fresh(output, true)
}

/// The largest difference of a channel, and how many pixels differ by more than 8.
fn compare(preset: &str, screen: Screen, sharp: bool) -> (u32, usize) {
    let soft = drawn(preset, screen, sharp, RendererChoice::Pixman);
    let card = drawn(preset, screen, sharp, RendererChoice::Gles);
    assert_eq!((soft.width, soft.height), (card.width, card.height));
    let apart: Vec<u32> = soft
        .pixels
        .iter()
        .zip(&card.pixels)
        .map(|(a, b)| distance(*a, *b))
        .collect();
    let wide = apart.iter().filter(|apart| **apart > 8).count();
    (apart.into_iter().max().unwrap_or(0), wide)
}

fn distance(a: u32, b: u32) -> u32 {
    let part = |colour: u32, shift: u32| colour >> shift & 0xff;
    [0, 8, 16]
        .into_iter()
        .map(|shift| part(a, shift).abs_diff(part(b, shift)))
        .max()
        .unwrap_or(0)
}

#[test]
fn renderers_agree_at_scale_1() {
    for preset in ["home", "fr", "us", "clipos"] {
        let (most, _) = compare(preset, Screen::new(640, 400, 1.0), true);
        assert!(most <= 1, "{preset}: channels differ by up to {most}");
    }
}

#[test]
fn renderers_agree_at_fractional_scales() {
    for scale in [1.25, 1.5, 2.0] {
        let (most, wide) = compare("home", Screen::new(640, 400, scale), true);
        assert!(
            most <= 1,
            "scale {scale}: {wide} pixels differ widely, by up to {most}"
        );
    }
}

#[test]
fn renderers_agree_on_stretched_pictures() {
    let (_, wide) = compare("home", Screen::new(640, 400, 1.5), false);
    assert!(wide <= 640 * 400 / 100, "{wide} pixels differ widely");
}
