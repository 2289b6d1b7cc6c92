//! The processes that the core speaks to by a socket: real ones.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::fs;
use std::os::fd::{AsFd, OwnedFd};
use std::process::{Child, Command, Stdio};

use lisere_helper::files::{FileEvent, FileRequest};
use lisere_post::{PostError, Wait, packed, receive, send};
use rustix::net::{AddressFamily, SocketFlags, SocketType, socketpair};

fn helper(arguments: &[&str]) -> (Child, OwnedFd) {
    let (ours, theirs) = socketpair(
        AddressFamily::UNIX,
        SocketType::SEQPACKET,
        SocketFlags::CLOEXEC,
        None,
    )
    .unwrap();
    let child = Command::new(env!("CARGO_BIN_EXE_lisere-helper"))
        .args(arguments)
        .env_clear()
        .stdin(Stdio::from(theirs))
        .spawn()
        .unwrap();
    (child, ours)
}

fn ask(socket: &OwnedFd, request: &FileRequest, fd: Option<OwnedFd>) {
    let fds: Vec<_> = fd.iter().map(AsFd::as_fd).collect();
    send(socket, &packed(request), &fds, Wait::Yes).unwrap();
}

/// The next thing but progress.
fn next(socket: &OwnedFd) -> FileEvent {
    loop {
        match receive(socket, Wait::Yes).unwrap().message {
            FileEvent::Progress { .. } => {}
            event => return event,
        }
    }
}

#[test]
fn files_go_from_home_to_home_behind_walls() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["cages/web/home", "cages/work/home", "staging"] {
        fs::create_dir_all(folder.path().join(name)).unwrap();
    }
    let at = |name| folder.path().join(name);
    let bytes = vec![9; 5 << 20];
    fs::write(at("cages/web/home/a.bin"), &bytes).unwrap();
    fs::write(at("outside"), "opened by the user").unwrap();
    let path = |name| at(name).to_str().unwrap().to_owned();
    let (mut child, socket) = helper(&["files", &path("cages"), &path("staging")]);
    let act = 1;
    let begin = FileRequest::Begin {
        act,
        file_bytes: 1 << 30,
        files: 8,
    };
    ask(&socket, &begin, None);
    let (cage, named) = ("web".to_owned(), b"a.bin".to_vec());
    let request = FileRequest::Path {
        act,
        cage,
        path: named,
    };
    ask(&socket, &request, None);
    let outside = fs::File::open(at("outside")).unwrap();
    let name = b"outside".to_vec();
    let request = FileRequest::Opened { act, name };
    ask(&socket, &request, Some(outside.into()));
    ask(&socket, &FileRequest::Copy { act }, None);
    for size in [5 << 20, 18] {
        let FileEvent::File { size: staged, .. } = next(&socket) else {
            unreachable!()
        };
        assert_eq!(staged, size);
    }
    assert_eq!(next(&socket), FileEvent::Staged { act });
    let (to, source) = ("work".to_owned(), "web".to_owned());
    ask(&socket, &FileRequest::Publish { act, to, source }, None);
    let name = "a.bin".to_owned();
    assert_eq!(next(&socket), FileEvent::Placed { act, name });
    let arrived = fs::read(at("cages/work/home/Incoming/web/a.bin")).unwrap();
    assert!(arrived == bytes);
    // The core's end is its end.
    drop(socket);
    assert!(child.wait().unwrap().success());
}

#[test]
fn what_is_no_request_ends_the_helper() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let (mut child, socket) = helper(&["files", path, path]);
    send(&socket, b"{}", &[], Wait::Yes).unwrap();
    assert_eq!(
        receive::<FileEvent>(&socket, Wait::Yes).unwrap_err(),
        PostError::End
    );
    assert_eq!(child.wait().unwrap().code(), Some(1));
}
