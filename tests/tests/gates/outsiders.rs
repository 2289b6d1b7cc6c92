//! A cage's socket in the wrong hands: whoever is not in the cage's sandbox is turned away.

use std::io::Read;
use std::os::unix::net::UnixStream;
use std::process::Command;
use std::time::Duration;

use crate::patience::{until, until_true};
use crate::session::{Session, programs};

/// Longer than anything takes that does not hang.
const PATIENCE: Duration = Duration::from_secs(30);

fn outsider(session: &Session, cage: &str) -> UnixStream {
    let stream = UnixStream::connect(session.socket(cage)).expect("the socket is there");
    stream
        .set_read_timeout(Some(PATIENCE))
        .expect("a read that ends");
    stream
}

/// Records of a kind, of a cage.
fn records(session: &Session, kind: &str, cage: &str) -> usize {
    let wanted = format!("\"kind\":\"{kind}\",\"cage\":\"{cage}\"");
    let lines = session.records();
    lines.iter().filter(|line| line.contains(&wanted)).count()
}

#[test]
fn an_outsider_is_refused_and_recorded() {
    let session = Session::start_keeping();
    let read = outsider(&session, "web").read(&mut [0; 8]);
    assert_eq!(read.expect("an end"), 0, "nothing is said to it");
    assert_eq!(session.cage("web").clients, 0);
    until_true("it is recorded", || {
        records(&session, "identity-mismatch", "web") == 1
    });
    assert_eq!(records(&session, "admitted", "web"), 0);
    assert_eq!(records(&session, "identity-mismatch", "work"), 0);
}

#[test]
fn many_outsiders_keep_nobody_out_and_fill_no_journal() {
    let session = Session::start_keeping();
    let mut crowd: Vec<UnixStream> = (0..200).map(|_| outsider(&session, "web")).collect();
    // The session answers meanwhile, and every one of them in the end.
    assert_eq!(session.gate("work").deaths, 0);
    for outsider in &mut crowd {
        assert_eq!(outsider.read(&mut [0; 8]).expect("an end"), 0);
    }
    let gate = session.gate("web");
    assert_eq!((gate.deaths, gate.state.as_str()), (0, "running"));
    let more = until("the rest is counted", || {
        let counted = records(&session, "more", "web");
        (counted > 0).then_some(counted)
    });
    assert!(more <= 8, "{more} lines of counts");
    assert!(records(&session, "identity-mismatch", "web") <= 110);
}

#[test]
fn a_program_in_the_sandbox_comes_in() {
    let session = Session::start_keeping();
    // It asks for the globals and waits for the first one.
    let script = "socket(S, AF_UNIX, SOCK_STREAM, 0); \
                  connect(S, pack_sockaddr_un(\"$ENV{XDG_RUNTIME_DIR}/wayland-0\")) or die; \
                  syswrite(S, pack(\"LLL\", 1, 12 << 16 | 1, 2)); \
                  print sysread(S, $_, 8) ? \"heard\" : \"refused\"";
    let output = Command::new(programs().join("lisere-cage"))
        .args(["web", "--", "perl", "-MSocket", "-e", script])
        .env("LISERE_CONTROL", session.control())
        .stdin(std::process::Stdio::null())
        .output()
        .expect("lisere-cage");
    let said = String::from_utf8_lossy(&output.stdout);
    let complaint = String::from_utf8_lossy(&output.stderr);
    if output.status.code() == Some(125) {
        assert!(!complaint.is_empty(), "whoever refuses says why");
        eprintln!("not tried, since this machine can't keep cages: {complaint}");
        return;
    }
    assert_eq!(said, "heard", "{complaint}");
    until_true("it is recorded as one of the cage", || {
        records(&session, "admitted", "web") == 1
    });
    assert_eq!(records(&session, "identity-mismatch", "web"), 0);
    // The cage stands for a while yet: an outsider is none of it all the same.
    let read = outsider(&session, "web").read(&mut [0; 8]);
    assert_eq!(read.expect("an end"), 0);
    until_true("the outsider is recorded", || {
        records(&session, "identity-mismatch", "web") == 1
    });
}
