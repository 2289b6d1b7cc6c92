//! A window of one pixel has a whole frame with its name; a gigantic one keeps its title in reach (LS-14, LS-15).

use lisere::scene::Owner;
use lisere_tests::{Fixture, paint};

#[test]
fn no_window_is_too_small_or_too_large() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let speck = fixture.window(&web, (1, 1), paint::RED);
    assert_eq!(fixture.content(&speck).size, fixture.core.least_content());
    assert_eq!(fixture.shown(paint::RED), 1);
    assert_eq!(fixture.owner_in(&speck, 1, 1), Owner::Backdrop(web.cage()));
    speck.destroy();

    let slab = fixture.window(&web, (200, 100), paint::RED);
    let viewport = web.viewport(&slab.surface);
    for size in [
        (16_384, 6_144),
        (32_767, 1),
        (1, 32_767),
        (i32::MAX, i32::MAX),
    ] {
        viewport.set_destination(size.0, size.1);
        slab.show(&web.pixel(paint::GREEN));
        fixture.frame();
        let content = fixture.content(&slab);
        assert!(
            content.size.w <= 16_384 && content.size.h <= 6_144,
            "{content:?}"
        );
        assert!(
            content.loc.y >= 36 + 36 && content.loc.y < 400,
            "its strip is on the screen"
        );
        assert_eq!(fixture.owner_in(&slab, 60, -4), Owner::Frame(web.cage()));
    }
}
