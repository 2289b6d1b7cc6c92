//! What a gate's death costs, and when no other takes its place.

use std::io::{ErrorKind, Read};
use std::os::unix::net::UnixStream;
use std::process::Stdio;

use liserectl::CageAct;

use crate::patience::until_true;
use crate::session::{Session, lisere, programs};

#[test]
fn a_death_costs_its_own_cage_only() {
    let session = Session::start();
    let _victim = session.program("web");
    let mut other = session.program("work");
    let before = session.pid("web");
    let others = session.pid("work");
    let after = session.murder("web");
    assert_eq!((after.state.as_str(), after.deaths), ("running", 1));
    assert_ne!(after.pid, Some(before));
    until_true("the windows of its programs are gone", || {
        let web = session.cage("web");
        (web.clients, web.windows) == (0, 0)
    });
    assert!(other.keys().is_empty(), "the other cage's program lives on");
    assert_eq!(session.cage("work").windows, 1);
    assert_eq!(session.pid("work"), others);
    let mut next = session.program("web");
    assert!(next.keys().is_empty(), "the same socket works again");
}

#[test]
fn three_deaths_put_a_cage_in_quarantine() {
    let session = Session::start();
    assert!(!session.act("web", CageAct::Release), "it is not in it yet");
    for deaths in 1..=2 {
        let gate = session.murder("web");
        assert_eq!((gate.deaths, gate.state.as_str()), (deaths, "running"));
    }
    let gate = session.murder("web");
    assert_eq!((gate.pid, gate.state.as_str()), (None, "quarantined"));
    let mut early = UnixStream::connect(session.socket("web")).expect("the socket is still there");
    early.set_nonblocking(true).expect("a socket");
    let read = early.read(&mut [0]).expect_err("nobody speaks");
    assert_eq!(read.kind(), ErrorKind::WouldBlock);
    assert_eq!(session.cage("web").clients, 0, "nobody is let in");
    let mut other = session.program("work");
    assert!(session.act("web", CageAct::Release));
    let gate = session.gate("web");
    assert_eq!((gate.state.as_str(), gate.deaths), ("running", 3));
    until_true("whoever waited is let in", || {
        session.cage("web").clients == 1
    });
    let mut program = session.program("web");
    assert!(program.keys().is_empty() && other.keys().is_empty());
}

#[test]
fn without_the_gates_program_nothing_starts() {
    let runtime = tempfile::tempdir().expect("a runtime folder");
    let alone = tempfile::tempdir_in(programs()).expect("a folder");
    let program = alone.path().join("lisere");
    std::fs::hard_link(programs().join("lisere"), &program).expect("a link");
    let output = lisere(&program, runtime.path())
        .stdin(Stdio::null())
        .output()
        .expect("lisere");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(
        said.contains("a program is missing: `lisere-gate`"),
        "{said}"
    );
    assert!(!runtime.path().join("lisere").exists());
}
