//! The primary selection works like the clipboard: inside a cage, and nowhere else (DL-04).

use lisere_tests::{Fixture, paint};

#[test]
fn selecting_stays_in_the_cage() {
    let mut fixture = Fixture::new("home");
    let (editor, mail, web) = (
        fixture.client("work"),
        fixture.client("work"),
        fixture.client("web"),
    );
    let a = fixture.window(&editor, (160, 80), paint::BLUE);
    let b = fixture.window(&mail, (160, 80), paint::GREEN);
    let c = fixture.window(&web, (160, 80), paint::RED);
    fixture.spread([&a, &b, &c]);
    fixture.click_into(&a, 5, 5);
    let _selection = editor.select(editor.press_serial());
    fixture.settle();

    fixture.click_into(&c, 5, 5);
    assert!(web.primary().is_none());
    fixture.click_into(&b, 5, 5);
    let offer = mail.primary().expect("an offer");
    let pipe = mail.ask_primary(&offer);
    fixture.settle();
    assert_eq!(editor.send("selected"), 1);
    assert_eq!(pipe.text(), "selected");
}
