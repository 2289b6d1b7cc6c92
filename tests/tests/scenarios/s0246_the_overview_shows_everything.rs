//! The overview: live likenesses of all windows in their frames; keys and pointer go to none.

use lisere::scene::Owner;
use lisere::trusted::PanelHot;
use lisere_tests::{Fixture, Screen, Window, paint};

/// The middle of a window's likeness on the first output.
fn likeness(fixture: &Fixture, window: &Window) -> (f64, f64) {
    let output = fixture.output(0);
    let shown = fixture.core.pictures.panel_windows(output);
    let found = shown.iter().find(|(id, _)| *id == window.id);
    let (_, rect) = found.expect("a likeness");
    let (x, y) = (rect.x + rect.w / 2, rect.y + rect.h / 2 + 36);
    (f64::from(x), f64::from(y))
}

#[test]
fn the_overview_shows_everything() {
    let mut fixture = Fixture::on("home", &[Screen::new(1280, 800, 1.0)]);
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let a = fixture.window(&work, (200, 100), paint::BLUE);
    let b = fixture.window(&web, (200, 100), paint::RED);
    fixture.click_into(&b, 20, 20);
    fixture.chord(&["KEY_LEFTMETA", "KEY_LEFTSHIFT", "KEY_4"]);
    fixture.click_into(&a, 20, 20);

    fixture.chord(&["KEY_LEFTMETA", "KEY_O"]);
    fixture.frame();
    assert_eq!(fixture.focused(), None);
    let at = likeness(&fixture, &b);
    let owner = fixture.owner(at.0 as i32, at.1 as i32);
    assert_eq!(
        owner,
        Owner::Client(web.cage()),
        "also of a hidden workspace"
    );
    let before = fixture.shown(paint::GREEN);
    b.draw((200, 100), paint::GREEN);
    fixture.frame();
    assert!(fixture.shown(paint::GREEN) > before + 100, "it is live");

    for client in [&work, &web] {
        client.forget();
    }
    fixture.type_text("x");
    fixture.move_to(at.0, at.1);
    fixture.frame();
    assert_eq!((work.typed(), web.typed()), (String::new(), String::new()));
    fixture.click();
    fixture.frame();
    assert_eq!(fixture.focused(), Some(web.cage()), "it was gone to");
    assert_eq!(fixture.entry(&b).workspace.number(), 4);
    assert_eq!(web.presses(), 0, "the click was the overview's");
}

#[test]
fn a_likeness_is_dragged_to_a_workspace() {
    let mut fixture = Fixture::on("home", &[Screen::new(1280, 800, 1.0)]);
    let work = fixture.client("work");
    let a = fixture.window(&work, (200, 100), paint::BLUE);
    fixture.click_into(&a, 20, 20);
    fixture.chord(&["KEY_LEFTMETA", "KEY_O"]);
    fixture.frame();
    let (from, output) = (likeness(&fixture, &a), fixture.output(0));
    let seventh = |y: &i32| {
        let hot = fixture.core.pictures.panel_hot(output, (40, *y).into());
        hot == Some(PanelHot::Workspace(7))
    };
    let y = (36..800).find(seventh).expect("a place on the strip");
    fixture.drag_from_to(from, (40.0, f64::from(y) + 4.0));
    fixture.frame();
    assert_eq!(fixture.entry(&a).workspace.number(), 7);

    fixture.key("KEY_DELETE");
    fixture.settle();
    assert_eq!(a.close_requests(), 1);
    fixture.key("KEY_ESC");
    fixture.frame();
    assert!(fixture.core.pictures.panel_windows(output).is_empty());
}
