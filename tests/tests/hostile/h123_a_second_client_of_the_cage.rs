//! What one client of a cage does ends that client, and not its neighbour in the same cage.

use lisere_tests::args;

use crate::trial::{CAGE, INVALID_OBJECT, NO_MEMORY, Trial, raw_window};

#[test]
fn a_second_client_of_the_cage() {
    let mut trial = Trial::new();
    let neighbour = trial.fixture.raw(CAGE);
    let win = raw_window(&mut trial.fixture, &neighbour, 100, 100);
    trial.dies_at_once(INVALID_OBJECT, |_, raw| {
        raw.message(win.surface.id + 900, 0, args![])
    });
    trial.dies_at_once(NO_MEMORY, |_, raw| {
        let region = raw.region();
        for n in 0..2_000 {
            raw.tell(region, "add", args![n, n, 1, 1]);
        }
    });
    // The same numbers are other objects in another client.
    trial.dies_at_once(INVALID_OBJECT, |_, raw| {
        raw.message(win.role.id, 0, args![]);
        raw.message(win.xdg.id, 0, args![]);
    });
    let asked = neighbour.sync();
    neighbour.show(win.surface, neighbour.buffer(90, 90));
    trial.fixture.frame();
    assert!(neighbour.answered(asked), "{:?}", neighbour.fault());
    assert_eq!(trial.windows(), 1);
    trial.finish();
}
