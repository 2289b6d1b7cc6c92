//! The attention key takes keys and pointer from every program, and the bar says so. Escape or
//! the same chord gives the keys back.

use lisere_tests::{Fixture, paint};

const ATTENTION: [&str; 2] = ["KEY_LEFTMETA", "KEY_ESC"];

#[test]
fn the_attention_key_takes_the_keys() {
    let mut fixture = Fixture::new("home");
    let (work, web) = (fixture.client("work"), fixture.client("web"));
    let letter = fixture.window(&work, (200, 120), paint::BLUE);
    let page = fixture.window(&web, (200, 120), paint::RED);
    fixture.spread([&letter, &page]);
    fixture.click_into(&letter, 20, 20);
    fixture.type_text("before");
    let bar = fixture.pixels();

    work.forget();
    web.forget();
    fixture.chord(&ATTENTION);
    fixture.frame();
    assert!(fixture.core.focus.attention());
    assert_eq!(fixture.focused(), None, "the bar names no cage");
    assert_ne!(fixture.pixels(), bar, "and says whose the keys are");
    assert_eq!((work.keyboard_leaves(), work.pointer_leaves()), (1, 1));
    assert_eq!(work.keys().len(), 0, "of the chord it hears nothing");

    work.forget();
    fixture.type_text("cab");
    for window in [&letter, &page] {
        fixture.point_into(window, 30, 30);
        fixture.scroll(10.0);
    }
    fixture.touch_move(1, 100.0, 100.0);
    assert_eq!(work.heard_count(), 0, "{}", work.transcript());
    assert_eq!(web.heard_count(), 0, "{}", web.transcript());

    for back in [&["KEY_ESC"][..], &ATTENTION] {
        fixture.chord(back);
        fixture.frame();
        assert!(!fixture.core.focus.attention());
        assert_eq!(fixture.focused(), Some(work.cage()), "{back:?}");
        fixture.chord(&ATTENTION);
        fixture.frame();
    }
    fixture.chord(&ATTENTION);
    work.forget();
    fixture.type_text("after");
    assert_eq!(
        work.typed(),
        "after",
        "and nothing of what was typed meanwhile"
    );
}
