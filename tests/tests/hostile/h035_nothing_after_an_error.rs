//! What follows an error in the same write is not carried out.

use lisere_tests::args;

use crate::trial::{INVALID_OBJECT, Trial, raw_window};

#[test]
fn nothing_after_an_error() {
    let mut trial = Trial::new();
    trial.dies_at_once(INVALID_OBJECT, |fixture, raw| {
        let win = raw_window(fixture, raw, 100, 100);
        raw.tell(win.role, "set_title", args!["before"]);
        raw.message(4_711, 0, args![]);
        raw.tell(win.role, "set_title", args!["after"]);
        raw.tell(win.role, "set_maximized", args![]);
        for _ in 0..10 {
            raw.commit(raw.toplevel().surface);
        }
        fixture.round();
        fixture.round();
        let titles: Vec<String> = fixture
            .core
            .windows
            .iter()
            .map(|w| w.title.to_string())
            .collect();
        assert!(titles.iter().all(|title| title != "after"), "{titles:?}");
    });
    assert_eq!(trial.windows(), 0);
    trial.finish();
}
