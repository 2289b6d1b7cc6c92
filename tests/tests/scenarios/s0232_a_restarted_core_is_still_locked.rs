//! The core ends while the session is locked: the next one begins locked, whatever it can ask.

use lisere::lock::{Kept, Lock, Why};
use lisere_auth::Said;
use lisere_auth::service::Unable;
use lisere_tests::{Fixture, paint};

#[test]
fn a_restarted_core_is_still_locked() {
    let state = tempfile::tempdir().expect("a folder");
    let mut fixture = Fixture::new("home");
    let _porter = fixture.lockable(Some(state.path()));
    let now = fixture.now();
    fixture
        .core
        .lock_session(Why::Command, now)
        .expect("a lock");
    fixture.frame();
    drop(fixture);

    // Nobody can be asked here: it stays shut all the same.
    let mut fixture = Fixture::new("home");
    let kept = Kept::in_state(Some(state.path()));
    fixture.core.lock = Lock::unable(Unable::Service.into(), kept);
    let now = fixture.now();
    fixture.core.lock_as_kept(now);
    let web = fixture.client("web");
    let _window = fixture.window(&web, (200, 100), paint::RED);
    assert!(fixture.locked());
    assert_eq!(fixture.shown(paint::RED & 0xff_ffff), 0);
    drop(fixture);

    let mut fixture = Fixture::new("home");
    let porter = fixture.lockable(Some(state.path()));
    let now = fixture.now();
    fixture.core.lock_as_kept(now);
    fixture.frame();
    assert!(fixture.locked());
    assert!(porter.say(&Said::Passed));
    fixture.frame();
    assert!(!fixture.locked());
    assert!(!Kept::in_state(Some(state.path())).locked());
}
