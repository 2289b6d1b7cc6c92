//! What one cage copies, another does not learn of: no offer, not one event (DL-01, DL-02).

use lisere_tests::{Fixture, paint};

#[test]
fn copying_never_crosses() {
    let mut fixture = Fixture::new("home");
    let (vault, web) = (fixture.client("vault"), fixture.client("web"));
    let a = fixture.window(&vault, (200, 100), paint::BLUE);
    let b = fixture.window(&web, (200, 100), paint::RED);
    fixture.spread([&a, &b]);
    fixture.click_into(&a, 5, 5);
    web.forget();
    let _source = vault.copy(vault.press_serial());
    let _selection = vault.select(vault.press_serial());
    fixture.frame();
    assert_eq!(web.heard_count(), 0, "{}", web.transcript());

    fixture.click_into(&b, 5, 5);
    assert_eq!(web.offers(), 0);
    assert!(web.clipboard().is_none() && web.primary().is_none());

    let _own = web.copy(web.press_serial());
    fixture.click_into(&a, 5, 5);
    let offer = vault.clipboard().expect("its own");
    let pipe = vault.ask(&offer);
    fixture.settle();
    assert_eq!(
        (vault.send("own"), web.send("other")),
        (1, 0),
        "each pastes its own"
    );
    assert_eq!(pipe.text(), "own");
}
