//! Frame callbacks and feedbacks are asked for by the thousand without a commit (RX-05).

use lisere_tests::args;

use crate::trial::{NO_MEMORY, Trial};

#[test]
fn frames_asked_for_and_never_shown() {
    let mut trial = Trial::new();
    trial.dies_at_once(NO_MEMORY, |_, raw| {
        let surface = raw.surface();
        for _ in 0..2_000 {
            raw.make(surface, "frame", args![]);
        }
    });
    trial.dies_at_once(NO_MEMORY, |_, raw| {
        let surface = raw.surface();
        let presentation = raw.bound("wp_presentation");
        for _ in 0..2_000 {
            raw.make(presentation, "feedback", args![surface]);
        }
    });
    // A surface that is shown nowhere is never answered: commits do not make room.
    trial.dies_at_once(NO_MEMORY, |fixture, raw| {
        let surface = raw.surface();
        for _ in 0..20 {
            for _ in 0..100 {
                raw.make(surface, "frame", args![]);
            }
            raw.commit(surface);
            fixture.settle();
        }
    });
    trial.finish();
}
