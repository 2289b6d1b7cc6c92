//! What a running gate has: no right to speak of, no descriptor too many, nothing of our environment.

use std::fs;
use std::path::PathBuf;

use crate::session::Session;

fn field(pid: u32, file: &str, name: &str) -> String {
    let text = fs::read_to_string(format!("/proc/{pid}/{file}")).expect("a process");
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    line.expect(name).trim().to_owned()
}

/// What a process has open, by kind, in order.
fn open(pid: u32) -> Vec<(String, String)> {
    let folder = PathBuf::from(format!("/proc/{pid}/fd"));
    let entries = fs::read_dir(&folder).expect("its descriptors");
    let mut open: Vec<(String, String)> = entries
        .map(|entry| {
            let entry = entry.expect("a descriptor");
            let target = fs::read_link(entry.path()).expect("a target");
            let number = entry.file_name().to_string_lossy().into_owned();
            let kind = target.to_string_lossy();
            let kind = kind.split_once(":[").map_or(&*kind, |(kind, _)| kind);
            (number, kind.to_owned())
        })
        .filter(|(number, _)| number != "2")
        .collect();
    open.sort();
    open
}

#[test]
fn the_sandbox_is_shut_before_anybody_comes() {
    let session = Session::start();
    for cage in ["web", "work", "vault"] {
        // It answers, so it has reached its loop.
        drop(session.program(cage));
        let pid = session.pid(cage);
        assert_eq!(field(pid, "status", "Seccomp:"), "2", "a filter");
        assert_eq!(field(pid, "status", "NoNewPrivs:"), "1");
        assert!(field(pid, "limits", "Max core file size").starts_with('0'));
        assert!(field(pid, "limits", "Max processes").starts_with('0'));
        let environment = fs::read(format!("/proc/{pid}/environ")).expect("its environment");
        assert!(environment.is_empty());
    }
}

#[test]
fn nothing_is_open_but_what_it_needs() {
    let session = Session::start();
    let program = session.program("vault");
    drop(program);
    let pid = session.pid("vault");
    crate::patience::until("its program is gone", || {
        let socket = || "socket".to_owned();
        let needed = [
            ("0".to_owned(), socket()),
            ("1".to_owned(), socket()),
            ("3".to_owned(), "anon_inode".to_owned()),
            ("4".to_owned(), socket()),
        ];
        (open(pid) == needed).then_some(())
    });
}
