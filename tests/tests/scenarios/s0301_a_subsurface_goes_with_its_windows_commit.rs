//! Where a subsurface is to lie counts from the commit of the surface above, and from no other.

use lisere_tests::{Fixture, paint};

#[test]
fn a_subsurface_goes_with_its_windows_commit() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (200, 120), paint::RED);
    fixture.put(&window, (100, 120));
    let (child, role) = web.subsurface(&window.surface, (20, 20), (60, 40), paint::GREEN);
    window.surface.commit();
    fixture.frame();
    let green_at = |fixture: &mut Fixture, x: i32, y: i32| {
        let picture = fixture.pixels();
        picture.at(100 + x, 120 + y) == paint::GREEN & 0xff_ffff
    };
    assert!(green_at(&mut fixture, 25, 25));

    // Free or not, its own commit does not move it.
    role.set_desync();
    role.set_position(120, 60);
    child.commit();
    fixture.frame();
    assert!(green_at(&mut fixture, 25, 25), "not before its window's");
    window.surface.commit();
    fixture.frame();
    assert!(!green_at(&mut fixture, 25, 25));
    assert!(green_at(&mut fixture, 125, 65));
    assert_eq!(fixture.shown(paint::GREEN), 60 * 40);

    // Asked and taken back before the commit.
    role.set_position(0, 0);
    role.set_position(120, 60);
    window.surface.commit();
    fixture.frame();
    assert!(green_at(&mut fixture, 125, 65));
}

#[test]
fn one_below_goes_with_the_one_between() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (200, 120), paint::RED);
    fixture.put(&window, (100, 120));
    let (between, _) = web.subsurface(&window.surface, (10, 10), (150, 100), paint::BLUE);
    let (_child, role) = web.subsurface(&between, (0, 0), (30, 20), paint::GREEN);
    between.commit();
    window.surface.commit();
    fixture.frame();
    let green_at = |fixture: &mut Fixture, x: i32, y: i32| {
        let picture = fixture.pixels();
        picture.at(100 + x, 120 + y) == paint::GREEN & 0xff_ffff
    };
    assert!(green_at(&mut fixture, 12, 12));
    role.set_position(50, 50);
    window.surface.commit();
    fixture.frame();
    assert!(
        green_at(&mut fixture, 12, 12),
        "the one between said nothing"
    );
    between.commit();
    fixture.frame();
    assert!(green_at(&mut fixture, 12, 12), "it waits for its window");
    window.surface.commit();
    fixture.frame();
    assert!(green_at(&mut fixture, 62, 62));
}
