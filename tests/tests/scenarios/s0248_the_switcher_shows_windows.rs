//! Alt+Tab shows a live likeness of each window, in its frame, also of one that was put away.

use lisere::scene::{Layer, LayerId, Owner};
use lisere_tests::{Fixture, paint};

#[test]
fn the_switcher_shows_windows() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let a = fixture.window(&work, (200, 100), paint::BLUE);
    let b = fixture.window(&web, (600, 300), paint::RED);
    fixture.click_into(&a, 20, 20);
    fixture.click_into(&b, 20, 20);
    fixture.chord(&["KEY_LEFTMETA", "KEY_N"]);
    fixture.frame();
    assert_eq!(fixture.shown(paint::RED), 0);

    fixture.key_down("KEY_LEFTALT");
    fixture.key("KEY_TAB");
    fixture.frame();
    let output = fixture.output(0);
    let screen = fixture.core.outputs.get(output).expect("an output");
    let found = screen
        .scene
        .layers
        .iter()
        .find_map(|(id, layer)| match layer {
            Layer::Framed(framed) if *id == LayerId::Thumbnail(b.id) => Some(framed.clone()),
            _ => None,
        });
    let framed = found.expect("a likeness");
    assert!(framed.zoom() < 0.5, "{}", framed.zoom());
    let middle = framed.shown();
    let at = (
        middle.loc.x + middle.size.w / 2,
        middle.loc.y + middle.size.h / 2,
    );
    assert_eq!(fixture.owner(at.0, at.1), Owner::Client(web.cage()));
    assert!(fixture.shown(paint::RED) > 1000);
    b.draw((600, 300), paint::GREEN);
    fixture.frame();
    assert!(fixture.shown(paint::GREEN) > 1000, "it is live");
    fixture.key_up("KEY_LEFTALT");
    fixture.frame();
    assert!(fixture.checked > 0);
}
