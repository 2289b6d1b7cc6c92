//! Presentation is asked for of surfaces that are gone or never shown, and its manager goes first (PA-36).

use lisere_tests::args;

use crate::trial::{INVALID_OBJECT, Trial, raw_window};

#[test]
fn feedback_on_nothing() {
    let mut trial = Trial::new();
    trial.lives(|fixture, raw| {
        let presentation = raw.bound("wp_presentation");
        let surface = raw.surface();
        raw.make(presentation, "feedback", args![surface]);
        raw.tell(surface, "destroy", args![]);
        fixture.frame();
        let win = raw_window(fixture, raw, 100, 100);
        raw.make(presentation, "feedback", args![win.surface]);
        raw.tell(presentation, "destroy", args![]);
        raw.commit(win.surface);
        raw.tell(win.role, "destroy", args![]);
        fixture.frame();
    });
    trial.dies_at_once(INVALID_OBJECT, |fixture, raw| {
        let surface = raw.surface();
        raw.tell(surface, "destroy", args![]);
        fixture.settle();
        raw.make(raw.bound("wp_presentation"), "feedback", args![surface]);
    });
    trial.finish();
}
