//! A program opens a dialog of a window that is not being typed into: the keys stay where they are.

use lisere_tests::{Client, Fixture, Window, paint};

/// A dialog of a window that has appeared.
fn dialog(fixture: &mut Fixture, client: &Client, parent: &Window) -> Window {
    let mut dialog = client.toplevel();
    dialog.toplevel.set_parent(Some(&parent.toplevel));
    fixture.settle();
    dialog.draw((120, 80), paint::GREEN);
    fixture.settle();
    dialog.id = fixture.newest().expect("a window");
    fixture.frame();
    dialog
}

#[test]
fn a_dialog_of_another_window_waits() {
    let mut fixture = Fixture::new("home");
    let (web, work) = (fixture.client("web"), fixture.client("work"));
    let page = fixture.window(&web, (200, 120), paint::RED);
    let other_page = fixture.window(&web, (200, 120), paint::RED);
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    fixture.put(&page, (20, 80));
    fixture.put(&other_page, (20, 240));
    fixture.put(&letter, (380, 100));

    fixture.click_into(&letter, 10, 10);
    dialog(&mut fixture, &web, &page);
    assert_eq!(fixture.core.focus.chosen(), Some(letter.id));

    fixture.click_into(&other_page, 180, 110);
    assert_eq!(fixture.core.focus.chosen(), Some(other_page.id));
    dialog(&mut fixture, &web, &page);
    let chosen = fixture.core.focus.chosen();
    assert_eq!(chosen, Some(other_page.id), "nor within the cage");

    let own = dialog(&mut fixture, &web, &other_page);
    assert_eq!(fixture.core.focus.chosen(), Some(own.id), "its own may");
    own.destroy();
    fixture.frame();
    assert_eq!(fixture.core.focus.cage(), Some(web.cage()));
}
