//! The same scenes by both renderers: what GLES shows is what Pixman shows, within what rounding explains.

mod claims;
mod gpu;
mod pair;
mod scaled;
mod stories;
mod turned;

use lisere::backend::RendererChoice;
use lisere_policy::Policy;
use lisere_tests::{Fixture, Screen, Window, paint};
use smithay::utils::Transform;
use wayland_client::protocol::wl_output::Transform as Turn;

use pair::{EXACT, compare};
use stories::{arrow, glass, three, windows};

/// The two, by name.
const BOTH: [RendererChoice; 2] = [RendererChoice::Pixman, RendererChoice::Gles];

fn fixture(renderer: RendererChoice, screen: Screen) -> Fixture {
    let policy = Policy::preset("home").expect("a built-in policy");
    Fixture::with(policy, &[screen], renderer)
}

const SMALL: &[Screen] = &[Screen {
    size: (640, 400),
    scale: 1.0,
    transform: Transform::Normal,
}];

/// The ways a client can have turned what is in its buffer.
const TURNS: [Turn; 8] = [
    Turn::Normal,
    Turn::_90,
    Turn::_180,
    Turn::_270,
    Turn::Flipped,
    Turn::Flipped90,
    Turn::Flipped180,
    Turn::Flipped270,
];

#[test]
fn windows_of_three_cages() {
    compare(SMALL, EXACT, |fixture| {
        three(fixture);
    });
}

#[test]
fn the_switcher_and_a_menu() {
    compare(SMALL, scaled::FADED, |fixture| {
        let [_, middle, _] = three(fixture);
        let spot = lisere_tests::client::Spot::at(40, 40, (150, 90));
        fixture.popup(&middle, spot, paint::WHITE);
        fixture.key_down("KEY_LEFTALT");
        fixture.key("KEY_TAB");
    });
}

#[test]
fn translucent_windows() {
    compare(SMALL, EXACT, |fixture| {
        let [_, middle, above] = three(fixture);
        let size = fixture.content(&middle).size;
        middle.show(&middle.client.painted((size.w, size.h), glass));
        above.draw((260, 180), paint::GLASS);
    });
}

#[test]
fn subsurfaces_over_and_under_their_parent() {
    compare(SMALL, EXACT, |fixture| {
        let [_, middle, _] = three(fixture);
        let client = middle.client.clone();
        let (_, under) = client.subsurface(&middle.surface, (-20, 60), (120, 200), paint::GREEN);
        under.place_below(&middle.surface);
        let _over = client.subsurface(&middle.surface, (150, 20), (300, 60), paint::GLASS);
        middle.show(&client.painted((280, 190), glass));
    });
}

#[test]
fn buffers_of_one_pixel() {
    compare(SMALL, EXACT, |fixture| {
        let [below, middle, _] = three(fixture);
        for (window, colour) in [(below, 0xff40_8020), (middle, 0x8020_4060)] {
            let viewport = window.client.viewport(&window.surface);
            viewport.set_destination(250, 170);
            window.show(&window.client.pixel(colour));
        }
    });
}

#[test]
fn buffers_turned_every_way() {
    for turn in TURNS {
        compare(SMALL, EXACT, |fixture| {
            let [window, ..] = three(fixture);
            window.surface.set_buffer_transform(turn);
            window.show(&window.client.painted((240, 180), arrow));
        });
    }
}

#[test]
fn a_turned_buffer_cut_by_a_viewport() {
    for turn in TURNS {
        compare(SMALL, EXACT, |fixture| {
            let [window, ..] = three(fixture);
            window.surface.set_buffer_transform(turn);
            let viewport = window.client.viewport(&window.surface);
            viewport.set_source(16.0, 8.0, 150.0, 120.0);
            window.show(&window.client.painted((240, 180), arrow));
        });
    }
}

#[test]
fn a_turned_buffer_on_a_turned_output() {
    let screens = [Screen {
        size: (400, 320),
        scale: 1.0,
        transform: Transform::_90,
    }];
    for turn in TURNS {
        compare(&screens, EXACT, |fixture| {
            let [window] = windows(fixture, &[(12, 80, 240, 160)]);
            window.surface.set_buffer_transform(turn);
            window.show(&window.client.painted((240, 180), arrow));
        });
    }
}

#[test]
fn frames_drawn_bit_by_bit() {
    compare(SMALL, EXACT, |fixture| {
        let [_, middle, above] = three(fixture);
        for step in 0..6 {
            patch(&middle, step);
            fixture.put(&above, (350 - step * 20, 90 + step * 12));
            fixture.move_to(f64::from(200 + step * 31), f64::from(160 + step * 9));
            fixture.frame();
        }
        whole_again(fixture);
    });
}

/// Where the patch of a step lies.
fn patch_at(step: i32) -> (i32, i32, i32, i32) {
    (step * 37 % 200, step * 23 % 120, 40, 30)
}

/// A new buffer that differs from the last one by one more patch, which alone
/// is said to have changed.
fn patch(window: &Window, step: i32) {
    let (x, y, w, h) = patch_at(step);
    let under = |step: &i32, at: (i32, i32)| {
        let (x, y, w, h) = patch_at(*step);
        (x..x + w).contains(&at.0) && (y..y + h).contains(&at.1)
    };
    let client = &window.client;
    let buffer = client.painted((280, 190), |px, py| {
        let newest = (0..=step).rev().find(|step| under(step, (px, py)));
        newest.map_or_else(
            || arrow(px, py),
            |step| 0xff00_0000 + 0x0018_2c40 * step as u32,
        )
    });
    client.ack(&window.xdg);
    window.surface.attach(Some(&buffer), 0, 0);
    window.surface.damage_buffer(x, y, w, h);
    window.surface.commit();
}

/// What was drawn bit by bit is what a fresh drawing would be. The check of
/// every frame says so too; this one also holds where that one is changed.
fn whole_again(fixture: &mut Fixture) {
    let output = fixture.output(0);
    let (real, fresh) = (fixture.pixels(), fixture.fresh(output, true));
    assert!(real == fresh, "a part of the screen is stale");
}
