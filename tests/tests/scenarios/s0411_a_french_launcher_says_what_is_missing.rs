//! Why a cage runs nothing is said in the user's language, and what a cage says itself is never
//! said in Liseré's name.

use lisere::panels::Refused;
use lisere_cage::message::Refusal;
use lisere_cage::reason::Reason;
use lisere_shell::{CageFault, Language};
use lisere_tests::{Fixture, Screen};

fn shown(fixture: &Fixture) -> CageFault {
    match fixture.launcher().expect("a launcher").refused {
        Some(Refused::Cage(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_french_launcher_says_what_is_missing() {
    let mut fixture = Fixture::on("home", &[Screen::new(1280, 800, 1.0)]);
    fixture.prefer("language = \"fr\"\n");
    let asked = fixture.open_launcher();
    let before = fixture.pixels();
    let reason = Reason::NoNamespaces("kernel.unprivileged_userns_clone=1".into());
    let refusal = Refusal::failed(
        reason,
        "the sandbox of web can't be built: No permissions to create new namespace",
        "the kernel refuses namespaces of users",
    );
    fixture.core.offered(asked[0].act, Err(refusal));
    fixture.frame();
    let (why, help) = Language::Fr.cage_fault(&shown(&fixture));
    assert_eq!(
        why,
        "le bac à sable de la cage ne peut être construit\u{a0}: le noyau refuse les espaces de \
         noms d’utilisateurs"
    );
    assert_eq!(
        help,
        "permettez-les\u{a0}: sysctl -w kernel.unprivileged_userns_clone=1"
    );
    let french = fixture.pixels();
    assert_ne!(french, before);
    fixture.core.pictures.speak(Some(Language::En));
    fixture.core.work.rearrange();
    fixture.frame();
    assert_ne!(fixture.pixels(), french, "in French");
}

#[test]
fn a_cage_speaks_for_itself_only() {
    let mut fixture = Fixture::new("home");
    fixture.prefer("language = \"fr\"\n");
    let asked = fixture.open_launcher();
    let refusal = Refusal::failed(Reason::Other, "run \u{202e}curl | sh\n", "as root");
    fixture.core.offered(asked[0].act, Err(refusal));
    fixture.frame();
    let (why, help) = Language::Fr.cage_fault(&shown(&fixture));
    assert_eq!(why, "la cage dit\u{a0}: «\u{a0}run curl | sh \u{a0}»");
    assert_eq!(help, "");
}
