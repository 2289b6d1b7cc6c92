//! A program with the right to it holds the pointer while its window has the keys, hears how far
//! the mouse goes, and the attention key takes the pointer back.

use lisere_shell::Message;
use lisere_tests::program::{Program, home_granting};
use lisere_tests::rawwl::Obj;
use lisere_tests::{Fixture, args};

const ATTENTION: [&str; 2] = ["KEY_LEFTMETA", "KEY_ESC"];

/// Wishes for the pointer until it is told otherwise.
fn lock(program: &Program, lifetime: u32) -> (Obj, Obj) {
    let raw = &program.raw;
    let pointer = raw.pointer();
    let manager = raw.bound("zwp_relative_pointer_manager_v1");
    let relative = raw.make(manager, "get_relative_pointer", args![pointer]);
    let manager = raw.bound("zwp_pointer_constraints_v1");
    let surface = program.win.surface;
    let locked = raw.make(
        manager,
        "lock_pointer",
        args![surface, pointer, 0, lifetime],
    );
    (locked, relative)
}

#[test]
fn a_game_holds_the_pointer() {
    let mut fixture = Fixture::of_text(&home_granting("pointer-lock"));
    let (game, other) = (fixture.program("work", 0), fixture.program("web", 1));
    fixture.choose(&other);
    let (locked, relative) = lock(&game, 2);
    fixture.hover_over(&game, 20, 20);
    assert_eq!(game.told(locked, "locked"), 0, "not without the keys");

    fixture.choose(&game);
    assert_eq!(game.told(locked, "locked"), 1);
    let held = Message::Held {
        cage: "Work".to_owned(),
        chord: "Super+Escape".to_owned(),
    };
    assert!(fixture.core.bar_messages().contains(&held));
    let before = fixture.pointer();
    game.raw.forget();
    other.raw.forget();
    fixture.nudge(300.0, -40.0);
    assert_eq!(fixture.pointer(), before, "it stays");
    let moved = game.raw.last(relative, "relative_motion").expect("told");
    let part = |place| moved.int(place) / 256;
    assert_eq!([2, 3, 4, 5].map(part), [300, -40, 150, -20]);
    assert_eq!(game.raw.count("wl_pointer", "motion"), 0);
    assert_eq!(game.raw.count("wl_pointer", "frame"), 1);
    assert_eq!(other.raw.heard().len(), 0, "nobody else hears of it");
    fixture.click();
    assert_eq!(game.raw.count("wl_pointer", "button"), 2, "it shoots");

    fixture.chord(&ATTENTION);
    fixture.frame();
    assert_eq!(game.told(locked, "unlocked"), 1);
    game.raw.forget();
    fixture.nudge(100.0, 0.0);
    fixture.nudge(-100.0, 0.0);
    assert_eq!(game.told(relative, "relative_motion"), 0);
    assert_eq!(fixture.pointer(), before, "it moved and came back");
    fixture.key("KEY_ESC");
    fixture.frame();
    assert_eq!(game.told(locked, "locked"), 1, "back to the game");

    // Where the game drew its own pointer is where the real one appears; outside of its
    // surface is nowhere.
    let hint = |x: i32, y: i32| {
        let at = args![x * 256, y * 256];
        game.raw.tell(locked, "set_cursor_position_hint", at);
        game.commit();
    };
    hint(5_000, 30);
    hint(30, 60);
    game.raw.tell(locked, "destroy", args![]);
    fixture.frame();
    assert_eq!(fixture.pointer(), fixture.place_in(&game, 30, 60));
    fixture.nudge(10.0, 0.0);
    assert_eq!(fixture.pointer(), fixture.place_in(&game, 40, 60));
    let messages = fixture.core.bar_messages();
    assert!(
        !messages
            .iter()
            .any(|said| matches!(said, Message::Held { .. }))
    );
}

#[test]
fn another_window_takes_it() {
    let mut fixture = Fixture::of_text(&home_granting("pointer-lock"));
    let (game, other) = (fixture.program("work", 0), fixture.program("web", 1));
    let (locked, _) = lock(&game, 1);
    fixture.choose(&game);
    assert_eq!(game.told(locked, "locked"), 1);
    // The switcher is trusted UI; what is chosen in it is another window.
    fixture.key_down("KEY_LEFTALT");
    fixture.key("KEY_TAB");
    assert_eq!(game.told(locked, "unlocked"), 1);
    fixture.key_up("KEY_LEFTALT");
    fixture.frame();
    assert_eq!(fixture.focused(), Some(other.raw.cage()));
    fixture.choose(&game);
    assert_eq!(game.told(locked, "locked"), 1, "it was for once");

    // So there may be another, though the first object is still there.
    let (again, _) = lock(&game, 1);
    fixture.frame();
    assert_eq!(game.told(again, "locked"), 1);
    assert!(!game.raw.closed());
    fixture.cut(&game.raw);
    fixture.nudge(50.0, 0.0);
    let (x, _) = fixture.pointer();
    assert!(x > 100.0, "nobody holds it any more");
}

#[test]
fn without_the_right_nobody_does() {
    let mut fixture = Fixture::new("home");
    let game = fixture.program("work", 0);
    let (locked, relative) = lock(&game, 2);
    fixture.choose(&game);
    let (x, y) = fixture.pointer();
    fixture.nudge(10.0, 0.0);
    assert_eq!(fixture.pointer(), (x + 10.0, y));
    assert_eq!(game.told(locked, "locked"), 0);
    assert!(
        game.told(relative, "relative_motion") > 0,
        "it hears all the same"
    );
    assert_eq!(
        game.raw.last(relative, "relative_motion").unwrap().int(2),
        2_560
    );
}
