//! What the system's login service says: it may lock the session and never unlock it, and the
//! machine sleeps only when nothing is to be seen any more.

use lisere::input::{InputEvent, Switch};
use lisere_auth::Said as Answer;
use lisere_helper::logind::{Said, Tell};
use lisere_tests::{Fixture, paint};

const RED: u32 = paint::RED & 0xff_ffff;

#[test]
fn it_locks_and_does_not_unlock() {
    let mut fixture = Fixture::new("home");
    let porter = fixture.lockable(None);
    let system = fixture.with_logind();
    system.say(&Said::Here { lacks: Vec::new() });
    fixture.settle();
    assert_eq!(fixture.core.lock.logind.state(), "reached");
    system.say(&Said::Lock);
    fixture.frame();
    assert!(fixture.locked());
    assert_eq!(system.told(), [Tell::Locked(true)]);
    system.say(&Said::Unlock);
    fixture.frame();
    assert!(fixture.locked(), "only PAM unlocks");
    assert!(porter.say(&Answer::Passed));
    fixture.frame();
    assert!(!fixture.locked());
    assert_eq!(system.told(), [Tell::Locked(false)]);
}

#[test]
fn the_machine_sleeps_once_nothing_is_seen() {
    let mut fixture = Fixture::new("home");
    let _porter = fixture.lockable(None);
    let system = fixture.with_logind();
    let web = fixture.client("web");
    let _window = fixture.window(&web, (300, 200), paint::RED);
    assert!(fixture.shown(RED) > 0);
    system.say(&Said::Sleep);
    let mut hidden = false;
    for _ in 0..4 {
        let now = fixture.now();
        fixture.core.turn(now);
        let told = system.told();
        hidden |= told.contains(&Tell::Hidden);
        // Before that the screen may show anything still.
        assert!(!hidden || fixture.core.lock_shown(), "{told:?}");
        if hidden {
            break;
        }
        fixture.advance(20);
    }
    assert!(hidden && fixture.locked());
    assert_eq!(fixture.shown(RED), 0);
    system.say(&Said::Woke);
    fixture.frame();
    assert!(fixture.locked());
    assert_eq!(system.told(), []);
}

#[test]
fn what_cannot_be_locked_keeps_no_machine_awake() {
    let mut fixture = Fixture::new("home");
    let system = fixture.with_logind();
    system.say(&Said::Sleep);
    fixture.frame();
    assert!(!fixture.locked());
    assert_eq!(system.told(), [Tell::Hidden]);

    let _porter = fixture.lockable(None);
    let system = fixture.with_logind();
    fixture.prefer("[idle]\nlock_before_sleep = false\n");
    system.say(&Said::Sleep);
    fixture.frame();
    assert!(!fixture.locked(), "nobody wants that");
    assert_eq!(system.told(), [Tell::Hidden]);
}

#[test]
fn a_helper_that_dies_is_replaced() {
    let mut fixture = Fixture::new("home");
    let _porter = fixture.lockable(None);
    let system = fixture.with_logind();
    fixture.settle();
    for (started, wait) in [(1, 1_000), (2, 2_000), (3, 4_000)] {
        assert_eq!(system.helpers(), started);
        system.die();
        fixture.settle();
        let state = fixture.core.lock.logind.state();
        assert!(state.contains("has gone"), "{state}");
        fixture.advance(wait - 100);
        assert_eq!(system.helpers(), started, "not yet");
        fixture.advance(200);
    }
    // The new one knows nothing yet, and is told.
    system.say(&Said::Lock);
    fixture.frame();
    system.die();
    fixture.advance(20_000);
    assert_eq!(system.told(), [Tell::Locked(true)]);
}

#[test]
fn who_holds_the_system_keeps_screens_lit_and_no_lock_away() {
    let mut fixture = Fixture::new("home");
    let porter = fixture.lockable(None);
    let system = fixture.with_logind();
    fixture.prefer("[idle]\nscreens_off = \"60 s\"\n");
    system.say(&Said::Awake(true));
    fixture.settle();
    fixture.advance(61_000);
    assert!(!fixture.core.outputs.wall.idle.dark());
    system.say(&Said::Lock);
    fixture.frame();
    assert!(fixture.locked());
    fixture.advance(61_000);
    assert!(
        fixture.core.outputs.wall.idle.dark(),
        "nobody watches a lock"
    );
    assert!(system.told().contains(&Tell::Idle(true)));
    fixture.key("KEY_A");
    assert!(porter.say(&Answer::Passed));
    fixture.frame();
    system.say(&Said::Awake(false));
    fixture.settle();
    fixture.advance(61_000);
    assert!(fixture.core.outputs.wall.idle.dark());
}

#[test]
fn a_closed_lid_locks_where_that_is_wanted() {
    let mut fixture = Fixture::new("home");
    let _porter = fixture.lockable(None);
    let system = fixture.with_logind();
    let lid = |fixture: &mut Fixture, on| {
        let now = fixture.now();
        let switch = Switch::Lid;
        fixture.core.input(InputEvent::Switch { switch, on }, now);
        fixture.frame();
    };
    lid(&mut fixture, true);
    assert!(!fixture.locked(), "the system sees to it");
    lid(&mut fixture, false);
    fixture.prefer("[idle]\nlock_on_lid = true\n");
    assert_eq!(system.told(), [Tell::Lid(true)]);
    lid(&mut fixture, true);
    assert!(fixture.locked());
}
