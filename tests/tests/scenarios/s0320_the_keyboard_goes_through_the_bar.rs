//! The bar by keyboard: a ring goes from part to part, Return does what a press does, and
//! meanwhile no program gets a key.

use lisere::panels::Panel;
use lisere_shell::BarHot;
use lisere_tests::{Fixture, paint};

const BAR: [&str; 2] = ["KEY_LEFTMETA", "KEY_A"];

/// The part that the ring is round.
fn ring(fixture: &Fixture) -> Option<BarHot> {
    match fixture.core.input.panel {
        Some(Panel::Bar(ring)) => Some(ring.part),
        _ => None,
    }
}

#[test]
fn the_keyboard_goes_through_the_bar() {
    let mut fixture = Fixture::on("home", &[lisere_tests::Screen::new(1280, 400, 1.0)]);
    let work = fixture.client("work");
    let letter = fixture.window(&work, (300, 120), paint::BLUE);
    fixture.click_into(&letter, 20, 20);
    fixture.type_text("a");
    fixture.chord(&BAR);
    fixture.frame();
    assert_eq!(ring(&fixture), Some(BarHot::Focus));
    assert_eq!(fixture.focused(), None, "trusted UI has the keys");

    work.forget();
    let output = fixture.output(0);
    let parts = fixture.core.pictures.bar_parts(output);
    let first = parts.iter().position(|part| *part == BarHot::Focus);
    let first = first.expect("the bar names who has the keys");
    for step in 1..=parts.len() {
        fixture.key("KEY_TAB");
        let expected = parts.get((first + step) % parts.len()).copied();
        assert_eq!(ring(&fixture), expected);
    }
    fixture.key("KEY_END");
    assert_eq!(ring(&fixture), Some(BarHot::Clock));
    fixture.key("KEY_RIGHT");
    assert_eq!(ring(&fixture), Some(BarHot::Emblem), "round and round");
    fixture.key("KEY_LEFT");
    assert_eq!(ring(&fixture), Some(BarHot::Clock));
    fixture.type_text("nobody hears this");
    assert_eq!(work.keys().len(), 0, "{}", work.transcript());

    fixture.key("KEY_ESC");
    fixture.frame();
    assert_eq!(ring(&fixture), None);
    assert_eq!(fixture.focused(), Some(fixture.cage("work")));
    fixture.type_text("b");
    assert_eq!(work.typed(), "b");
}

#[test]
fn return_does_what_a_press_does() {
    let mut fixture = Fixture::on("home", &[lisere_tests::Screen::new(1280, 400, 1.0)]);
    fixture.frame();
    let output = fixture.output(0);
    fixture.chord(&BAR);
    fixture.frame();
    while ring(&fixture) != Some(BarHot::Workspace(3)) {
        let before = ring(&fixture);
        fixture.key("KEY_RIGHT");
        assert_ne!(ring(&fixture), before);
    }
    fixture.key("KEY_ENTER");
    assert_eq!(ring(&fixture), None, "the keys go to what is shown");
    let active = fixture.core.desk.place(output).map(|place| place.active);
    assert_eq!(active.map(|workspace| workspace.number()), Some(3));

    fixture.chord(&BAR);
    fixture.frame();
    fixture.key("KEY_ENTER");
    assert!(matches!(fixture.core.input.panel, Some(Panel::Lens(_))));
    fixture.key("KEY_ESC");
    fixture.chord(&BAR);
    fixture.chord(&BAR);
    assert!(
        fixture.core.input.panel.is_none(),
        "the chord takes it away"
    );
}

#[test]
fn a_press_into_a_window_takes_the_ring_away() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let page = fixture.window(&web, (200, 100), paint::RED);
    fixture.chord(&BAR);
    fixture.frame();
    fixture.click_into(&page, 20, 20);
    assert_eq!(ring(&fixture), None);
    assert_eq!(fixture.focused(), Some(fixture.cage("web")));
}
