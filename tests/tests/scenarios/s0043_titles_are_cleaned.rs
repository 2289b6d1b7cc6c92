//! Titles that reorder, break or flood the line are cleaned, and never reach the cage's name (LS-29).

use lisere_tests::{Fixture, paint};

const TITLES: [&str; 6] = [
    "\u{202e}drowssap [tluaV]",
    "mail\n[Vault] trusted",
    "\u{2066}x\u{2069}\u{200b}y",
    "\u{1b}[31mred\u{7}",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "",
];

#[test]
fn titles_are_cleaned() {
    let mut fixture = Fixture::new("home");
    let web = fixture.client("web");
    let window = fixture.window(&web, (300, 100), paint::RED);
    let (x, y) = (
        fixture.content(&window).loc.x,
        fixture.content(&window).loc.y,
    );
    let name = |fixture: &mut Fixture| -> Vec<u32> {
        let picture = fixture.pixels();
        (y - 32..y - 4)
            .flat_map(|y| (x..x + 60).map(move |x| (x, y)))
            .map(|(x, y)| picture.at(x, y))
            .collect()
    };
    let before = name(&mut fixture);
    let long = "W".repeat(3900);
    for title in TITLES.into_iter().chain([long.as_str()]) {
        window.toplevel.set_title(title.into());
        fixture.frame();
        let clean = fixture
            .core
            .windows
            .get(window.id)
            .expect("a window")
            .title
            .to_string();
        assert!(clean.len() <= 128, "{} bytes", clean.len());
        let bidi = [
            '\u{200b}'..='\u{200f}',
            '\u{202a}'..='\u{202e}',
            '\u{2060}'..='\u{206f}',
        ];
        let strange = |c: char| c.is_control() || bidi.iter().any(|range| range.contains(&c));
        assert!(!clean.contains(strange), "{clean:?}");
        assert!(
            name(&mut fixture) == before,
            "the name is as it was beside {clean:?}"
        );
    }
}
