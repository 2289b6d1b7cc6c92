//! How programs start, are spoken to, and end.

use std::io::{Read, Write};
use std::process::Command;

use lisere_cage::message::{Down, Run, Size, Task, Tiding, code};
use lisere_post::{PostError, Wait, receive, send};
use rustix::process::Signal;

use crate::warden::{Cage, on_terminal, words};

#[test]
fn exit_codes_are_the_programs_own() {
    let Some(mut cage) = Cage::start(|_| {}) else {
        return;
    };
    let mut run = |script: &str| cage.run(words(&["sh", "-c", script])).unwrap().ended().1;
    assert_eq!(run("exit 0"), 0);
    assert_eq!(run("exit 7"), 7);
    assert_eq!(run("kill -9 $$"), code::SIGNALLED + 9);
    assert_eq!(
        cage.run(words(&["no-such"])).err().unwrap().code,
        code::MISSING
    );
    assert_eq!(
        cage.run(words(&["/etc/passwd"])).err().unwrap().code,
        code::CANNOT
    );
    assert_eq!(cage.run(words(&[])).err().unwrap().code, code::FAILED);
    let nowhere = Run {
        folder: Some("/nowhere".into()),
        ..words(&["true"])
    };
    assert_eq!(cage.run(nowhere).err().unwrap().code, code::FAILED);
}

#[test]
fn what_only_the_kernel_finds_out_is_said_by_the_program() {
    let Some(mut cage) = Cage::start(|_| {}) else {
        return;
    };
    let said = cage.sh("printf '#!/no/such/interpreter\n' > ~/odd; chmod +x ~/odd");
    assert_eq!(said, "");
    let (said, ended) = cage.run(words(&["/home/user/odd"])).unwrap().ended();
    assert_eq!(ended, code::CANNOT);
    assert!(said.contains("odd: can't be started"), "{said}");
}

#[test]
fn variables_and_folder_are_as_asked() {
    let Some(mut cage) = Cage::start(|_| {}) else {
        return;
    };
    let run = Run {
        env: vec![("COLOUR".into(), "red".into()), (String::new(), "x".into())],
        folder: Some("/tmp".into()),
        ..words(&["sh", "-c", "echo $COLOUR $PWD $0", "zero"])
    };
    assert_eq!(
        cage.run(run).unwrap().ended().0,
        "red /tmp sh\n".replace("sh", "zero")
    );
}

#[test]
fn a_terminal_is_the_programs_own() {
    let Some(mut cage) = Cage::start(|_| {}) else {
        return;
    };
    let script = "tty; stty size; read word; echo \"<$word>\"; stty size; echo $TERM; \
                  ps -o sid= -p $$ | tr -d ' ' | grep -qx $$ && echo leader; exit 3";
    let running = cage.run(on_terminal(&["sh", "-c", script])).unwrap();
    let mut terminal = running.terminal();
    let mut said = until(&mut terminal, "33 77");
    running.down(Down::Size(Size {
        rows: 11,
        columns: 22,
    }));
    // The size is heard before what is typed: both go through the init's loop in their order,
    // but typing does not. A signal tells that it has been heard.
    while rustix::termios::tcgetwinsize(&terminal).unwrap().ws_row != 11 {
        std::thread::yield_now();
    }
    terminal.write_all(b"word\n").unwrap();
    said += &until(&mut terminal, "leader");
    assert!(said.starts_with("/dev/pts/"), "{said}");
    assert!(said.contains("<word>\r\n11 22\r\nxterm-256color"), "{said}");
    assert_eq!(running.code(), 3);
}

/// What comes from a terminal up to a word.
fn until(terminal: &mut std::fs::File, word: &str) -> String {
    let (mut said, mut bytes) = (String::new(), [0; 256]);
    while !said.contains(word) {
        match terminal.read(&mut bytes) {
            Ok(count) if count > 0 => said += &String::from_utf8_lossy(&bytes[..count]),
            end => panic!("{end:?} after {said}"),
        }
    }
    said
}

#[test]
fn signals_go_to_the_program_and_nobody_else() {
    let Some(mut cage) = Cage::start(|_| {}) else {
        return;
    };
    let script = "trap 'echo heard; exit 5' USR1; echo ready; while :; do sleep 0.01; done";
    let mut one = cage.run(words(&["sh", "-c", script])).unwrap();
    let mut other = cage.run(words(&["sh", "-c", script])).unwrap();
    until(&mut one.output, "ready");
    until(&mut other.output, "ready");
    // No signal, and none that has a name.
    one.down(Down::Signal(0));
    one.down(Down::Signal(-1));
    one.down(Down::Signal(4_711));
    one.down(Down::Signal(Signal::USR1.as_raw()));
    let (said, ended) = one.ended();
    assert!(said.ends_with("heard\n"), "{said}");
    assert_eq!(ended, 5);
    other.down(Down::Signal(Signal::TERM.as_raw()));
    assert_eq!(other.ended().1, code::SIGNALLED + 15);
}

#[test]
fn who_hangs_up_takes_the_program_along() {
    let Some(mut cage) = Cage::start(|_| {}) else {
        return;
    };
    let running = cage
        .run(words(&["sh", "-c", "echo ready; exec sleep 1000"]))
        .unwrap();
    let mut output = running.output;
    until(&mut output, "ready");
    drop(running.line);
    assert_eq!(cage.tiding(), Tiding::Idle);
    let mut rest = String::new();
    output.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "");
}

#[test]
fn garbage_on_a_line_changes_nothing() {
    let Some(mut cage) = Cage::start(|_| {}) else {
        return;
    };
    let mut running = cage
        .run(words(&[
            "sh",
            "-c",
            "echo ready; until test -e ~/go; do sleep 0.01; done; echo end",
        ]))
        .unwrap();
    until(&mut running.output, "ready");
    for garbage in [&b"{"[..], b"\0\xff", b"{\"signal\":\"x\"}", &[b'['; 60_000]] {
        send(&running.line, garbage, &[], Wait::Yes).unwrap();
    }
    let (end, _other) = rustix::pipe::pipe().unwrap();
    let fds = [std::os::fd::AsFd::as_fd(&end); 4];
    send(&running.line, b"{}", &fds, Wait::Yes).unwrap();
    std::fs::write(cage.home().join("go"), "").unwrap();
    assert_eq!(running.ended(), ("end\n".into(), 0));
    assert_eq!(cage.sh("echo still"), "still\n");
}

#[test]
fn nothing_runs_in_a_frozen_cage() {
    let Some(mut cage) = Cage::start(|_| {}) else {
        return;
    };
    let script = "echo ready; read word; echo end";
    let running = cage.run(on_terminal(&["sh", "-c", script])).unwrap();
    let mut terminal = running.terminal();
    until(&mut terminal, "ready");
    cage.task(&Task::Freeze, &[]);
    assert_eq!(
        cage.run(words(&["true"])).err().unwrap().message,
        "the cage is frozen"
    );
    terminal.write_all(b"word\n").unwrap();
    let nothing = receive::<lisere_cage::message::Up>(&running.line, Wait::No);
    assert_eq!(nothing.unwrap_err(), PostError::Nothing);
    cage.task(&Task::Thaw, &[]);
    until(&mut terminal, "end");
    assert_eq!(running.code(), 0);
}

#[test]
fn a_stopped_cage_hears_of_it_and_says_when_it_is_idle() {
    let Some(mut cage) = Cage::start(|_| {}) else {
        return;
    };
    let mut running = cage
        .run(words(&[
            "sh",
            "-c",
            "trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.01; done",
        ]))
        .unwrap();
    until(&mut running.output, "ready");
    cage.task(&Task::Freeze, &[]);
    cage.task(&Task::Stop, &[]);
    let (said, ended) = running.ended();
    assert!(said.ends_with("bye\n"), "{said}");
    assert_eq!(ended, 0);
    assert_eq!(cage.tiding(), Tiding::Idle);
}

#[test]
fn whoever_goes_on_in_the_background_keeps_the_cage() {
    let Some(mut cage) = Cage::start(|_| {}) else {
        return;
    };
    let script = "mkfifo ~/pipe; (read word < ~/pipe) > /dev/null 2>&1 & exit 0";
    assert_eq!(cage.run(words(&["sh", "-c", script])).unwrap().ended().1, 0);
    // Were it idle, that would be said before the answer to the next task.
    cage.task(&Task::Entries { act: 9 }, &[]);
    assert!(matches!(cage.tiding(), Tiding::Entries { act: 9, .. }));
    cage.task(&Task::Stop, &[]);
    assert_eq!(cage.tiding(), Tiding::Idle);
}

#[test]
fn its_entries_are_those_inside() {
    let Some(mut cage) = Cage::start(|_| {}) else {
        return;
    };
    cage.sh("mkdir -p ~/.local/share/applications; \
             printf '[Desktop Entry]\nType=Application\nName=Mine\nExec=mine %%u\n' \
             > ~/.local/share/applications/mine.desktop");
    cage.task(&Task::Entries { act: 4 }, &[]);
    let mut all = Vec::new();
    loop {
        match cage.tiding() {
            Tiding::Entries {
                act: 4,
                entries,
                last,
            } => {
                all.extend(entries);
                if last {
                    break;
                }
            }
            Tiding::Idle => {}
            other => panic!("{other:?}"),
        }
    }
    let mine = all.iter().find(|entry| entry.id == "mine").unwrap();
    assert_eq!(
        (mine.name.as_str(), &mine.argv[..]),
        ("Mine", &["mine".to_owned()][..])
    );
}

#[test]
fn its_bus_is_its_own_and_starts_when_called() {
    let Some(mut cage) = Cage::start(|_| {}) else {
        return;
    };
    let call = "dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
                org.freedesktop.DBus.ListNames";
    let said = cage.sh(&format!(
        "command -v dbus-send dbus-daemon; ps -e; {call}; ps -e"
    ));
    if !said.contains("/dbus-send") || !said.contains("/dbus-daemon") {
        eprintln!("not tried: there is no bus on this machine");
        return;
    }
    assert_eq!(said.matches("org.freedesktop.DBus\"").count(), 1, "{said}");
    assert_eq!(cage.tiding(), Tiding::Idle, "a bus alone keeps no cage");
    // It ends like anybody, and is started again.
    cage.sh("pkill dbus-daemon");
    let again = cage.sh(call);
    assert!(again.contains("org.freedesktop.DBus\""), "{again}");
}

#[test]
fn a_cage_ends_with_its_warden() {
    let Some(mut cage) = Cage::start(|_| {}) else {
        return;
    };
    let mut running = cage
        .run(words(&["sh", "-c", "echo ready; exec sleep 1000"]))
        .unwrap();
    until(&mut running.output, "ready");
    drop(cage);
    assert_eq!(
        running.output.read(&mut [0; 8]).unwrap(),
        0,
        "nobody is left to write"
    );
}

#[test]
fn what_is_missing_is_said() {
    let refused = Cage::try_start(None, |recipe| recipe.socket = "/no/such/socket".into());
    let refusal = refused.err().unwrap();
    assert_eq!(refusal.code, code::FAILED);
    let said = refusal.message + &refusal.help;
    assert!(said.contains("work"), "{said}");
    let there = Command::new("bwrap").arg("--version").output().is_ok();
    assert_eq!(said.contains("bwrap is not installed"), !there, "{said}");
}
