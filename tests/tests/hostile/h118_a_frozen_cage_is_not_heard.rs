//! A frozen cage says much and is not heard until it is thawed; then nothing is lost.

use lisere_tests::{Fixture, paint};

#[test]
fn a_frozen_cage_is_not_heard() {
    let _alone = crate::trial::alone();
    let mut fixture = Fixture::new("home");
    let (cold, other) = (fixture.client("web"), fixture.client("work"));
    let mut frozen = cold.toplevel();
    fixture.settle();
    frozen.id = fixture.newest().unwrap();
    let web = fixture.cage("web");
    fixture.core.connections.set_frozen(web, true).unwrap();

    frozen.draw((150, 80), paint::RED);
    let heard = fixture.window(&other, (150, 80), paint::GREEN);
    // Nor is one that comes meanwhile.
    let late = fixture.stranger("web");
    assert!(late.registry().is_empty());
    assert_eq!(fixture.shown(paint::RED), 0);
    assert_eq!(fixture.shown(paint::GREEN), 150 * 80);

    fixture.core.connections.set_frozen(web, false).unwrap();
    fixture.frame();
    assert!(!late.registry().is_empty());
    fixture.spread([&frozen, &heard]);
    assert_eq!(fixture.shown(paint::RED), 150 * 80);
    assert_eq!(fixture.shown(paint::GREEN), 150 * 80);
}

#[test]
fn a_client_that_leaves_its_frozen_cage_is_gone_after_it() {
    let _alone = crate::trial::alone();
    let mut fixture = Fixture::new("home");
    let client = fixture.client("web");
    let window = fixture.window(&client, (150, 80), paint::RED);
    let web = fixture.cage("web");
    fixture.core.connections.set_frozen(web, true).unwrap();
    fixture.disconnect(client);
    assert_eq!(fixture.core.connections.clients_of(web), 1);
    fixture.core.connections.set_frozen(web, false).unwrap();
    fixture.frame();
    assert_eq!(fixture.core.connections.clients_of(web), 0);
    assert!(fixture.core.windows.get(window.id).is_none());
    assert_eq!(fixture.shown(paint::RED), 0);
}
