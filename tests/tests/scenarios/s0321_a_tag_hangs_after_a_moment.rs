//! The pointer rests on a part of the bar: after half a second a tag says what that is.

use lisere::panels::Panel;
use lisere_shell::BarHot;
use lisere_tests::{Fixture, Screen, paint};

#[test]
fn a_tag_hangs_after_a_moment() {
    let mut fixture = Fixture::on("home", &[Screen::new(1280, 400, 1.0)]);
    fixture.frame();
    fixture.point_at(BarHot::Clock);
    fixture.advance(400);
    assert!(!fixture.tag_hangs());
    fixture.advance(200);
    assert!(fixture.tag_hangs());
    fixture.point_at(BarHot::Layout);
    assert!(fixture.tag_hangs(), "the next one need not be waited for");
    fixture.move_to(640.0, 300.0);
    assert!(!fixture.tag_hangs());
    let idle = fixture.core.next_deadline(fixture.now());
    let idle = idle.map_or(u128::MAX, |due| fixture.now().until(due).as_millis());
    assert!(idle > 1_000, "nothing ticks: {idle} ms");
}

#[test]
fn a_press_tells_at_once_and_opens_the_lens() {
    let mut fixture = Fixture::on("home", &[Screen::new(1280, 400, 1.0)]);
    let work = fixture.client("work");
    let letter = fixture.window(&work, (300, 120), paint::BLUE);
    fixture.click_into(&letter, 20, 20);
    fixture.point_at(BarHot::Clock);
    fixture.click();
    assert!(fixture.tag_hangs());
    assert_eq!(fixture.focused(), Some(fixture.cage("work")));
    for part in [BarHot::Emblem, BarHot::Focus] {
        fixture.point_at(part);
        fixture.click();
        let lens = |fixture: &Fixture| matches!(fixture.core.input.panel, Some(Panel::Lens(_)));
        assert!(lens(&fixture), "{part:?}");
        fixture.point_at(BarHot::Emblem);
        fixture.click();
        assert!(!lens(&fixture), "the emblem also closes it");
        fixture.frame();
    }
}

/// A finger taps, and the tag hangs until it taps elsewhere.
#[test]
fn a_tap_tells_at_once() {
    let mut fixture = Fixture::on("home", &[Screen::new(1280, 400, 1.0)]);
    fixture.frame();
    let output = fixture.output(0);
    let clock = fixture.core.pictures.bar_part(output, BarHot::Clock);
    let clock = clock.expect("a clock");
    fixture.touch_down(0, f64::from(clock.x + 5), f64::from(clock.y + 5));
    fixture.touch_up(0);
    assert!(fixture.tag_hangs());
    fixture.touch_down(0, 600.0, 300.0);
    fixture.touch_up(0);
    assert!(!fixture.tag_hangs());
}
