//! A visible window of a cage with the right to it keeps the screens lit; hidden, or without the
//! right, it does not.

use lisere_shell::{BarHot, IndicatorKind};
use lisere_tests::program::home_without;
use lisere_tests::{Fixture, args};

const TEN_MINUTES: u64 = 601_000;

fn dark(fixture: &Fixture) -> bool {
    fixture.core.outputs.wall.idle.dark()
}

fn on_bar(fixture: &Fixture) -> bool {
    let part = BarHot::Indicator(IndicatorKind::Awake, 0);
    let output = fixture.output(0);
    fixture.core.pictures.bar_part(output, part).is_some()
}

#[test]
fn a_film_keeps_the_screens_lit() {
    let mut fixture = Fixture::new("home");
    let film = fixture.program("web", 0);
    let surface = film.win.surface;
    let inhibitor = film
        .raw
        .extra("zwp_idle_inhibit_manager_v1", "create_inhibitor", surface);
    fixture.choose(&film);
    assert_eq!(fixture.core.kept_awake_by().len(), 1);
    fixture.frame();
    assert!(on_bar(&fixture), "the bar says who does");
    fixture.advance(TEN_MINUTES);
    fixture.advance(TEN_MINUTES);
    assert!(!dark(&fixture));

    // Put away it is not watched.
    fixture.chord(&["KEY_LEFTMETA", "KEY_2"]);
    assert!(fixture.core.kept_awake_by().is_empty());
    fixture.frame();
    assert!(!on_bar(&fixture));
    fixture.advance(TEN_MINUTES);
    assert!(dark(&fixture));

    fixture.chord(&["KEY_LEFTMETA", "KEY_1"]);
    fixture.key("KEY_A");
    film.raw.tell(inhibitor, "destroy", args![]);
    fixture.frame();
    fixture.advance(TEN_MINUTES);
    assert!(dark(&fixture), "the film is over");
}

#[test]
fn without_the_right_nobody_watches() {
    let mut fixture = Fixture::of_text(&home_without("keep-awake"));
    let film = fixture.program("web", 0);
    let surface = film.win.surface;
    film.raw
        .extra("zwp_idle_inhibit_manager_v1", "create_inhibitor", surface);
    fixture.choose(&film);
    assert!(fixture.core.kept_awake_by().is_empty());
    fixture.advance(TEN_MINUTES);
    assert!(dark(&fixture));
}
