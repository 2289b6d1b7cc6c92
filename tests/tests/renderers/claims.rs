//! A client that calls a transparent window opaque shows nothing of what was there before.

use lisere::actions::Action;
use lisere_tests::{Screen, paint};

use crate::{BOTH, fixture};

#[test]
fn what_was_there_before_never_shows_through() {
    for renderer in BOTH {
        let mut fixture = fixture(renderer, Screen::new(640, 400, 1.0));
        let (web, vault) = (fixture.client("web"), fixture.client("vault"));
        let secret = fixture.window(&vault, (300, 200), paint::BLUE);
        let liar = fixture.window(&web, (300, 200), paint::RED);
        fixture.put(&secret, (60, 80));
        fixture.put(&liar, (60, 80));
        fixture.core.perform(Action::Focus(secret.id));
        fixture.frame();
        assert!(
            fixture.pixels().count(paint::BLUE) > 0,
            "the secret is on the screen"
        );

        let region = web
            .bound()
            .drawing
            .compositor
            .create_region(web.queue(), ());
        region.add(0, 0, 300, 200);
        liar.surface.set_opaque_region(Some(&region));
        liar.draw((300, 200), paint::CLEAR);
        fixture.core.perform(Action::Focus(liar.id));
        fixture.frame();

        assert_eq!(fixture.pixels().count(paint::BLUE), 0, "{renderer:?}");
    }
}
