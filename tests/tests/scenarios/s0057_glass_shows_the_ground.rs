//! A translucent window over another cage's shows the ground beneath it, never the other.

use lisere::scene::Owner;
use lisere_tests::{Fixture, paint};

#[test]
fn glass_shows_the_ground() {
    let mut fixture = Fixture::new("home");
    let (vault, web) = (fixture.client("vault"), fixture.client("web"));
    let below = fixture.window(&vault, (240, 140), paint::BLUE);
    let glass = fixture.window(&web, (200, 100), paint::CLEAR);
    fixture.put(&below, (200, 150));
    fixture.put(&glass, (220, 170));

    let ground = fixture.pixels().at(300, 220);
    let theme = fixture.core.policy.theme().backdrop;
    assert_eq!(
        ground,
        u32::from(theme.r) << 16 | u32::from(theme.g) << 8 | u32::from(theme.b)
    );
    glass.draw((200, 100), paint::GLASS);
    fixture.frame();
    let tinted = fixture.pixels().at(300, 220);
    assert!(
        tinted & 0xff <= ground & 0xff,
        "no blue comes through: {tinted:06x}"
    );
    assert_eq!(fixture.owner(300, 220), Owner::Client(web.cage()));

    fixture.move_to(300.0, 220.0);
    fixture.frame();
    fixture.click();
    assert_eq!(
        (vault.presses(), web.presses()),
        (0, 1),
        "a click goes to what lies above, clear or not"
    );
}
