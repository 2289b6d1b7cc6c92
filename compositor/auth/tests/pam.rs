//! Conversations with the real PAM, by services that the test writes; nobody's password is asked.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test may fail loudly, and says what could not be tried"
)]

use std::collections::VecDeque;
use std::fs::{Permissions, set_permissions, write};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use lisere_auth::message::{Said, Secret, Why, answer, hear, pair};
use lisere_auth::service::Unable;
use lisere_auth::talk::{Talk, converse, folder_known};
use lisere_auth::{Greeting, Start, keeper};
use lisere_post::{PostError, Wait, receive};
use rustix::event::{PollFd, PollFlags, poll};
use tempfile::TempDir;

/// Somebody who has these answers and notes what was said.
#[derive(Default)]
struct Somebody {
    answers: VecDeque<&'static str>,
    heard: Vec<String>,
}

impl Talk for Somebody {
    fn ask(&mut self, text: &str, echo: bool) -> Option<Secret> {
        self.heard.push(format!("ask {echo} {text}"));
        self.answers
            .pop_front()
            .map(|answer| answer.to_owned().into())
    }

    fn tell(&mut self, text: &str, fault: bool) {
        self.heard.push(format!("tell {fault} {text}"));
    }
}

/// A folder with one service; `None`, said plainly, where PAM takes none.
fn service(lines: &str) -> Option<TempDir> {
    if !folder_known() {
        let line = "PAM is not here, or older than 1.4: its conversations were not tried\n";
        std::io::stderr().write_all(line.as_bytes()).unwrap();
        let answer = converse(&mut Somebody::default(), None);
        assert!(matches!(answer, Err(Unable::Library(_)) | Ok(Err(_))));
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let account = "account required pam_permit.so\n";
    write(folder.path().join("test"), format!("{lines}\n{account}")).unwrap();
    Some(folder)
}

fn ask(folder: &Path, somebody: &mut Somebody) -> Result<(), Why> {
    converse(somebody, Some((folder, "test"))).unwrap()
}

#[test]
fn permit_permits_and_deny_denies() {
    let Some(folder) = service("auth required pam_permit.so") else {
        return;
    };
    let mut somebody = Somebody::default();
    assert_eq!(ask(folder.path(), &mut somebody), Ok(()));
    assert!(somebody.heard.is_empty(), "{:?}", somebody.heard);
    let folder = service("auth required pam_deny.so").unwrap();
    assert_eq!(ask(folder.path(), &mut somebody), Err(Why::Wrong));
}

#[test]
fn an_account_that_is_closed_stays_out() {
    let Some(folder) = service("auth required pam_permit.so\naccount requisite pam_deny.so") else {
        return;
    };
    let answer = ask(folder.path(), &mut Somebody::default());
    assert!(
        matches!(answer, Err(Why::Closed | Why::Wrong)),
        "{answer:?}"
    );
}

#[test]
fn a_service_that_is_none_is_no_yes() {
    let Some(folder) = service("auth required pam_that_is_nowhere.so") else {
        return;
    };
    assert!(ask(folder.path(), &mut Somebody::default()).is_err());
    let nowhere = converse(
        &mut Somebody::default(),
        Some((folder.path(), "no-such-service")),
    );
    assert!(nowhere.unwrap().is_err());
}

/// A service that takes `right` and nothing else, by a program of its own.
fn password() -> Option<TempDir> {
    let folder = service("")?;
    let script = folder.path().join("check");
    // The module ends the word with a nought.
    let text = "#!/bin/sh\nword=$(tr -d '\\000')\n[ \"$word\" = 'right one' ]\n";
    write(&script, text).unwrap();
    set_permissions(&script, Permissions::from_mode(0o755)).unwrap();
    let lines = format!(
        "auth required pam_exec.so quiet expose_authtok {}\naccount required pam_permit.so\n",
        script.display()
    );
    write(folder.path().join("test"), lines).unwrap();
    Some(folder)
}

#[test]
fn a_password_is_asked_and_judged() {
    let Some(folder) = password() else { return };
    for (said, expected) in [("right one", Ok(())), ("wrong", Err(Why::Wrong))] {
        let mut somebody = Somebody::default();
        somebody.answers.push_back(said);
        let answer = ask(folder.path(), &mut somebody);
        assert_eq!(answer.is_ok(), expected.is_ok(), "{said}: {answer:?}");
        assert_eq!(somebody.heard, ["ask false Password: "]);
    }
}

#[test]
fn who_never_answers_is_not_let_in() {
    let Some(folder) = password() else { return };
    let mut nobody = Somebody::default();
    assert!(ask(folder.path(), &mut nobody).is_err());
    let mut odd = Somebody::default();
    odd.answers.push_back("right one\0");
    assert!(ask(folder.path(), &mut odd).is_err());
}

#[test]
fn a_keeper_greets_and_starts_conversations_and_keepers() {
    let program = Path::new(env!("CARGO_BIN_EXE_lisere-auth"));
    let (ours, theirs) = pair().unwrap();
    let mut first = keeper::command(program, Start::Keeper, theirs)
        .spawn()
        .unwrap();
    let greeting: Greeting = receive(&ours, Wait::Yes).unwrap().message;
    assert_eq!(greeting, Greeting::here());
    let (second, theirs) = pair().unwrap();
    keeper::ask(&ours, Start::Keeper, std::os::fd::AsFd::as_fd(&theirs)).unwrap();
    drop(theirs);
    let again: Greeting = receive(&second, Wait::Yes).unwrap().message;
    assert_eq!(again, greeting);
    first.kill().unwrap();
    first.wait().unwrap();
    // The second lives on, and starts a conversation whose other end then goes.
    let (talk, theirs) = pair().unwrap();
    keeper::ask(&second, Start::Talk, std::os::fd::AsFd::as_fd(&theirs)).unwrap();
    drop(theirs);
    drop(second);
    let mut fds = [PollFd::new(&talk, PollFlags::IN)];
    poll(&mut fds, None).unwrap();
    match hear(&talk) {
        // What the machine's own service asks, it may ask in any words.
        Ok(Said::Prompt { .. } | Said::Info(_) | Said::Error(_)) => {
            let _ = answer(&talk, &Secret::default());
        }
        Ok(Said::Failed(_)) | Err(PostError::End) => {}
        Ok(Said::Passed) => assert!(greeting.service.is_ok(), "nobody was asked"),
        Err(error) => assert_eq!(error, PostError::End),
    }
}
