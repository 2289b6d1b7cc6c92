//! Whatever programs have sent that waits to be heard, the lens is on the next frame: at most a
//! sixtieth of a second after the key, without a byte of theirs having been read.

use std::time::Duration;

use lisere::trusted::PanelHot;
use lisere_tests::{Fixture, args, paint};
use smithay::utils::Point;

#[test]
fn the_lens_is_there_at_once() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    let page = fixture.window(&web, (200, 120), paint::RED);
    fixture.spread([&letter, &page]);
    fixture.click_into(&page, 20, 20);
    let raw = fixture.raw("web");
    let (region, surface) = (raw.region(), raw.surface());
    for _ in 0..20_000 {
        raw.tell(surface, "set_opaque_region", args![region]);
    }
    fixture.round();
    let output = fixture.output(0);
    let before = fixture.frames(output);
    fixture.press_now("KEY_LEFTMETA");
    fixture.press_now("KEY_ESC");
    assert_eq!(fixture.core.seats.keyboard_focus(), None);
    // Only the core's own turn, with nobody heard in between.
    let next = fixture.now().after(Duration::from_micros(16_667));
    fixture.core.turn(next);
    assert_eq!(fixture.frames(output), before + 1, "one frame");
    let middle = fixture.content(&letter);
    let at = Point::from((middle.loc.x + 100, middle.loc.y + 50));
    let hot = fixture.core.pictures.panel_hot(output, at);
    assert_eq!(
        hot,
        Some(PanelHot::Window(letter.id)),
        "with the lens on it"
    );
}
