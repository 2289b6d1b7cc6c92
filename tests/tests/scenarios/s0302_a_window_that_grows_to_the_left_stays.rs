//! A subsurface reaches beyond its window to the left and above: the window's own picture stays put.

use lisere_tests::{Fixture, paint};

#[test]
fn a_window_that_grows_to_the_left_stays() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (200, 120), paint::RED);
    fixture.put(&window, (200, 200));
    let (_child, role) = web.subsurface(&window.surface, (-50, -30), (60, 40), paint::GREEN);
    window.surface.commit();
    fixture.frame();
    let content = fixture.content(&window);
    assert_eq!(
        (content.loc, content.size),
        ((150, 170).into(), (250, 150).into())
    );
    let picture = fixture.pixels();
    assert_eq!(picture.at(155, 175), paint::GREEN & 0xff_ffff);
    assert_eq!(picture.at(220, 220), paint::RED & 0xff_ffff, "where it was");

    role.set_position(10, 10);
    window.surface.commit();
    fixture.frame();
    assert_eq!(fixture.content(&window).loc, (200, 200).into());
    assert_eq!(fixture.content(&window).size, (200, 120).into());
}

#[test]
fn nothing_pushes_a_window_about() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (200, 120), paint::RED);
    fixture.put(&window, (200, 200));
    let (_child, role) = web.subsurface(&window.surface, (0, 0), (60, 40), paint::GREEN);
    for (x, y) in [
        (-30, -5000),
        (0, 0),
        (-9000, 0),
        (0, 0),
        (5000, -5000),
        (0, 0),
    ] {
        role.set_position(x, y);
        window.surface.commit();
        fixture.frame();
    }
    assert_eq!(fixture.content(&window).loc, (200, 200).into());
    assert_eq!(fixture.content(&window).size, (200, 120).into());
}
