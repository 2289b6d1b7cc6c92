//! Two programs of one cage give themselves titles: the name on their frames stays the policy's.

use lisere_tests::{Fixture, Picture, paint};
use smithay::utils::{Logical, Rectangle};

/// The left part of a title strip, where the cage's name stands.
fn chip(picture: &Picture, content: Rectangle<i32, Logical>) -> Vec<u32> {
    let (x, y) = (content.loc.x, content.loc.y);
    (y - 30..y - 8)
        .flat_map(|y| (x..x + 70).map(move |x| (x, y)))
        .map(|(x, y)| picture.at(x, y))
        .collect()
}

#[test]
fn the_name_comes_from_policy() {
    let mut fixture = Fixture::new("home");
    let program = fixture.client("work");
    let window = fixture.window(&program, (300, 100), paint::WHITE);
    let content = fixture.content(&window);
    let before = fixture.pixels();

    window.toplevel.set_title("Vault".into());
    window.toplevel.set_app_id("vault".into());
    fixture.frame();

    let after = fixture.pixels();
    assert!(before != after, "the title is shown");
    let same = chip(&before, content) == chip(&after, content);
    assert!(same, "the name is not the client's to change");
}
