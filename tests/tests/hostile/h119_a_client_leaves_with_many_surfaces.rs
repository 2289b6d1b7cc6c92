//! A client makes surfaces up to its cage's quota and leaves: nobody waits for the clearing up.

use lisere_tests::{Fixture, paint};

/// The default quota of a cage.
const SURFACES: usize = 4_096;

#[test]
fn its_surfaces_are_listed_in_many_short_lists() {
    let _alone = crate::trial::alone();
    let mut fixture = Fixture::new("home");
    let (hoarder, other) = (fixture.client("web"), fixture.client("work"));
    let window = fixture.window(&other, (150, 80), paint::GREEN);
    let mut surfaces = Vec::new();
    for _ in 0..SURFACES / 256 {
        surfaces.extend((0..256).map(|_| hoarder.surface()));
        fixture.settle();
    }
    // The library's work when the client goes is at most surfaces times this, not
    // surfaces times surfaces.
    let lists = |fixture: &Fixture| fixture.core.protocols.surface_lists.longest();
    assert!((1..=SURFACES / 200).contains(&lists(&fixture)));

    // Ending all but a few and making new ones does not gather them in one list.
    surfaces
        .iter()
        .filter(|surface| wayland_client::Proxy::id(*surface).protocol_id() % 256 != 0)
        .for_each(|surface| surface.destroy());
    fixture.settle();
    for _ in 0..SURFACES / 256 {
        surfaces.extend((0..240).map(|_| hoarder.surface()));
        fixture.settle();
    }
    assert!((1..=SURFACES / 200).contains(&lists(&fixture)));

    fixture.disconnect(hoarder);
    assert_eq!(lists(&fixture), 1, "the other client's one surface is left");
    fixture.put(&window, (20, 80));
    assert_eq!(fixture.shown(paint::GREEN), 150 * 80);
}
