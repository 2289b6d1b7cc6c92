//! The user's hand on a cage whose gate does not obey.

use std::fs;

use liserectl::CageAct;
use rustix::process::Signal;

use crate::patience::until_true;
use crate::session::{Session, signal};

/// The letter for what a process is doing: `T` for one that is stopped.
fn doing(pid: u32) -> char {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).expect("a process");
    let (_, after) = stat.rsplit_once(") ").expect("its name in brackets");
    after.chars().next().expect("a letter")
}

#[test]
fn a_frozen_cage_waits_and_goes_on() {
    let session = Session::start();
    let mut program = session.program("web");
    let gate = session.pid("web");
    assert!(session.act("web", CageAct::Freeze));
    assert_eq!(session.gate("web").state, "frozen");
    assert_eq!(session.cage("web").windows, 1, "its window stays");
    assert!(session.act("web", CageAct::Thaw));
    assert!(program.keys().is_empty(), "it is answered again");
    let after = session.gate("web");
    assert_eq!((after.pid, after.deaths), (Some(gate), 0));
}

#[test]
fn a_gate_that_does_not_freeze_is_stopped() {
    let session = Session::start();
    let mut program = session.program("web");
    let gate = session.pid("web");
    // A gate that hangs: only the core's own signal will wake it again.
    signal(gate, Signal::STOP);
    until_true("it hangs", || doing(gate) == 'T');
    assert!(session.act("web", CageAct::Freeze));
    until_true("its time is up", || {
        // Each look takes until the core has given up waiting for it.
        session.gate("web").state == "frozen"
    });
    until_true(
        "the core has stopped it, so that it can continue it",
        || {
            assert!(session.act("web", CageAct::Freeze));
            session.act("web", CageAct::Thaw) && doing(gate) != 'T'
        },
    );
    assert!(program.keys().is_empty());
    assert_eq!(session.gate("web").deaths, 0);
}

#[test]
fn killing_ends_even_a_gate_that_hangs() {
    let session = Session::start();
    let _victim = session.program("web");
    let mut other = session.program("work");
    let gate = session.pid("web");
    signal(gate, Signal::STOP);
    assert!(session.act("web", CageAct::Kill));
    until_true("its programs are gone", || session.cage("web").clients == 0);
    let after = session.gate("web");
    assert_eq!((after.deaths, after.state.as_str()), (0, "running"));
    assert_ne!(after.pid, Some(gate));
    assert!(other.keys().is_empty());
    assert!(session.program("web").keys().is_empty());
}

#[test]
fn no_hand_reaches_a_cage_that_is_none() {
    let session = Session::start();
    for act in [
        CageAct::Freeze,
        CageAct::Thaw,
        CageAct::Kill,
        CageAct::Release,
    ] {
        assert!(!session.act("attic", act));
    }
}
