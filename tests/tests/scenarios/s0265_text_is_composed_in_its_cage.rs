//! A cage's own input method is told what is typed into in its cage, takes the keys meanwhile, and
//! types; of other cages it hears nothing.

use lisere_tests::program::Program;
use lisere_tests::rawwl::{Obj, Raw, memory};
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

/// A program of one cage that is typed into with its own input method, and one of another.
struct Story {
    fixture: Fixture,
    letter: Program,
    page: Program,
    pinyin: Raw,
    method: Obj,
    /// The two programs' text fields.
    ours: Obj,
    theirs: Obj,
    /// The first program's keyboard.
    keyboard: Obj,
}

impl Story {
    fn new() -> Story {
        let mut fixture = Fixture::new("home");
        let (letter, page) = (fixture.program("work", 0), fixture.program("web", 1));
        let pinyin = fixture.raw("work");
        let manager = "zwp_input_method_manager_v2";
        let method = pinyin.extra(manager, "get_input_method", pinyin.bound("wl_seat"));
        let second = pinyin.extra(manager, "get_input_method", pinyin.bound("wl_seat"));
        fixture.settle();
        let refused = pinyin.last(second, "unavailable").is_some();
        assert!(refused, "one for a cage");
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
        Story {
            fixture,
            letter,
            page,
            pinyin,
            method,
            ours,
            theirs,
            keyboard,
        }
    }

    /// The input method takes the keys.
    fn grab(&mut self) -> Obj {
        let grab = self.pinyin.make(self.method, "grab_keyboard", args![]);
        self.fixture.settle();
        assert!(self.pinyin.last(grab, "keymap").is_some());
        grab
    }

    /// The input method types keys of a keymap of its own.
    fn typist(&self) -> Obj {
        let manager = "zwp_virtual_keyboard_manager_v1";
        let seat = self.pinyin.bound("wl_seat");
        let typist = self.pinyin.extra(manager, "create_virtual_keyboard", seat);
        let keymap = args![1, memory(4_096), 4_096];
        self.pinyin.tell(typist, "keymap", keymap);
        typist
    }

    /// How often the first program's keyboard was told of keys, and of a keymap.
    fn keys(&self) -> (usize, usize) {
        let told = |event| self.letter.told(self.keyboard, event);
        (told("key"), told("keymap"))
    }
}

#[test]
fn text_is_composed_in_its_cage() {
    let mut story = Story::new();
    let grab = story.grab();
    let (pinyin, method, ours) = (story.pinyin.clone(), story.method, story.ours);
    story.letter.raw.forget();
    story.fixture.key("KEY_N");
    assert_eq!(pinyin.last(grab, "key").expect("a key").word(2), 49);
    assert_eq!(story.keys(), (0, 0), "the window does not get it");
    pinyin.tell(method, "set_preedit_string", args!["n", 1, 1]);
    pinyin.tell(method, "commit", args![1]);
    story.fixture.settle();
    let told = |story: &Story, event| story.letter.raw.last(ours, event).expect("told");
    assert_eq!(told(&story, "preedit_string").text(0), "n");
    pinyin.tell(method, "commit_string", args!["你"]);
    pinyin.tell(method, "commit", args![1]);
    story.fixture.settle();
    assert_eq!(told(&story, "commit_string").text(0), "你");
    assert_eq!(told(&story, "done").word(0), 1);

    // What could be meant is framed, and beside the cursor.
    let popup = pinyin.surface();
    pinyin.make(method, "get_input_popup_surface", args![popup]);
    pinyin.show(popup, pinyin.painted(60, 20, |_, _| paint::GREEN));
    story.fixture.frame();
    assert_eq!(story.fixture.shown(paint::GREEN), 1_200);
    story.fixture.choose(&story.page);
    assert_eq!(story.fixture.shown(paint::GREEN), 0, "it is of that cage");
}

#[test]
fn keys_that_are_not_wanted_go_on() {
    let mut story = Story::new();
    story.grab();
    story.letter.raw.forget();
    let typist = story.typist();
    for state in [1, 0] {
        story.pinyin.tell(typist, "key", args![5, 30, state]);
    }
    story.fixture.settle();
    assert_eq!(story.keys(), (2, 1));
    // Without an input method the keys are of the cage's own keymap again.
    story.pinyin.tell(story.method, "destroy", args![]);
    story.fixture.settle();
    story.fixture.key("KEY_N");
    assert_eq!(story.keys(), (4, 2));
}

#[test]
fn elsewhere_the_keys_are_the_users_own() {
    let mut story = Story::new();
    story.grab();
    let typist = story.typist();
    let (pinyin, method, theirs) = (story.pinyin.clone(), story.method, story.theirs);
    story.page.keyboard();
    story.fixture.settle();
    pinyin.forget();
    story.fixture.choose(&story.page);
    enable(&mut story.fixture, &story.page, theirs);
    let gone: Vec<&str> = pinyin.heard().iter().map(|event| event.name).collect();
    assert!(gone.contains(&"deactivate"), "{gone:?}");
    pinyin.forget();
    story.page.raw.forget();
    story.fixture.key("KEY_N");
    let page = &story.page;
    assert_eq!(page.raw.count("wl_keyboard", "key"), 2);
    pinyin.tell(method, "commit_string", args!["x"]);
    pinyin.tell(method, "commit", args![2]);
    pinyin.tell(typist, "key", args![5, 30, 1]);
    story.fixture.settle();
    assert_eq!(page.told(theirs, "commit_string"), 0);
    assert_eq!(page.raw.count("wl_keyboard", "key"), 2);
    assert!(pinyin.heard().is_empty(), "{:?}", pinyin.heard());
    assert!(!pinyin.closed() && !page.raw.closed() && !story.letter.raw.closed());
}
