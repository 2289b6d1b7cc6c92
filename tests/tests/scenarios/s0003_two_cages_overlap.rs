//! Windows of two cages overlap: each keeps its frame, and the upper one hides the lower.

use lisere::scene::Owner;
use lisere_tests::{Fixture, paint};

#[test]
fn two_cages_overlap() {
    let mut fixture = Fixture::new("home");
    let (web, vault) = (fixture.client("web"), fixture.client("vault"));
    let below = fixture.window(&web, (260, 160), paint::RED);
    let above = fixture.window(&vault, (260, 160), paint::BLUE);

    fixture.put(&below, (60, 100));
    fixture.put(&above, (200, 160));

    assert_eq!(fixture.owner(190, 200), Owner::Client(web.cage()));
    assert_eq!(fixture.owner(194, 200), Owner::Frame(vault.cage()));
    assert_eq!(fixture.owner(210, 200), Owner::Client(vault.cage()));

    fixture.click_into(&below, 10, 10);
    assert_eq!(
        fixture.owner(210, 200),
        Owner::Client(web.cage()),
        "raised by a click"
    );
}
