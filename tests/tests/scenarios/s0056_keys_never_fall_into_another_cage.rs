//! The window being typed into dies: the keys go on within its cage or nowhere.

use lisere_tests::{Fixture, paint};

#[test]
fn keys_never_fall_into_another_cage() {
    let mut fixture = Fixture::new("home");
    let (mail, editor, web) = (
        fixture.client("work"),
        fixture.client("work"),
        fixture.client("web"),
    );
    let a = fixture.window(&mail, (150, 80), paint::BLUE);
    let b = fixture.window(&editor, (150, 80), paint::GREEN);
    let c = fixture.window(&web, (150, 80), paint::RED);
    fixture.spread([&a, &b, &c]);
    for window in [&b, &c, &a] {
        fixture.click_into(window, 5, 5);
    }
    fixture.type_text("one");
    fixture.disconnect(mail);
    fixture.type_text("two");
    assert_eq!(editor.typed(), "two", "the same cage's other window");
    assert_eq!(fixture.focused(), Some(editor.cage()));

    b.destroy();
    fixture.frame();
    fixture.type_text("three");
    assert_eq!(fixture.focused(), None);
    assert_eq!(web.typed(), "", "never another cage's");
    assert_eq!(editor.typed(), "two");
}
