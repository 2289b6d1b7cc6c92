//! Windows and pictures that the comparisons share.

use lisere_tests::{Fixture, Window};

/// The cages that windows are made in, by turns.
const CAGES: [&str; 3] = ["web", "work", "vault"];

/// Windows of different cages at these places (x, y, width, height), each
/// showing the arrow; the last is focused.
pub(crate) fn windows<const N: usize>(
    fixture: &mut Fixture,
    places: &[(i32, i32, i32, i32); N],
) -> [Window; N] {
    let mut cages = CAGES.into_iter().cycle();
    let all = places.map(|(x, y, w, h)| {
        let client = fixture.client(cages.next().expect("a cage"));
        let window = fixture.window(&client, (w, h), lisere_tests::paint::WHITE);
        window.toplevel.set_title("A title".into());
        window.show(&client.painted((w, h), arrow));
        fixture.put(&window, (x, y));
        window
    });
    if let Some(last) = all.last() {
        fixture.click_into(last, 30, 30);
    }
    all
}

/// Three windows, one over the other.
pub(crate) fn three(fixture: &mut Fixture) -> [Window; 3] {
    let places = [
        (20, 76, 250, 190),
        (150, 150, 280, 190),
        (350, 90, 260, 180),
    ];
    windows(fixture, &places)
}

/// A picture that looks different however it is turned: a slope that rises
/// rightwards in red and downwards in green, with a blue corner.
pub(crate) fn arrow(x: i32, y: i32) -> u32 {
    let corner = if x < 60 && y < 30 { 0xc0 } else { 0 };
    let check = if (x / 8 + y / 8) % 2 == 0 { 0x20 } else { 0 };
    0xff00_0000 | ((x % 256) as u32) << 16 | ((y % 256) as u32) << 8 | corner | check
}

/// The same behind glass that grows clearer rightwards, premultiplied.
pub(crate) fn glass(x: i32, y: i32) -> u32 {
    let alpha = 255 - (x % 256) as u32;
    let colour = arrow(x, y);
    let part = |shift: u32| (colour >> shift & 0xff) * alpha / 255;
    alpha << 24 | part(16) << 16 | part(8) << 8 | part(0)
}
