//! A program never answers when its window is maximised: the frame fills the room, and the old picture stays inside.

use lisere::scene::Owner;
use lisere_tests::{Fixture, paint};

#[test]
fn a_deaf_program_is_framed_right() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let page = fixture.window(&web, (200, 120), paint::RED);
    fixture.click_into(&page, 20, 20);
    fixture.chord(&["KEY_LEFTMETA", "KEY_M"]);
    fixture.frame();

    let content = fixture.content(&page);
    assert!(content.size.w > 600 && content.size.h > 300);
    assert_eq!(fixture.owner_in(&page, 100, 60), Owner::Client(web.cage()));
    let empty = fixture.owner_in(&page, 400, 250);
    assert_eq!(
        empty,
        Owner::Backdrop(web.cage()),
        "nothing of another window"
    );
    assert_eq!(fixture.owner_in(&page, -3, 250), Owner::Frame(web.cage()));

    // It draws on without acknowledging, larger than the screen.
    let huge = web.buffer((900, 700), paint::GREEN);
    page.surface.attach(Some(&huge), 0, 0);
    page.surface.damage_buffer(0, 0, 900, 700);
    page.surface.commit();
    fixture.frame();
    assert_eq!(fixture.content(&page), content, "the frame does not move");
    let shown = fixture.pixels().count(paint::GREEN);
    assert!(shown as i32 <= content.size.w * content.size.h);
    assert_eq!(fixture.owner(320, 10), Owner::Trusted);
}
