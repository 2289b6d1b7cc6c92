//! A window grows a subsurface far beyond its edges: all of it is cut to the window (LS-02).

use lisere::scene::Owner;
use lisere_tests::{Fixture, paint};

#[test]
fn a_subsurface_stays_inside() {
    let mut fixture = Fixture::new("home");
    let (web, work) = (fixture.client("web"), fixture.client("work"));
    let mail = fixture.window(&work, (200, 100), paint::BLUE);
    let window = fixture.window(&web, (200, 120), paint::RED);
    fixture.put(&mail, (400, 100));
    fixture.put(&window, (60, 120));

    // The geometry says which part of the tree is the window.
    window.xdg.set_window_geometry(0, 0, 200, 120);
    let (child, role) = web.subsurface(&window.surface, (-600, -90), (1200, 700), paint::GREEN);
    role.place_above(&window.surface);
    child.commit();
    window.draw((200, 120), paint::RED);
    fixture.frame();

    let picture = fixture.pixels();
    assert_eq!(
        picture.count(paint::GREEN),
        200 * 120,
        "all of the window and nothing else"
    );
    assert_eq!(
        picture.count(paint::BLUE),
        200 * 100,
        "the neighbour is whole"
    );
    assert_eq!(fixture.owner(300, 20), Owner::Trusted);
}
