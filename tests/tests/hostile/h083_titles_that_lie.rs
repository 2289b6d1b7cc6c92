//! Titles with what turns, hides, breaks and piles up text (LS-29).

use lisere_tests::args;

use crate::trial::{CAGE, Trial, raw_window};

#[test]
fn titles_that_lie() {
    let mut trial = Trial::new();
    let titles = [
        "\u{202e}tluaV\u{2066} trusted\u{2069}".to_owned(),
        "A\n[Vault] trusted\r\u{85}\u{2028}\u{2029}".to_owned(),
        format!("Zalgo{}", "\u{301}\u{316}".repeat(900)),
        "\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}".to_owned(),
        "\u{1b}[31mred\u{7}\u{8}\u{9b}0m".to_owned(),
        "\u{200b}\u{200d}\u{feff}\u{ad}".to_owned(),
        "[\u{392}] \u{1d400}".to_owned(),
        "x".repeat(4_000),
        String::new(),
    ];
    let raw = trial.fixture.raw(CAGE);
    let win = raw_window(&mut trial.fixture, &raw, 200, 100);
    let newest = trial.fixture.newest().expect("a window");
    for title in titles {
        raw.tell(win.role, "set_title", args![title.as_str()]);
        trial.fixture.frame();
        let window = trial.fixture.core.windows.get(newest).expect("a window");
        let clean = window.title.to_string();
        assert!(clean.len() <= 128, "{} bytes", clean.len());
        let odd = |c: char| {
            c.is_control() || "\u{202e}\u{2066}\u{2069}\u{2028}\u{200b}\u{feff}".contains(c)
        };
        assert!(!clean.chars().any(odd), "{clean:?}");
    }
    assert!(!raw.closed());
    trial.finish();
}
