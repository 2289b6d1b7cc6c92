//! The session ends while fifty clients are in the middle of things, and some of them stuck (LC-22).

use lisere_tests::Fixture;

use crate::trial::{CAGE, alone, raw_window};

#[test]
fn the_end_with_everybody_there() {
    let _alone = alone();
    let mut fixture = Fixture::new("home");
    let mut all = Vec::new();
    for n in 0..50 {
        let raw = fixture.raw(CAGE);
        if n % 2 == 0 {
            raw_window(&mut fixture, &raw, 50, 50);
        }
        raw.turn_deaf(n % 3 == 0);
        let (bytes, _) = raw.draft(raw.display(), "sync", Vec::new());
        raw.bytes(&bytes[..n % 12], Vec::new());
        all.push(raw);
    }
    fixture.frame();
    let windows = fixture.core.windows.iter().count();
    assert_eq!(windows, 25);
    drop(fixture);
    drop(all);
}
