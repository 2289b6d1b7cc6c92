//! In the lens Tab and the arrows ask about another window without giving it the keys; Enter
//! gives them and closes the lens. No program hears anything meanwhile.

use lisere_tests::{Fixture, paint};

#[test]
fn the_lens_answers_by_keys() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    let page = fixture.window(&web, (200, 120), paint::RED);
    fixture.spread([&letter, &page]);
    fixture.click_into(&letter, 20, 20);
    fixture.attention();
    work.forget();
    web.forget();

    for key in ["KEY_TAB", "KEY_I", "KEY_R", "KEY_R", "KEY_SPACE", "KEY_J"] {
        let before = fixture.pixels();
        fixture.key(key);
        fixture.frame();
        assert!(fixture.core.focus.attention(), "{key}");
        assert_eq!(fixture.focused(), None, "{key}");
        assert_eq!(fixture.core.focus.chosen(), Some(letter.id), "{key}");
        let same = fixture.pixels() == before;
        assert_eq!(same, key == "KEY_J", "{key}: only J means nothing");
    }
    assert_eq!(work.heard_count(), 0, "{}", work.transcript());
    assert_eq!(web.heard_count(), 0, "{}", web.transcript());

    fixture.key("KEY_ENTER");
    fixture.frame();
    assert!(!fixture.core.focus.attention());
    assert_eq!(
        fixture.focused(),
        Some(web.cage()),
        "the one that Tab led to"
    );
    fixture.type_text("yes");
    assert_eq!(web.typed(), "yes", "and nothing of what was pressed before");

    for (key, cage) in [("KEY_LEFT", work.cage()), ("KEY_RIGHT", web.cage())] {
        fixture.attention();
        fixture.key(key);
        fixture.key("KEY_ENTER");
        fixture.frame();
        assert_eq!(fixture.focused(), Some(cage), "{key}");
    }
    fixture.attention();
    fixture.key("KEY_TAB");
    fixture.key("KEY_ESC");
    fixture.frame();
    assert_eq!(
        fixture.focused(),
        Some(web.cage()),
        "asking changed nothing"
    );
}
