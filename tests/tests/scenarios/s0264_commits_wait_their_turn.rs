//! Commits wait for those before them to be shown, or for a time; few wait, and none for long.

use lisere_tests::program::{Program, SIZE};
use lisere_tests::rawwl::Obj;
use lisere_tests::{Fixture, args, paint};

fn paint_it(program: &Program, colour: u32) {
    let buffer = program.raw.painted(SIZE.0, SIZE.1, |_, _| colour);
    program.raw.show(program.win.surface, buffer);
}

/// Which colour is seen.
fn seen(fixture: &mut Fixture) -> &'static str {
    let shown = [
        (paint::RED, "red"),
        (paint::GREEN, "green"),
        (paint::BLUE, "blue"),
    ];
    let found = shown
        .into_iter()
        .find(|(colour, _)| fixture.shown(*colour) > 0);
    found.map_or("nothing", |(_, name)| name)
}

fn at(raw: &Program, timer: Obj, at: std::time::Duration) {
    let seconds = u32::try_from(at.as_secs()).expect("soon");
    raw.raw
        .tell(timer, "set_timestamp", args![0, seconds, at.subsec_nanos()]);
}

#[test]
fn commits_wait_their_turn() {
    let mut fixture = Fixture::new("home");
    let film = fixture.program("work", 0);
    let surface = film.win.surface;
    let fifo = film.raw.extra("wp_fifo_manager_v1", "get_fifo", surface);
    for colour in [paint::RED, paint::GREEN, paint::BLUE] {
        film.raw.tell(fifo, "wait_barrier", args![]);
        film.raw.tell(fifo, "set_barrier", args![]);
        paint_it(&film, colour);
    }
    fixture.settle();
    let mut order = vec![seen(&mut fixture)];
    for _ in 0..40 {
        fixture.advance(4);
        let now = seen(&mut fixture);
        if order.last() != Some(&now) {
            order.push(now);
        }
    }
    order.retain(|colour| *colour != "nothing");
    assert_eq!(order, ["red", "green", "blue"], "each was shown");

    // As many as may wait, and more: then they go at once.
    for number in 0..40 {
        film.raw.tell(fifo, "wait_barrier", args![]);
        film.raw.tell(fifo, "set_barrier", args![]);
        let colour = if number % 2 == 0 {
            paint::RED
        } else {
            paint::GREEN
        };
        paint_it(&film, colour);
    }
    fixture.settle();
    fixture.advance(200);
    assert_eq!(seen(&mut fixture), "green");
    assert!(!film.raw.closed(), "{:?}", film.raw.fault());
}

#[test]
fn commits_wait_for_a_time() {
    let mut fixture = Fixture::new("home");
    let film = fixture.program("work", 0);
    let surface = film.win.surface;
    let manager = "wp_commit_timing_manager_v1";
    let timer = film.raw.extra(manager, "get_timer", surface);
    paint_it(&film, paint::RED);
    fixture.frame();
    let due = fixture.now().0 + std::time::Duration::from_millis(300);
    at(&film, timer, due);
    paint_it(&film, paint::GREEN);
    fixture.settle();
    fixture.advance(250);
    assert_eq!(seen(&mut fixture), "red");
    fixture.advance(100);
    assert_eq!(seen(&mut fixture), "green");

    // A year from now is as good as a second.
    at(
        &film,
        timer,
        due + std::time::Duration::from_secs(31_536_000),
    );
    paint_it(&film, paint::BLUE);
    fixture.settle();
    fixture.advance(1_100);
    assert_eq!(seen(&mut fixture), "blue");
}

#[test]
fn glass_is_as_clear_as_it_says() {
    let mut fixture = Fixture::new("home");
    let film = fixture.program("work", 0);
    let surface = film.win.surface;
    let alpha = film
        .raw
        .extra("wp_alpha_modifier_v1", "get_surface", surface);
    paint_it(&film, paint::RED);
    fixture.frame();
    assert!(fixture.shown(paint::RED) > 0);
    film.raw.tell(alpha, "set_multiplier", args![0]);
    film.commit();
    fixture.frame();
    assert_eq!(fixture.shown(paint::RED), 0);
    film.raw.tell(alpha, "destroy", args![]);
    film.commit();
    fixture.frame();
    assert!(fixture.shown(paint::RED) > 0);
}
