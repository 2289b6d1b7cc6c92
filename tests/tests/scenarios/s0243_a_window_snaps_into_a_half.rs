//! A floating window fills a half by chord, and the half at whose edge it is let go.

use lisere_tests::{Fixture, paint};

#[test]
fn a_window_snaps_into_a_half() {
    let mut fixture = Fixture::new("home");
    let work = fixture.client("work");
    let a = fixture.window(&work, (200, 100), paint::BLUE);
    fixture.click_into(&a, 20, 20);
    fixture.chord(&["KEY_LEFTMETA", "KEY_LEFTSHIFT", "KEY_LEFT"]);
    fixture.settle();
    a.obey(paint::BLUE);
    fixture.frame();
    let outer = |fixture: &Fixture| fixture.core.desk.outer(&fixture.entry(&a));
    let half = outer(&fixture);
    assert_eq!(
        (half.loc.x, half.loc.y, half.size.w, half.size.h),
        (0, 36, 320, 364)
    );

    fixture.point_at_strip(&a);
    fixture.frame();
    fixture.press();
    fixture.move_to(500.0, 200.0);
    fixture.frame();
    fixture.move_to(639.0, 200.0);
    fixture.frame();
    fixture.release();
    fixture.settle();
    a.obey(paint::BLUE);
    fixture.frame();
    let half = outer(&fixture);
    assert_eq!(
        (half.loc.x, half.loc.y, half.size.w, half.size.h),
        (320, 36, 320, 364)
    );
}
