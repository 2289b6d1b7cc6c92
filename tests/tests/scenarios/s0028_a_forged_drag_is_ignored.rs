//! While the user holds a button over one cage, another tries every serial there may be (LIB-03).

use lisere_tests::{Fixture, paint};

#[test]
fn a_forged_drag_is_ignored() {
    let mut fixture = Fixture::new("home");
    let (vault, web) = (fixture.client("vault"), fixture.client("web"));
    let a = fixture.window(&vault, (200, 100), paint::BLUE);
    let b = fixture.window(&web, (200, 100), paint::RED);
    fixture.spread([&a, &b]);
    fixture.click_into(&b, 5, 5);
    let stale = web.press_serial();
    fixture.point_into(&a, 50, 50);
    fixture.press();

    for serial in (0..64).chain([stale, vault.press_serial(), u32::MAX]) {
        let icon = web.shown_surface((200, 200), paint::GREEN);
        let _source = web.drag(&b.surface, Some(&icon), serial);
    }
    fixture.frame();
    assert!(fixture.core.seats.drag().is_none());
    assert_eq!(fixture.shown(paint::GREEN), 0);

    let _real = vault.drag(&a.surface, None, vault.press_serial());
    fixture.frame();
    assert!(
        fixture.core.seats.drag().is_some(),
        "the press was the vault's to use"
    );
    fixture.release();
}
