//! A chord darkens the screens; letting its keys go wakes nobody, and the trusted side is told.

use lisere_tests::{Fixture, paint};

#[test]
fn screens_go_dark_at_a_wish() {
    let mut fixture = Fixture::new("home");
    fixture.prefer("[keys]\n\"Super+O\" = \"screens-off\"\n");
    let work = fixture.client("work");
    let window = fixture.window(&work, (200, 120), paint::BLUE);
    fixture.click_into(&window, 20, 20);
    assert!(!fixture.core.told_of_desk().idle);
    fixture.chord(&["KEY_LEFTMETA", "KEY_O"]);
    assert!(fixture.core.outputs.wall.idle.dark());
    assert!(fixture.core.told_of_desk().idle);
    work.forget();
    fixture.key("KEY_A");
    assert!(!fixture.core.told_of_desk().idle, "a key lights them");
    assert_eq!(work.keys().len(), 0, "and goes to nobody");
    let now = fixture.now();
    assert!(fixture.core.act("screens-off", None, None, now).is_ok());
    assert!(fixture.core.told_of_desk().idle);
}
