//! New objects get the numbers nought, one, one in use, one skipped to, one that is not free yet (PA-02).

use lisere_tests::args;
use lisere_tests::rawwl::DISPLAY;

use crate::trial::{INVALID_OBJECT, Trial};

#[test]
fn ids_out_of_order() {
    let mut trial = Trial::new();
    for id in [0, 1, 2, 4, 500, 0xfeff_ffffu32] {
        trial.dies_at_once(INVALID_OBJECT, |_, raw| raw.message(DISPLAY, 0, args![id]));
    }
    // In one write, so that nobody can have said that the number is free.
    trial.dies_at_once(INVALID_OBJECT, |_, raw| {
        let surface = raw.surface();
        raw.tell(surface, "destroy", args![]);
        raw.message(raw.bound("wl_compositor").id, 0, args![surface.id]);
    });
    trial.lives(|fixture, raw| {
        let surface = raw.surface();
        raw.tell(surface, "destroy", args![]);
        fixture.settle();
        assert_eq!(raw.next_id(), surface.id, "now it is free");
        raw.surface();
    });
    trial.finish();
}
