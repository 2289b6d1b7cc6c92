//! A program hides the pointer: everywhere else it is seen (LS-23).

use lisere::scene::Owner;
use lisere_tests::{Fixture, paint};

#[test]
fn the_pointer_hides_over_its_program_only() {
    let mut fixture = Fixture::new("home");
    let (web, work) = (fixture.client("web"), fixture.client("work"));
    let game = fixture.window(&web, (200, 100), paint::RED);
    let other = fixture.window(&work, (200, 100), paint::BLUE);
    fixture.spread([&game, &other]);
    fixture.point_into(&game, 50, 50);
    web.bound()
        .hands
        .pointer
        .set_cursor(web.enter_serial(), None, 0, 0);
    fixture.frame();
    assert_eq!(fixture.pointer_owner(), None);

    fixture.point_at_strip(&game);
    assert_eq!(fixture.pointer_owner(), Some(Owner::Trusted));
    fixture.point_into(&other, 50, 50);
    assert_eq!(fixture.pointer_owner(), Some(Owner::Trusted));
    fixture.move_to(100.0, 10.0);
    fixture.frame();
    assert_eq!(
        fixture.pointer_owner(),
        Some(Owner::Trusted),
        "over the bar"
    );

    web.bound()
        .hands
        .pointer
        .set_cursor(web.enter_serial(), None, 0, 0);
    fixture.frame();
    assert_eq!(
        fixture.pointer_owner(),
        Some(Owner::Trusted),
        "its serial is of the past"
    );
}
