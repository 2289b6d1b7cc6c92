//! The keys for the light of a screen that is built in are the desktop's own: no program hears
//! of them, the login service is asked whatever is shown, and what came of it hangs from the bar
//! for a moment.

use lisere_helper::logind::{Said, Tell};
use lisere_tests::{Fixture, System, paint};

const UP: &str = "KEY_BRIGHTNESSUP";
const DOWN: &str = "KEY_BRIGHTNESSDOWN";

/// What the login service was asked: whether brighter, each time.
fn asked(system: &System) -> Vec<bool> {
    let told = system.told().into_iter();
    let light = |told| match told {
        Tell::Light { brighter } => Some(brighter),
        _ => None,
    };
    told.filter_map(light).collect()
}

fn says(fixture: &mut Fixture, system: &System, percent: u8) {
    system.say(&Said::Light(Ok(percent)));
    fixture.settle();
}

#[test]
fn keys_make_the_screen_brighter() {
    let mut fixture = Fixture::new("home");
    let _porter = fixture.lockable(None);
    let system = fixture.with_logind();
    let work = fixture.client("work");
    let window = fixture.window(&work, (200, 120), paint::BLUE);
    fixture.click_into(&window, 20, 20);
    work.forget();
    let both = |fixture: &mut Fixture, when: &str| {
        fixture.key(UP);
        fixture.key(DOWN);
        assert_eq!(asked(&system), [true, false], "{when}");
        assert_eq!(work.keys().len(), 0, "{when}");
    };
    both(&mut fixture, "with a window in hand");
    assert!(!fixture.tag_hangs(), "nothing has come of it yet");
    let before = fixture.pixels();
    says(&mut fixture, &system, 55);
    assert!(fixture.tag_hangs());
    let shown = fixture.pixels();
    says(&mut fixture, &system, 60);
    assert!(fixture.tag_hangs());
    assert_ne!(fixture.pixels().pixels, shown.pixels, "how bright it is");
    fixture.advance(1_400);
    assert!(fixture.tag_hangs(), "for a moment after the last");
    fixture.advance(100);
    assert!(!fixture.tag_hangs());
    assert_eq!(fixture.pixels().pixels, before.pixels);
    assert_eq!(work.told(|_| Some(())), [], "no program is told of it");

    // Where nobody can change it that is said, and nothing that is not so.
    system.say(&Said::Light(Err("there is none".to_owned())));
    fixture.settle();
    assert!(fixture.tag_hangs());
    assert_ne!(fixture.pixels().pixels, shown.pixels);
    fixture.advance(1_600);
    assert!(!fixture.tag_hangs());

    // One that is held goes on.
    fixture.prefer("[keyboard]\nrepeat_rate = 20\nrepeat_delay = 300\n");
    fixture.key_down(DOWN);
    fixture.advance(410);
    fixture.key_up(DOWN);
    fixture.advance(1_000);
    assert_eq!(asked(&system), [false; 4]);

    fixture.open_launcher();
    both(&mut fixture, "in a panel");
    fixture.key("KEY_ESC");
    fixture.act("lock");
    fixture.frame();
    both(&mut fixture, "while the session is locked");
    says(&mut fixture, &system, 40);
    assert!(fixture.locked() && !fixture.tag_hangs());
}

#[test]
fn without_a_login_service_there_is_nobody_to_ask() {
    let mut fixture = Fixture::new("home");
    fixture.key(UP);
    assert!(fixture.tag_hangs(), "which is said");
    fixture.advance(1_600);
    let system = fixture.with_logind();
    fixture.act("brightness-down");
    assert_eq!(asked(&system), [false]);
    // A helper that is gone is asked nothing.
    system.die();
    fixture.settle();
    fixture.key(UP);
    assert!(fixture.tag_hangs(), "which is said again");
}
