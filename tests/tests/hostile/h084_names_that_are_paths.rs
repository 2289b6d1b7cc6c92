//! A program calls itself by paths, by other programs' names and by thousands of letters (LS-31).

use lisere_tests::args;

use crate::trial::{CAGE, Trial, raw_window};

#[test]
fn names_that_are_paths() {
    let mut trial = Trial::new();
    let raw = trial.fixture.raw(CAGE);
    let win = raw_window(&mut trial.fixture, &raw, 200, 100);
    let newest = trial.fixture.newest().expect("a window");
    for name in [
        "../../etc/passwd",
        "/bin/sh",
        "a\nb",
        "%n%s",
        "",
        &"x".repeat(3_000),
    ] {
        raw.tell(win.role, "set_app_id", args![name]);
        trial.fixture.frame();
        let window = trial.fixture.core.windows.get(newest).expect("a window");
        let clean = window.app_id.to_string();
        assert!(clean.len() <= 64, "{} bytes", clean.len());
        assert!(!clean.contains(['/', '\n']), "{clean:?}");
    }
    assert!(!raw.closed());
    trial.finish();
}
