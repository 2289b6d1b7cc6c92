//! A dialog comes up over its window, takes the keys with it and goes where it goes.

use lisere_tests::{Fixture, paint};

#[test]
fn a_dialog_stays_with_its_window() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let window = fixture.window(&work, (260, 140), paint::BLUE);
    let other = fixture.window(&web, (260, 140), paint::RED);
    fixture.spread([&window, &other]);
    fixture.click_into(&window, 5, 5);

    let mut dialog = work.toplevel();
    dialog.toplevel.set_parent(Some(&window.toplevel));
    fixture.settle();
    dialog.draw((200, 60), paint::GREEN);
    fixture.frame();
    dialog.id = fixture.newest().expect("a dialog");
    assert_eq!(fixture.entry(&dialog).parent, Some(window.id));
    assert_eq!(fixture.core.focus.chosen(), Some(dialog.id));

    fixture.click_into(&other, 5, 5);
    fixture.click_into(&window, 5, 5);
    assert_eq!(
        fixture.shown(paint::GREEN),
        200 * 60,
        "raised with its window, above it"
    );
    window.destroy();
    fixture.frame();
    assert_eq!(fixture.entry(&dialog).parent, None);
    assert!(fixture.core.desk.is_visible(dialog.id));
}
