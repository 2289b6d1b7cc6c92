//! The keys for the sound of the machine are the desktop's own: no program hears of them, and
//! they do what they are for whatever is shown. One that is held goes on.

use lisere_cage::message::VolumeWish::{self, Down, MicrophoneMute, Mute, Up};
use lisere_tests::{Client, Fixture, paint};

/// What the session is to have done since it was last asked.
fn wanted(fixture: &mut Fixture) -> Vec<VolumeWish> {
    std::mem::take(&mut fixture.core.work.wishes.volume)
}

const KEYS: [(&str, VolumeWish); 4] = [
    ("KEY_VOLUMEUP", Up),
    ("KEY_VOLUMEDOWN", Down),
    ("KEY_MUTE", Mute),
    ("KEY_MICMUTE", MicrophoneMute),
];

/// Presses each key; all of them are taken by nobody else.
fn all_count(fixture: &mut Fixture, program: &Client, when: &str) {
    program.forget();
    for (key, wish) in KEYS {
        fixture.key(key);
        assert_eq!(wanted(fixture), [wish], "{key}, {when}");
    }
    assert_eq!(program.keys().len(), 0, "{when}");
}

#[test]
fn keys_make_the_machine_louder() {
    let mut fixture = Fixture::new("home");
    let _porter = fixture.lockable(None);
    let work = fixture.client("work");
    let window = fixture.window(&work, (200, 120), paint::BLUE);
    fixture.click_into(&window, 20, 20);
    all_count(&mut fixture, &work, "with a window in hand");
    fixture.type_text("a");
    assert_eq!(work.typed(), "a", "and its keys go on");

    // With something held that makes another chord of it, it is the program's.
    work.forget();
    fixture.chord(&["KEY_LEFTCTRL", "KEY_MUTE"]);
    assert_eq!(wanted(&mut fixture), []);
    assert_eq!(work.keys().len(), 4);

    fixture.open_launcher();
    all_count(&mut fixture, &work, "in a panel");
    assert!(fixture.launcher().is_some());
    fixture.attention();
    all_count(&mut fixture, &work, "with the lens open");
    fixture.key("KEY_ESC");

    fixture.act("screens-off");
    fixture.key("KEY_MUTE");
    assert_eq!(wanted(&mut fixture), [Mute]);
    assert!(!fixture.core.told_of_desk().idle, "and the screens are lit");

    fixture.act("lock");
    fixture.frame();
    assert!(fixture.locked());
    all_count(&mut fixture, &work, "while the session is locked");
    assert!(fixture.locked());
}

#[test]
fn nothing_is_answered_by_them() {
    let mut fixture = Fixture::that_says("ask");
    let (web, page) = fixture.at_work("web", 0);
    let (bank, form) = fixture.at_work("bank", 1);
    fixture.carry_text(&web, &page, "a number");
    fixture.click_into(&form, 5, 5);
    fixture.chord(&["KEY_LEFTMETA", "KEY_V"]);
    fixture.advance(1_000);
    assert!(fixture.core.crossing.asks());
    all_count(&mut fixture, &bank, "while something is asked");
    assert!(fixture.core.crossing.asks(), "it is asked as before");
}

#[test]
fn a_held_key_goes_on() {
    let mut fixture = Fixture::new("home");
    fixture.prefer("[keyboard]\nrepeat_rate = 20\nrepeat_delay = 300\n");
    fixture.key_down("KEY_VOLUMEUP");
    fixture.advance(290);
    assert_eq!(wanted(&mut fixture), [Up], "not before its time");
    fixture.advance(220);
    assert_eq!(wanted(&mut fixture), [Up; 5], "twenty in a second");
    // The one that went down last goes on.
    fixture.key_down("KEY_VOLUMEDOWN");
    fixture.advance(310);
    assert_eq!(wanted(&mut fixture), [Down; 2]);
    fixture.key_up("KEY_VOLUMEDOWN");
    fixture.key_up("KEY_VOLUMEUP");
    fixture.advance(1_000);
    assert_eq!(wanted(&mut fixture), []);
    // What is turned off and on does not go on.
    for key in ["KEY_MUTE", "KEY_MICMUTE"] {
        fixture.key_down(key);
        fixture.advance(2_000);
        fixture.key_up(key);
        assert_eq!(wanted(&mut fixture).len(), 1, "{key}");
    }
    // However long it is held, no more waits than a few.
    fixture.key_down("KEY_VOLUMEUP");
    fixture.advance(20_000);
    fixture.key_up("KEY_VOLUMEUP");
    assert_eq!(wanted(&mut fixture).len(), 64);
}

#[test]
fn a_password_has_no_part_in_a_mode() {
    let mut fixture = Fixture::new("home");
    let porter = fixture.lockable(None);
    fixture.prefer("[keys]\n\"Super+R\" = \"mode loud\"\n[mode.loud]\nk = \"volume-up\"\n");
    fixture.chord(&["KEY_LEFTMETA", "KEY_R"]);
    fixture.key("KEY_K");
    assert_eq!(wanted(&mut fixture), [Up]);
    fixture.act("lock");
    fixture.frame();
    // Locking has turned it off; a command may turn one on even so.
    fixture.act("mode loud");
    assert!(porter.ask());
    fixture.type_text("oak");
    fixture.key("KEY_ENTER");
    assert_eq!(porter.answer().as_deref(), Some("oak"));
    assert_eq!(wanted(&mut fixture), []);
}
