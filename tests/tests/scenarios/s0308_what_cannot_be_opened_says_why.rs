//! What cannot be opened leaves the launcher open and says why: in the words of whoever refused,
//! made harmless, or in ours.

use lisere::panels::Refused;
use lisere_shell::{CageFault, LauncherState};
use lisere_tests::Fixture;
use lisere_tests::panels::entry;

fn refused(fixture: &Fixture) -> Option<Refused> {
    fixture.launcher().expect("a launcher").refused
}

#[test]
fn what_cannot_be_opened_says_why() {
    let mut fixture = Fixture::new("home");
    let asked = fixture.open_launcher();
    fixture.offer_nothing(&asked[0], "I am \u{202e}tired\u{7}");
    let said = Refused::Cage(CageFault::Said("I am tired".into()));
    assert_eq!(refused(&fixture), Some(said));
    let state = fixture.launcher().map(|model| model.state);
    assert_eq!(state, Some(LauncherState::Failed));

    fixture.key("KEY_ESC");
    let asked = fixture.open_launcher();
    let mut top = entry("htop", "Htop", &["htop"]);
    top.terminal = true;
    fixture.offer(&asked[0], vec![top, entry("xx", "Xx", &["xx"])]);
    fixture.type_text("htop");
    fixture.key("KEY_ENTER");
    assert_eq!(refused(&fixture), Some(Refused::NoTerminal("Htop".into())));
    assert!(fixture.to_run().is_none());

    fixture.chord(&["KEY_LEFTCTRL", "KEY_U"]);
    assert_eq!(refused(&fixture), None, "what is typed next begins anew");
    fixture.type_text("xx");
    fixture.key("KEY_ENTER");
    let (launch, ..) = fixture.to_run().expect("a program to run");
    fixture.core.launched(launch.act, Some(Refused::Missing));
    fixture.frame();
    assert_eq!(refused(&fixture), Some(Refused::Missing));
    fixture.key("KEY_ENTER");
    assert!(fixture.to_run().is_some(), "it can be tried again");
}

#[test]
fn disposable_cages_are_there_where_the_policy_says_so() {
    let mut fixture = Fixture::new("home");
    let asked = fixture.open_launcher();
    fixture.offer(&asked[0], vec![entry("xx", "Xx", &["xx"])]);
    let cages = fixture.launcher().expect("a launcher").place.1;
    let (mut with, mut without) = (0, 0);
    for _ in 0..cages {
        fixture.chord(&["KEY_LEFTCTRL", "KEY_U"]);
        fixture.type_text("xx yy");
        let cage = fixture.launcher().expect("a launcher").cage;
        let policy = &fixture.core.policy;
        let copies = policy.cages().iter();
        let any = copies.filter(|copy| copy.model() == Some(cage)).count() > 0;
        fixture.key_down("KEY_LEFTSHIFT");
        fixture.key("KEY_UP");
        fixture.key("KEY_ENTER");
        fixture.key_up("KEY_LEFTSHIFT");
        match fixture.to_run() {
            Some((launch, argv, disposable)) => {
                assert!(any && disposable && argv == ["xx", "yy"]);
                with += 1;
                fixture.core.launched(launch.act, Some(Refused::AllTaken));
                fixture.frame();
                assert_eq!(refused(&fixture), Some(Refused::AllTaken));
            }
            None => {
                assert!(!any);
                without += 1;
                assert_eq!(refused(&fixture), Some(Refused::NoDisposable));
            }
        }
        fixture.key("KEY_TAB");
    }
    assert!(with > 0 && without > 0, "{with} and {without} of {cages}");
}
