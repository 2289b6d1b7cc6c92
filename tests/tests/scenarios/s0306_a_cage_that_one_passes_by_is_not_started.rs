//! Tab goes through the cages; one is asked what it offers, which starts it, only once the user
//! stays with it. A cage can also be named.

use lisere_tests::Fixture;
use lisere_tests::panels::entry;

#[test]
fn a_cage_that_one_passes_by_is_not_started() {
    let mut fixture = Fixture::new("home");
    let asked = fixture.open_launcher();
    let first = fixture.launcher().expect("a launcher").cage;
    assert_eq!(asked.len(), 1);
    fixture.offer(&asked[0], vec![entry("foot", "Foot", &["foot"])]);

    fixture.key("KEY_TAB");
    let second = fixture.launcher().expect("a launcher").cage;
    assert_ne!(first, second);
    fixture.advance(100);
    fixture.key("KEY_TAB");
    fixture.advance(200);
    assert!(fixture.core.take_launches().is_empty(), "only passed by");
    assert!(
        fixture.launcher_lines().is_empty(),
        "of another cage nothing is listed"
    );
    fixture.advance(200);
    let asked = fixture.core.take_launches();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].cage, fixture.launcher().expect("a launcher").cage);

    fixture.chord(&["KEY_LEFTSHIFT", "KEY_TAB"]);
    fixture.chord(&["KEY_LEFTSHIFT", "KEY_TAB"]);
    assert_eq!(fixture.launcher().map(|model| model.cage), Some(first));
    assert_eq!(
        fixture.launcher_lines(),
        ["Foot"],
        "what it said is still known"
    );
}

#[test]
fn a_cage_is_named_before_the_program() {
    let mut fixture = Fixture::new("home");
    fixture.open_launcher();
    fixture.chord(&["KEY_LEFTSHIFT", "KEY_2"]);
    fixture.type_text("vau x");
    let model = fixture.launcher().expect("a launcher");
    assert_eq!(
        model.cage,
        fixture.cage("vault"),
        "by a beginning that only one has"
    );
    assert_eq!(model.typed, "x");
    let asked = fixture.core.take_launches();
    assert!(asked.iter().any(|launch| launch.cage == model.cage));

    fixture.chord(&["KEY_LEFTCTRL", "KEY_U"]);
    fixture.chord(&["KEY_LEFTSHIFT", "KEY_2"]);
    fixture.type_text("nowhere x");
    fixture.key("KEY_ENTER");
    assert!(fixture.to_run().is_none());
    let refused = fixture.launcher().and_then(|model| model.refused);
    assert_eq!(
        refused,
        Some(lisere::panels::Refused::NoCage("nowhere".into()))
    );
}
