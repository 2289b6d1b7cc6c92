//! A menu that wants to lie over the bar and off the screen is framed and kept below the bar.

use lisere::scene::Owner;
use lisere_tests::client::Spot;
use lisere_tests::{Fixture, paint};

#[test]
fn a_popup_is_framed() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (260, 160), paint::RED);
    fixture.put(&window, (100, 120));

    let _inside = fixture.popup(&window, Spot::at(20, 20, (80, 60)), paint::GREEN);
    assert_eq!(fixture.owner_in(&window, 23, 23), Owner::Client(web.cage()));
    assert_eq!(fixture.owner_in(&window, 18, 50), Owner::Frame(web.cage()));

    let _over_bar = fixture.popup(&window, Spot::at(200, -150, (120, 90)), paint::BLUE);
    let _off_screen = fixture.popup(&window, Spot::at(900, 700, (120, 90)), paint::WHITE);
    assert!(
        fixture.checked > 3,
        "every frame was held against the claims"
    );
    assert_eq!(
        fixture.owner(330, 10),
        Owner::Trusted,
        "the bar stays above"
    );
}
