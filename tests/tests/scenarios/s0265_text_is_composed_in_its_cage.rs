//! A cage's own input method is told what is typed into in its cage, takes the keys meanwhile, and
//! types; of other cages it hears nothing.

use lisere_tests::program::Program;
use lisere_tests::rawwl::{Obj, memory};
use lisere_tests::{Fixture, args, paint};

/// A text field of a program that is typed into.
fn field(fixture: &mut Fixture, program: &Program) -> Obj {
    let seat = program.raw.bound("wl_seat");
    let manager = "zwp_text_input_manager_v3";
    let field = program.raw.extra(manager, "get_text_input", seat);
    fixture.settle();
    field
}

fn enable(fixture: &mut Fixture, program: &Program, field: Obj) {
    program.raw.tell(field, "enable", args![]);
    program
        .raw
        .tell(field, "set_surrounding_text", args!["hello", 5, 5]);
    program
        .raw
        .tell(field, "set_cursor_rectangle", args![20, 10, 2, 12]);
    program.raw.tell(field, "commit", args![]);
    fixture.frame();
}

#[test]
fn text_is_composed_in_its_cage() {
    let mut fixture = Fixture::new("home");
    let (letter, page) = (fixture.program("work", 0), fixture.program("web", 1));
    let pinyin = fixture.raw("work");
    let manager = "zwp_input_method_manager_v2";
    let method = pinyin.extra(manager, "get_input_method", pinyin.bound("wl_seat"));
    let second = pinyin.extra(manager, "get_input_method", pinyin.bound("wl_seat"));
    fixture.settle();
    assert!(
        pinyin.last(second, "unavailable").is_some(),
        "one for a cage"
    );
    let (ours, theirs) = (field(&mut fixture, &letter), field(&mut fixture, &page));
    let keyboard = letter.keyboard();
    fixture.choose(&letter);
    assert_eq!(letter.told(ours, "enter"), 1);
    assert_eq!(page.told(theirs, "enter"), 0);
    assert!(pinyin.last(method, "activate").is_none());

    enable(&mut fixture, &letter, ours);
    assert!(pinyin.last(method, "activate").is_some());
    let around = pinyin.last(method, "surrounding_text").expect("told");
    assert_eq!((around.text(0), around.word(1)), ("hello".to_owned(), 5));

    // It takes the keys, and types.
    let grab = pinyin.make(method, "grab_keyboard", args![]);
    fixture.settle();
    assert!(pinyin.last(grab, "keymap").is_some());
    letter.raw.forget();
    fixture.key("KEY_N");
    assert_eq!(pinyin.last(grab, "key").expect("a key").word(2), 49);
    assert_eq!(
        letter.told(keyboard, "key"),
        0,
        "the window does not get it"
    );
    pinyin.tell(method, "set_preedit_string", args!["n", 1, 1]);
    pinyin.tell(method, "commit", args![1]);
    fixture.settle();
    let preedit = letter.raw.last(ours, "preedit_string").expect("told");
    assert_eq!(preedit.text(0), "n");
    pinyin.tell(method, "commit_string", args!["你"]);
    pinyin.tell(method, "commit", args![1]);
    fixture.settle();
    let text = letter.raw.last(ours, "commit_string").expect("told");
    assert_eq!(text.text(0), "你");
    assert_eq!(letter.raw.last(ours, "done").expect("told").word(0), 1);

    // What could be meant is framed, and beside the cursor.
    let popup = pinyin.surface();
    pinyin.make(method, "get_input_popup_surface", args![popup]);
    pinyin.show(popup, pinyin.painted(60, 20, |_, _| paint::GREEN));
    fixture.frame();
    assert_eq!(fixture.shown(paint::GREEN), 1_200);

    // Keys that it does not want go on to the window.
    let manager = "zwp_virtual_keyboard_manager_v1";
    let typist = pinyin.extra(manager, "create_virtual_keyboard", pinyin.bound("wl_seat"));
    pinyin.tell(typist, "keymap", args![1, memory(4_096), 4_096]);
    for state in [1, 0] {
        pinyin.tell(typist, "key", args![5, 30, state]);
    }
    fixture.settle();
    assert_eq!(letter.told(keyboard, "key"), 2);
    assert_eq!(letter.told(keyboard, "keymap"), 1);

    // Elsewhere the keys are the user's own.
    pinyin.forget();
    page.keyboard();
    fixture.choose(&page);
    enable(&mut fixture, &page, theirs);
    assert_eq!(fixture.shown(paint::GREEN), 0);
    let gone: Vec<&str> = pinyin.heard().iter().map(|event| event.name).collect();
    assert!(gone.contains(&"deactivate"), "{gone:?}");
    pinyin.forget();
    page.raw.forget();
    fixture.key("KEY_N");
    assert_eq!(page.raw.count("wl_keyboard", "key"), 2);
    pinyin.tell(method, "commit_string", args!["x"]);
    pinyin.tell(method, "commit", args![2]);
    pinyin.tell(typist, "key", args![5, 30, 1]);
    fixture.settle();
    assert_eq!(page.told(theirs, "commit_string"), 0);
    assert_eq!(page.raw.count("wl_keyboard", "key"), 2);
    assert!(pinyin.heard().is_empty(), "{:?}", pinyin.heard());
    assert!(!pinyin.closed() && !page.raw.closed() && !letter.raw.closed());
}
