//! A window, its program or the tablet goes in the middle of a stroke: nobody else gets the rest.

use lisere::actions::Action;
use lisere_tests::{Fixture, Screen, paint, pen};

#[test]
fn a_program_ends_under_a_pen() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 100), paint::BLUE);
    let page = fixture.window(&web, (200, 100), paint::RED);
    fixture.put(&letter, (100, 150));
    fixture.put(&page, (100, 150));
    let (pen, at) = (pen(1, 5), fixture.inside(&page, 50, 50));
    fixture.hover_pen(&pen, at);
    fixture.pen_down(&pen, at);
    fixture.disconnect(web);
    fixture.frame();
    work.forget();
    fixture.hover_pen(&pen, (at.0 + 1.0, at.1));
    assert_eq!(work.tablets(), [""; 0], "it was put down on another window");
    fixture.pen_up(&pen, at);
    fixture.hover_pen(&pen, at);
    assert_eq!(work.tablets()[8..10], ["in", "at 50 50"]);

    fixture.advance(600);
    fixture.pen_down(&pen, at);
    let tail = |told: Vec<String>, count: usize| told[told.len() - count..].to_vec();
    letter.destroy();
    fixture.settle();
    assert_eq!(tail(work.tablets(), 3), ["up", "out", "frame"]);
    fixture.frame();
    fixture.pen_up(&pen, at);
    fixture.pen_away(&pen);
    assert_eq!(tail(work.tablets(), 3), ["up", "out", "frame"], "once");
}

#[test]
fn a_tablet_is_unplugged() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let page = fixture.window(&web, (200, 100), paint::RED);
    fixture.put(&page, (100, 150));
    let (plain, marked) = (pen(1, 0), pen(1, 5));
    let at = fixture.inside(&page, 50, 50);
    fixture.hover_pen(&marked, at);
    fixture.pen_away(&marked);
    fixture.hover_pen(&plain, at);
    fixture.pen_down(&plain, at);
    web.forget();
    work.forget();
    fixture.pull_tablet(2);
    assert_eq!(web.tablets(), [""; 0]);
    fixture.pull_tablet(1);
    let wanted = ["up", "out", "frame", "tool removed", "tablet removed"];
    assert_eq!(web.tablets(), wanted, "the pen with a number may come back");
    web.forget();
    let elsewhere = pen(3, 5);
    fixture.hover_pen(&elsewhere, at);
    assert_eq!(
        web.tablets()[..4],
        ["new tablet", "name Tablet", "tablet done", "in"]
    );
    assert_eq!(work.heard_count(), 0, "{}", work.transcript());
}

#[test]
fn the_last_output_goes() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let page = fixture.window(&web, (200, 100), paint::RED);
    let (pen, at) = (pen(1, 5), fixture.inside(&page, 50, 50));
    fixture.hover_pen(&pen, at);
    fixture.pen_down(&pen, at);
    web.forget();
    let output = fixture.output(0);
    fixture.unplug(output);
    fixture.hover_pen(&pen, (at.0 + 5.0, at.1));
    fixture.pen_up(&pen, at);
    assert_eq!(web.tablets(), ["up", "frame"]);
    fixture.pen_away(&pen);
    assert_eq!(web.tablets()[2..], ["out", "frame"]);
    fixture.plug(Screen::new(640, 400, 1.0));
    fixture.frame();
    let at = fixture.inside(&page, 50, 50);
    fixture.hover_pen(&pen, at);
    fixture.pen_down(&pen, at);
    assert_eq!(web.tips(), 1);
}

#[test]
fn a_frozen_cage_loses_the_pen() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let page = fixture.window(&web, (200, 100), paint::RED);
    let (pen, at) = (pen(1, 0), fixture.inside(&page, 50, 50));
    fixture.hover_pen(&pen, at);
    fixture.pen_down(&pen, at);
    web.forget();
    fixture.core.perform(Action::FreezeCage(web.cage()));
    fixture.settle();
    assert_eq!(web.tablets(), ["up", "out", "frame"]);
    fixture.hover_pen(&pen, at);
    fixture.pen_up(&pen, at);
    fixture.pen_down(&pen, at);
    assert_eq!(web.tablets().len(), 3);
}
