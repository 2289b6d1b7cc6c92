//! Levels above one are locked while the rest works: their windows stay where they are under a
//! cover, and a click on one asks for the password.

use lisere::panels::LensAct;
use lisere::trusted::{PanelHot, Part};
use lisere_auth::{Said, Why};
use lisere_shell::{BarHot, IndicatorKind, Message};
use lisere_tests::{Fixture, Porter, Screen, paint};

const RED: u32 = paint::RED & 0xff_ffff;
const GREEN: u32 = paint::GREEN & 0xff_ffff;

fn lock_above(fixture: &mut Fixture, level: &str) {
    let now = fixture.now();
    let locked = fixture.core.lock_levels_by_command(level, now);
    locked.expect("levels that can be locked");
    fixture.frame();
}

/// Types a password on the sheet and has it judged.
fn answer(fixture: &mut Fixture, porter: &Porter, typed: &str, verdict: &Said) {
    assert!(porter.ask());
    fixture.type_text(typed);
    fixture.key("KEY_ENTER");
    assert_eq!(porter.answer().as_deref(), Some(typed));
    assert!(porter.say(verdict));
    fixture.frame();
}

#[test]
fn a_covered_cage_shows_and_hears_nothing() {
    // Wide enough for all that the bar has to say.
    let mut fixture = Fixture::on("home", &[Screen::new(1600, 400, 1.0)]);
    let porter = fixture.lockable(None);
    let (web, bank) = (fixture.client("web"), fixture.client("bank"));
    let low = fixture.window(&web, (200, 120), paint::GREEN);
    let high = fixture.window(&bank, (220, 140), paint::RED);
    fixture.click_into(&high, 20, 20);
    let place = fixture.content(&high);
    bank.forget();

    lock_above(&mut fixture, "everyday");
    assert!(fixture.covered("bank") && fixture.covered("vault"));
    assert!(!fixture.covered("web") && !fixture.locked());
    assert_eq!(fixture.shown(RED), 0, "no pixel");
    assert!(fixture.shown(GREEN) > 0, "the rest is there");
    assert_eq!(fixture.content(&high), place, "it keeps its place");
    assert_eq!(fixture.focused(), None);
    let said = fixture.core.bar_messages();
    assert!(
        said.contains(&Message::Covered("Bank".to_owned())),
        "{said:?}"
    );
    let output = fixture.output(0);
    let parts = fixture.core.pictures.bar_parts(output);
    assert!(parts.contains(&BarHot::Indicator(IndicatorKind::Locked, 0)));

    // Nothing of it changes the picture, and nothing of the keyboard or pointer reaches it.
    bank.forget();
    high.draw((220, 140), paint::RED);
    fixture.type_text("secret");
    fixture.point_into(&high, 40, 40);
    fixture.scroll(30.0);
    fixture.frame();
    assert_eq!(fixture.shown(RED), 0);
    assert_eq!(bank.typed(), "");
    // The rest works.
    fixture.click_into(&low, 10, 10);
    fixture.type_text("works");
    assert_eq!(web.typed(), "works");

    // A click on the cover asks; what is typed there reaches nobody else.
    web.forget();
    fixture.click_into(&high, 10, 110);
    assert!(fixture.core.asks_to_uncover());
    assert!(matches!(fixture.core.panel_parts()[..], [Part::Unlock(_)]));
    answer(&mut fixture, &porter, "wrong", &Said::Failed(Why::Wrong));
    assert!(fixture.covered("bank"));
    assert_eq!((web.typed(), bank.typed()), (String::new(), String::new()));

    // Closing the sheet does not shorten the wait after a failure.
    fixture.key("KEY_ESC");
    fixture.frame();
    assert!(!fixture.core.asks_to_uncover());
    fixture.click_into(&high, 10, 110);
    assert!(porter.ask());
    fixture.type_text("right");
    fixture.key("KEY_ENTER");
    fixture.advance(1500);
    assert_eq!(porter.answer(), None, "three seconds have not passed");
    fixture.advance(1600);
    assert_eq!(porter.answer().as_deref(), Some("right"));
    assert!(porter.say(&Said::Passed));
    fixture.frame();
    assert!(!fixture.covered("bank") && !fixture.core.asks_to_uncover());
    assert!(fixture.shown(RED) > 0, "it goes on where it was");
    fixture.click_into(&high, 20, 20);
    fixture.type_text("again");
    assert_eq!(bank.typed(), "again");
}

#[test]
fn a_yes_for_levels_unlocks_no_session() {
    let mut fixture = Fixture::new("home");
    let porter = fixture.lockable(None);
    lock_above(&mut fixture, "everyday");
    fixture.act("unlock-levels");
    assert!(porter.ask());
    fixture.type_text("right");
    fixture.key("KEY_ENTER");
    assert_eq!(porter.answer().as_deref(), Some("right"));
    // The session is locked before the answer to the other question comes.
    let asked = porter.conversations();
    let now = fixture.now();
    let why = lisere::lock::Why::Chord;
    fixture.core.lock_session(why, now).expect("a lock");
    assert!(!porter.say(&Said::Passed), "nobody listens there any more");
    fixture.frame();
    assert!(fixture.locked());
    assert_eq!(porter.conversations(), asked + 1);
    assert!(porter.say(&Said::Passed));
    fixture.frame();
    assert!(!fixture.locked());
    assert!(fixture.covered("bank"), "what was covered before still is");
}

#[test]
fn what_is_covered_nobody_touches() {
    let mut fixture = Fixture::new("home");
    let _porter = fixture.lockable(None);
    let (web, bank) = (fixture.client("web"), fixture.client("bank"));
    let _low = fixture.window(&web, (200, 120), paint::GREEN);
    let high = fixture.window(&bank, (220, 140), paint::RED);
    lock_above(&mut fixture, "everyday");

    use liserectl::{CageAct, Command};
    let cage = || "bank".to_owned();
    for act in [
        CageAct::Thaw,
        CageAct::Kill,
        CageAct::Stop,
        CageAct::Release,
    ] {
        let refused = fixture
            .core
            .allow_command(&Command::Cage { cage: cage(), act });
        let refused = refused.expect_err("it is locked");
        assert!(refused.message.contains("is locked"), "{refused:?}");
    }
    let sent = Command::Send {
        to: cage(),
        names: vec!["report".to_owned()],
    };
    assert!(fixture.core.allow_command(&sent).is_err());
    assert!(fixture.core.allow_command(&Command::Status).is_ok());

    // Chords do no more than commands.
    fixture.click_into(&high, 10, 110);
    fixture.key("KEY_ESC");
    fixture.frame();
    fixture.act("freeze-cage");
    fixture.act("kill-cage");
    fixture.act("close");
    assert!(fixture.covered("bank"));
    assert!(fixture.core.connections.frozen(fixture.cage("bank")));
    fixture.act("carry");
    let said = fixture.core.crossing_message().cloned();
    let denied = lisere_shell::Denial::Locked("Bank".to_owned());
    assert_eq!(said, Some(Message::Denial(denied)));

    // More may be locked without a password, and nothing less.
    lock_above(&mut fixture, "private");
    assert!(fixture.covered("bank"));
    let told = fixture.core.told_of_desk();
    assert_eq!(told.locked_above.as_deref(), Some("everyday"));
    lock_above(&mut fixture, "disposable");
    assert!(fixture.covered("web") && fixture.covered("bank"));
    assert_eq!(fixture.shown(GREEN), 0);
    let now = fixture.now();
    let above_all = fixture.core.lock_levels_by_command("vault", now);
    assert!(above_all.expect_err("none").message.contains("no cage"));
    let unknown = fixture.core.lock_levels_by_command("cosmic", now);
    assert!(unknown.expect_err("none").help.contains("everyday"));
}

#[test]
fn a_restarted_core_covers_the_same() {
    let state = tempfile::tempdir().expect("a folder");
    let mut fixture = Fixture::new("home");
    let _porter = fixture.lockable(Some(state.path()));
    lock_above(&mut fixture, "everyday");
    drop(fixture);

    let mut fixture = Fixture::new("home");
    let porter = fixture.lockable(Some(state.path()));
    let web = fixture.client("web");
    let bank = fixture.client("bank");
    let _high = fixture.window(&bank, (220, 140), paint::RED);
    let now = fixture.now();
    fixture.core.lock_as_kept(now);
    let _low = fixture.window(&web, (200, 120), paint::GREEN);
    assert!(!fixture.locked() && fixture.covered("bank"));
    assert_eq!(fixture.shown(RED), 0);
    fixture.act("unlock-levels");
    answer(&mut fixture, &porter, "right", &Said::Passed);
    assert!(!fixture.covered("bank"));
    assert!(fixture.shown(RED) > 0);
    let kept = lisere::lock::Kept::in_state(Some(state.path()));
    assert_eq!(kept.levels(), None);
}

#[test]
fn what_nobody_could_unlock_is_not_covered() {
    let mut fixture = Fixture::new("home");
    let now = fixture.now();
    let refused = fixture.core.lock_levels_by_command("everyday", now);
    assert!(refused.expect_err("no PAM").message.contains("not locked"));
    assert!(!fixture.covered("bank"));
    fixture.act_refused("unlock-levels");
    assert!(!fixture.core.asks_to_uncover());
}

/// Whether the lens offers to lock what is above the window that is asked about.
fn offers(fixture: &Fixture) -> bool {
    let wanted = PanelHot::Key(LensAct::LockAbove);
    fixture.on_panel(wanted).is_some()
}

#[test]
fn the_lens_locks_what_is_above_a_window() {
    let mut fixture = Fixture::on("home", &[Screen::new(1600, 600, 1.0)]);
    let (web, bank) = (fixture.client("web"), fixture.client("bank"));
    let low = fixture.window(&web, (200, 120), paint::GREEN);
    let high = fixture.window(&bank, (220, 140), paint::RED);
    fixture.click_into(&low, 10, 10);
    fixture.attention();
    assert!(!offers(&fixture), "nobody could unlock them");
    fixture.key("KEY_A");
    fixture.frame();
    assert!(!fixture.covered("bank"));
    assert!(fixture.core.focus.attention(), "the lens stays");
    fixture.key("KEY_ESC");

    let porter = fixture.lockable(None);
    fixture.attention();
    assert!(offers(&fixture));
    fixture.key("KEY_A");
    fixture.frame();
    assert!(fixture.covered("bank") && !fixture.covered("web"));
    assert_eq!(fixture.shown(RED), 0);
    assert!(!fixture.core.focus.attention(), "the lens is gone");
    fixture.attention();
    assert!(!offers(&fixture), "it is locked already");
    fixture.key("KEY_ESC");
    fixture.click_into(&high, 10, 110);
    answer(&mut fixture, &porter, "right", &Said::Passed);
    assert!(!fixture.covered("bank"));
}
