//! Golden screens: whole outputs, exact to the pixel.

mod golden;

use lisere::backend::headless::RendererChoice;
use lisere_tests::Screen;
use lisere_tests::gallery::{Exhibit, Gallery, Look};

/// A desk of three cages that overlap.
const DESK: [Exhibit; 3] = [
    Exhibit {
        cage: 2,
        title: "Letter to Ada",
        at: (40, 96),
        size: (250, 150),
        look: Look::Letter,
    },
    Exhibit {
        cage: 0,
        title: "harbour.jpeg",
        at: (330, 90),
        size: (260, 140),
        look: Look::Photograph,
    },
    Exhibit {
        cage: 1,
        title: "[Vault] not really",
        at: (220, 270),
        size: (260, 110),
        look: Look::Terminal,
    },
];

/// Two windows for where there is less room.
const PAIR: [Exhibit; 2] = [
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
        at: (200, 160),
        size: (220, 90),
        look: Look::Photograph,
    },
];

fn desk(preset: &str, screen: Screen, exhibits: &[Exhibit]) -> Gallery {
    Gallery::new(preset, screen, RendererChoice::Pixman, exhibits)
}

fn check(name: &str, mut gallery: Gallery) {
    golden::check(name, &gallery.fixture.pixels());
}

#[test]
fn golden_home() {
    check("home", desk("home", Screen::new(640, 400, 1.0), &DESK));
}

#[test]
fn golden_fr() {
    check("fr", desk("fr", Screen::new(800, 500, 1.5), &PAIR));
}

#[test]
fn golden_us() {
    check("us", desk("us", Screen::new(960, 600, 2.0), &PAIR));
}

#[test]
fn golden_clipos() {
    check("clipos", desk("clipos", Screen::new(640, 400, 1.25), &PAIR));
}

#[test]
fn golden_menu_and_switcher() {
    let mut gallery = desk("home", Screen::new(640, 400, 1.0), &DESK);
    gallery.open_menu(2);
    gallery.fixture.key_down("KEY_LEFTALT");
    gallery.fixture.key("KEY_TAB");
    gallery.fixture.frame();
    check("menu_and_switcher", gallery);
}

#[test]
fn golden_fullscreen() {
    let mut gallery = desk("home", Screen::new(640, 400, 1.0), &DESK);
    gallery.fill_screen(1, Look::Photograph);
    check("fullscreen", gallery);
}
