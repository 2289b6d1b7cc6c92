//! A program compares the serials that it is told before and after, to count what is typed elsewhere (DL-11).

use lisere_tests::args;

use crate::trial::{CAGE, Trial, raw_window};

/// Everything that a program is told while the user types so many letters in another cage.
fn told(keys: usize) -> String {
    let mut trial = Trial::new();
    let raw = trial.fixture.raw(CAGE);
    let win = raw_window(&mut trial.fixture, &raw, 100, 100);
    for _ in 0..3 {
        trial.fixture.type_text(&"k".repeat(keys));
        raw.tell(win.role, "set_maximized", args![]);
        raw.commit(win.surface);
        trial.fixture.frame();
        raw.tell(win.role, "unset_maximized", args![]);
        raw.commit(win.surface);
        trial.fixture.frame();
        raw.sync();
        trial.fixture.frame();
    }
    let mut heard = raw.heard();
    // These come in no order at all, by chance.
    heard.retain(|event| !["wm_capabilities", "format"].contains(&event.name));
    let told = format!("{heard:?}");
    trial.innocent.forget();
    trial.finish();
    told
}

#[test]
fn counting_the_others_keys() {
    let quiet = told(0);
    assert!(quiet.contains("configure"));
    assert_eq!(told(7), quiet);
}
