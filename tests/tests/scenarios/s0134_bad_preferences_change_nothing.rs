//! The user saves preferences with a fault: everything stays, and the bar says where it is.

use lisere_tests::Fixture;

#[test]
fn bad_preferences_change_nothing() {
    let mut fixture = Fixture::new("home");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("preferences.toml");
    let save = |fixture: &mut Fixture, text: &str| {
        std::fs::write(&path, text).expect("a file");
        let now = fixture.now();
        fixture.core.reload_preferences(&path, now);
        fixture.frame();
    };
    save(&mut fixture, "[keyboard]\nlayout = \"fr\"\n");
    assert_eq!(fixture.core.preferences.refused, None);
    let quiet = fixture.pixels();

    save(
        &mut fixture,
        "[keyboard]\nlayout = \"de\"\nrepeat_rate = 900\n",
    );
    let refused = fixture.core.told_of_desk().preferences.refused;
    assert_eq!(
        refused.as_deref(),
        Some("preferences.toml:3:15: the number goes from 0 to 200")
    );
    assert_eq!(fixture.core.preferences.keyboard.layout, "fr");
    assert_eq!(fixture.core.seats.name_of_layout(0), "fr");
    assert_ne!(fixture.pixels(), quiet, "the bar says so");

    save(&mut fixture, "\0");
    let refused = fixture.core.told_of_desk().preferences.refused;
    assert!(refused.is_some_and(|why| !why.contains('\0')));

    save(&mut fixture, "[keyboard]\nlayout = \"fr\"\n");
    assert_eq!(fixture.core.preferences.refused, None);
    assert_eq!(fixture.pixels(), quiet, "and no longer");
}
