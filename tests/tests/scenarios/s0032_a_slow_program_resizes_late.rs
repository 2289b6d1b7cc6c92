//! A program answers a resize late and wrongly: its frame follows what it shows, the far edge stays (LS-28).

use lisere_tests::{Fixture, paint};

#[test]
fn a_slow_program_resizes_late() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (240, 120), paint::RED);
    fixture.put(&window, (240, 160));
    let right = 240 + 240;

    fixture.move_to(236.0, 200.0);
    fixture.frame();
    fixture.press();
    for step in 1..=6 {
        fixture.move_to(236.0 - f64::from(step) * 10.0, 200.0);
        fixture.frame();
        assert_eq!(
            fixture.content(&window).size,
            (240, 120).into(),
            "nothing drawn, nothing changed"
        );
    }
    assert_eq!(window.configured().size, (300, 120));

    for size in [(260, 120), (300, 120), (300, 90), (250, 120)] {
        window.draw(size, paint::RED);
        fixture.frame();
        let content = fixture.content(&window);
        assert_eq!(content.size, size.into());
        assert_eq!(
            content.loc.x + content.size.w,
            right,
            "the right edge stays"
        );
    }
    fixture.release();
    window.draw((300, 120), paint::RED);
    fixture.frame();
    let content = fixture.content(&window);
    assert_eq!(
        content.loc.x + content.size.w,
        right,
        "also when the last answer comes after the release"
    );
}
