//! Two programs of a cage share a clipboard: what one copied is the other's, until the one ends.

use lisere_tests::{Fixture, paint};

#[test]
fn a_copy_ends_with_its_program() {
    let mut fixture = Fixture::new("home");
    let (editor, reader) = (fixture.client("work"), fixture.client("work"));
    let stranger = fixture.client("web");
    let letter = fixture.window(&editor, (200, 120), paint::BLUE);
    let notes = fixture.window(&reader, (200, 120), paint::GREEN);
    fixture.put(&letter, (20, 80));
    fixture.put(&notes, (350, 80));

    fixture.click_into(&letter, 10, 10);
    editor.copy(editor.press_serial());
    fixture.settle();
    fixture.click_into(&notes, 10, 10);
    let offer = reader.clipboard().expect("an offer");
    assert_eq!(reader.types_of(&offer), ["text/plain"]);
    let pipe = reader.ask(&offer);
    fixture.settle();
    assert_eq!(editor.send("shared"), 1);
    assert_eq!(pipe.text(), "shared");

    fixture.disconnect(editor);
    assert!(reader.clipboard().is_none(), "nothing is left to paste");
    let pipe = reader.ask(&offer);
    fixture.settle();
    assert_eq!(pipe.text(), "", "an old offer leads nowhere");
    assert_eq!(stranger.offers(), 0, "another cage heard nothing of it");
}
