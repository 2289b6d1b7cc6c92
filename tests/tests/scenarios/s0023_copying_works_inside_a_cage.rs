//! Two programs of one cage share a clipboard.

use lisere_tests::{Fixture, paint};

#[test]
fn copying_works_inside_a_cage() {
    let mut fixture = Fixture::new("home");
    let (editor, mail) = (fixture.client("work"), fixture.client("work"));
    let a = fixture.window(&editor, (200, 100), paint::BLUE);
    let b = fixture.window(&mail, (200, 100), paint::GREEN);
    fixture.spread([&a, &b]);
    fixture.click_into(&a, 5, 5);
    let _source = editor.copy(editor.press_serial());
    fixture.settle();

    fixture.click_into(&b, 5, 5);
    let offer = mail.clipboard().expect("an offer");
    assert_eq!(mail.types_of(&offer), ["text/plain"]);
    let pipe = mail.ask(&offer);
    fixture.settle();
    assert_eq!(editor.send("Dear Ada"), 1);
    assert_eq!(pipe.text(), "Dear Ada");
}
