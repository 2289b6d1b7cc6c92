//! The journal's helper as a process: what it acknowledged is there, whatever ends it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::fs;
use std::os::fd::OwnedFd;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use lisere_helper::journal::Answer;
use lisere_policy::record::{Fault, Head, Report, Verifier, segment_name};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::net::{AddressFamily, RecvFlags, SendFlags, SocketFlags, SocketType};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};

const PROGRAM: &str = env!("CARGO_BIN_EXE_lisere-helper");

/// A helper, and the core's end of its socket.
struct Helper {
    child: Child,
    core: OwnedFd,
}

impl Helper {
    /// The program at a folder, behind a shell's command that may take something away from it.
    fn behind(before: &str, folder: &Path) -> Helper {
        let flags = SocketFlags::CLOEXEC;
        let pair = rustix::net::socketpair(AddressFamily::UNIX, SocketType::SEQPACKET, flags, None);
        let (core, theirs) = pair.unwrap();
        let script = format!("{before} exec \"$0\" journal \"$1\"");
        let child = Command::new("/bin/sh")
            .args(["-c", &script, PROGRAM])
            .arg(folder)
            .stdin(Stdio::from(theirs))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Helper { child, core }
    }

    fn new(folder: &Path) -> Helper {
        Self::behind("", folder)
    }

    fn hear(&self) -> Answer {
        let mut bytes = [0; 4096];
        let (length, _) =
            rustix::net::recv(&self.core, &mut bytes[..], RecvFlags::empty()).unwrap();
        Answer::decode(&bytes[..length]).unwrap()
    }

    fn ask(&self, batch: &str) -> Answer {
        rustix::net::send(&self.core, batch.as_bytes(), SendFlags::NOSIGNAL).unwrap();
        self.hear()
    }

    fn seq(&self, batch: &str) -> u64 {
        match self.ask(batch) {
            Answer::Written(head) => head.seq,
            failed => panic!("{failed:?}"),
        }
    }

    /// Halts it, so that what happens meanwhile happens at once for it.
    fn halt(&self) {
        kill_process(self.pid(), Signal::STOP).unwrap();
        let stopped = waitpid(Some(self.pid()), WaitOptions::UNTRACED).unwrap();
        assert!(stopped.is_some_and(|(_, status)| status.stopped()));
    }

    fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// Closes the core's end; how the helper ended.
    fn end(mut self) -> Option<i32> {
        drop(self.core);
        self.child.wait().unwrap().code()
    }
}

fn body(number: u64, words: &str) -> String {
    format!(
        r#"{{"at":"2026-11-24T17:00:00.000Z","mono_ms":{number},"boot":"b","kind":"capture","output":"{words}"}}"#
    )
}

fn look(folder: &Path) -> Result<Report, Fault> {
    let head = fs::read_to_string(folder.join("head")).ok();
    let mut verifier = Verifier::new(head.and_then(|text| Head::parse(&text)));
    for number in 1.. {
        let Ok(bytes) = fs::read(folder.join(segment_name(number))) else {
            break;
        };
        verifier.segment(number, &bytes)?;
    }
    verifier.finish()
}

#[test]
fn what_is_acknowledged_is_there_after_a_kill() {
    let keep = tempfile::tempdir().unwrap();
    let folder = keep.path().join("journal");
    let mut last = 0;
    for round in 0..20 {
        let mut helper = Helper::new(&folder);
        assert!(matches!(helper.hear(), Answer::Written(head) if head.seq >= last));
        for number in 0..round {
            last = helper.seq(&body(number, "x"));
        }
        // One more batch is under way, which may be there or not, or in part.
        let more = [body(99, "y"), body(100, "z")].join("\n");
        rustix::net::send(&helper.core, more.as_bytes(), SendFlags::NOSIGNAL).unwrap();
        helper.child.kill().unwrap();
        helper.child.wait().unwrap();
        let report = look(&folder).unwrap();
        assert!(report.last.map_or(0, |head| head.seq) >= last);
    }
    assert!(look(&folder).unwrap().records >= 190);
}

#[test]
fn what_the_core_said_last_is_written_though_it_is_gone() {
    let keep = tempfile::tempdir().unwrap();
    let folder = keep.path().join("journal");
    let helper = Helper::new(&folder);
    let last = body(1, "last words");
    rustix::net::send(&helper.core, last.as_bytes(), SendFlags::NOSIGNAL).unwrap();
    assert_eq!(helper.end(), Some(0));
    assert_eq!(look(&folder).unwrap().records, 2);
}

#[test]
fn last_words_are_written_though_no_answer_was_heard() {
    let keep = tempfile::tempdir().unwrap();
    let folder = keep.path().join("journal");
    let helper = Helper::new(&folder);
    // The answer to the start is there, unread: the other end hears of that before all else.
    poll(&mut [PollFd::new(&helper.core, PollFlags::IN)], None).unwrap();
    helper.halt();
    let last = body(1, "last words");
    rustix::net::send(&helper.core, last.as_bytes(), SendFlags::NOSIGNAL).unwrap();
    let pid = helper.pid();
    let Helper { core, mut child } = helper;
    drop(core);
    kill_process(pid, Signal::CONT).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(look(&folder).unwrap().records, 2);
}

#[test]
fn a_file_that_cannot_grow_is_told_and_left_whole() {
    let keep = tempfile::tempdir().unwrap();
    let folder = keep.path().join("journal");
    let helper = Helper::behind("trap '' XFSZ; ulimit -f 8;", &folder);
    helper.hear();
    let mut written = 0;
    let why = loop {
        match helper.ask(&body(1, &"x".repeat(800))) {
            Answer::Written(head) => written = head.seq,
            Answer::Failed { why, whole } => break format!("{why}: {whole}"),
        }
    };
    assert!(
        why.contains("may not grow") && why.contains("journal-0000000001"),
        "{why}"
    );
    assert!(written > 2);
    let report = look(&folder).unwrap();
    assert_eq!((report.records, report.tail), (written, None));
    // What is short still fits, and the chain goes on.
    assert_eq!(helper.seq(&body(2, "")), written + 1);
    assert_eq!(helper.end(), Some(0));
    let helper = Helper::new(&folder);
    helper.hear();
    assert_eq!(helper.seq(&body(3, "now there is room")), written + 2);
    assert_eq!(look(&folder).unwrap().records, written + 2);
}

#[test]
fn a_full_segment_is_followed_by_another() {
    let keep = tempfile::tempdir().unwrap();
    let folder = keep.path().join("journal");
    let helper = Helper::new(&folder);
    helper.hear();
    let long = [(); 8].map(|()| body(1, &"x".repeat(7000))).join("\n");
    for _ in 0..160 {
        helper.seq(&long);
    }
    let report = look(&folder).unwrap();
    assert_eq!((report.segments, report.records), (2, 160 * 8 + 2));
    let first = fs::metadata(folder.join(segment_name(1))).unwrap();
    assert_eq!(first.permissions().mode() & 0o777, 0o600);
    assert!((8 << 20..9 << 20).contains(&first.len()), "{}", first.len());
    assert_eq!(helper.end(), Some(0));
}

#[test]
fn only_one_writes() {
    let keep = tempfile::tempdir().unwrap();
    let folder = keep.path().join("journal");
    let first = Helper::new(&folder);
    first.hear();
    let second = Helper::new(&folder);
    match second.hear() {
        Answer::Failed { why, whole } => {
            assert_eq!(why, "another session writes it");
            assert!(whole.contains("--journal"), "{whole}");
        }
        written => panic!("{written:?}"),
    }
    assert_eq!(second.end(), Some(1));
    assert_eq!(first.seq(&body(1, "x")), 2);
}

#[test]
fn a_folder_that_cannot_be_written_to_is_told() {
    let keep = tempfile::tempdir().unwrap();
    let folder = keep.path().join("journal");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o500)).unwrap();
    // Who is privileged may write all the same.
    let privileged = fs::write(folder.join("probe"), "").is_ok();
    match Helper::new(&folder).hear() {
        Answer::Failed { why, .. } => assert_eq!(why, "permission denied"),
        Answer::Written(_) => assert!(privileged),
    }
}

#[test]
fn a_batch_that_is_none_changes_nothing() {
    let keep = tempfile::tempdir().unwrap();
    let folder = keep.path().join("journal");
    let helper = Helper::new(&folder);
    helper.hear();
    helper.seq(&body(1, "x"));
    for batch in ["nonsense", "{\"a\":1}\n\n"] {
        assert!(matches!(helper.ask(batch), Answer::Failed { .. }));
    }
    assert_eq!(helper.seq(&body(2, "x")), 3);
}

#[test]
fn alone_it_does_nothing() {
    let keep = tempfile::tempdir().unwrap();
    let folder = keep.path().join("journal");
    let output = Command::new(PROGRAM)
        .arg("journal")
        .arg(&folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(!folder.exists());
}
