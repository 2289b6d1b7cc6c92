//! A drag passes over another cage and is dropped there: that cage hears nothing at all (DL-29).

use lisere_tests::{Fixture, paint};

#[test]
fn dragging_tells_other_cages_nothing() {
    let mut fixture = Fixture::new("home");
    let (vault, web) = (fixture.client("vault"), fixture.client("web"));
    let a = fixture.window(&vault, (200, 100), paint::BLUE);
    let b = fixture.window(&web, (200, 100), paint::RED);
    fixture.spread([&a, &b]);
    fixture.point_into(&a, 50, 50);
    fixture.press();
    let _source = vault.drag(&a.surface, None, vault.press_serial());
    fixture.frame();
    web.forget();

    for step in 0..10 {
        fixture.point_into(&b, 20 + step, 20);
    }
    assert_eq!(web.heard_count(), 0, "{}", web.transcript());
    fixture.release();
    assert_eq!(web.data_events(), 0);
    assert!(!web.dropped_on());
    assert!(
        vault.cancelled(),
        "the source learns that nothing came of it"
    );
}
