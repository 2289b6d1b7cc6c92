//! Programs in sandboxes, from the first one to the last. Where the machine has no user
//! namespaces, what is left to be seen is how that is said.

use std::fs;

use lisere_cage::message::{CageState, News, Order, Survey, code};
use lisere_policy::{Engine, Program, Restart};
use rustix::fs::{CWD, FileType, Mode, mknodat};

use crate::core::{Core, Running};

/// A program in a cage; none where this machine keeps none, which is said.
fn open(core: &mut Core, cage: &str, script: &str) -> Option<Running> {
    match core.open(cage, &["sh", "-c", script]) {
        Ok(running) => Some(running),
        Err(refusal) => {
            assert_eq!(refusal.code, code::FAILED, "{refusal:?}");
            assert!(!refusal.message.is_empty());
            eprintln!("not tried, since this machine can't keep cages: {refusal:?}");
            None
        }
    }
}

fn survey(core: &mut Core, cage: &str) -> Survey {
    let act = core.act();
    core.tell(&Order::Survey { act }, &[]);
    let News::Surveyed { act: of, cages } = core.heard() else {
        panic!("no survey")
    };
    assert_eq!(of, act);
    cages.into_iter().find(|one| one.cage == cage).unwrap()
}

fn examine(core: &mut Core, cage: &str, pid: u32) -> Option<String> {
    let act = core.act();
    let cage = cage.to_owned();
    core.tell(&Order::Examine { act, cage, pid }, &[]);
    match core.heard() {
        News::Examined { mismatch, .. } => mismatch,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_program_runs_in_its_cage_and_ends_with_its_code() {
    let mut core = Core::start();
    core.cage("work", |_| {});
    fs::write(core.home("work").join("note"), "for work").unwrap();
    let Some(running) = open(&mut core, "work", "cat note; hostname; exit 7") else {
        return;
    };
    assert_eq!(running.ended(), ("for workwork\n".to_owned(), Some(7)));
    core.until("work", &CageState::Running);
    let missing = core.run("work", &["no-such-program"], None).unwrap();
    assert_eq!(missing.code, code::MISSING);
    // One cage stands for many programs.
    let again = open(&mut core, "work", "echo again").unwrap();
    assert_eq!(again.ended(), ("again\n".to_owned(), Some(0)));
    assert!(core.states.is_empty(), "{:?}", core.states);
    core.end();
}

#[test]
fn a_cage_is_counted_examined_stopped_and_ended() {
    let mut core = Core::start();
    core.cage("work", |_| {});
    let own = std::process::id();
    assert!(
        examine(&mut core, "work", own)
            .unwrap()
            .contains("nothing of the cage")
    );
    let Some(mut sleeper) = open(
        &mut core,
        "work",
        "trap 'exit 3' TERM; echo; tail -f /dev/null & wait",
    ) else {
        return;
    };
    core.until("work", &CageState::Running);
    assert_eq!(sleeper.line(), "\n");
    let share = survey(&mut core, "work");
    assert_eq!(share.state, CageState::Running);
    assert!(share.processes.unwrap() >= 1, "{share:?}");
    assert!(share.memory_bytes.unwrap() > 0, "{share:?}");
    assert!(
        examine(&mut core, "work", own)
            .unwrap()
            .contains("outside of the cage")
    );
    core.tell(
        &Order::Stop {
            cage: "work".into(),
        },
        &[],
    );
    assert_eq!(sleeper.ended(), (String::new(), Some(3)));
    core.until("work", &CageState::Stopped);

    let deaf = open(
        &mut core,
        "work",
        "trap '' TERM; echo; while :; do tail -f /dev/null; done",
    );
    let mut deaf = deaf.unwrap();
    assert_eq!(deaf.line(), "\n");
    core.until("work", &CageState::Running);
    core.tell(
        &Order::Kill {
            cage: "work".into(),
        },
        &[],
    );
    assert_eq!(deaf.ended().1, None, "its line is cut");
    core.until("work", &CageState::Stopped);
    core.end();
}

#[test]
fn a_frozen_cage_starts_nothing_until_it_is_thawed() {
    let mut core = Core::start();
    core.cage("work", |_| {});
    let Some(first) = open(&mut core, "work", "read line; echo $line") else {
        return;
    };
    first.ended();
    core.tell(
        &Order::Freeze {
            cage: "work".into(),
        },
        &[],
    );
    core.until("work", &CageState::Frozen);
    let refusal = core.open("work", &["true"]).err().unwrap();
    assert!(refusal.message.contains("is frozen"), "{refusal:?}");
    core.tell(
        &Order::Thaw {
            cage: "work".into(),
        },
        &[],
    );
    core.until("work", &CageState::Running);
    let second = open(&mut core, "work", "echo on").unwrap();
    assert_eq!(second.ended().0, "on\n");
}

#[test]
fn nothing_is_left_of_a_disposable_cage() {
    let mut core = Core::start();
    fs::create_dir_all(core.place.path().join("web-1/home/left")).unwrap();
    core.cage("web-1", |recipe| recipe.disposable = true);
    let Some(running) = open(
        &mut core,
        "web-1",
        "ls -A; mkdir -p a/b; echo x > a/b/c; ls",
    ) else {
        return;
    };
    assert_eq!(running.ended(), ("a\n".to_owned(), Some(0)));
    core.until("web-1", &CageState::Stopped);
    assert_eq!(fs::read_dir(core.home("web-1")).unwrap().count(), 0);
    // One that is in use when the session ends goes with it.
    let running = open(&mut core, "web-1", "touch d; echo; tail -f /dev/null").unwrap();
    let place = core.end();
    assert_eq!(running.ended().1, None);
    assert_eq!(
        fs::read_dir(place.path().join("web-1/home"))
            .unwrap()
            .count(),
        0
    );
}

#[test]
fn programs_of_the_policy_start_by_themselves_and_again() {
    let mut core = Core::start();
    let script = "echo $$ > pid; echo up > told; read y < never";
    core.cage("work", |recipe| {
        let run = ["sh", "-c", script].map(str::to_owned).to_vec();
        let restart = Restart::OnFailure;
        recipe.sandbox.programs = vec![Program { run, restart }];
        for name in ["told", "never"] {
            let fifo = recipe.home.as_ref().unwrap().join(name);
            mknodat(CWD, &fifo, FileType::Fifo, Mode::RWXU, 0).unwrap();
        }
    });
    let script = "read a < told; kill $(cat pid); read b < told; echo $a $b";
    let Some(running) = open(&mut core, "work", script) else {
        return;
    };
    assert_eq!(running.ended(), ("up up\n".to_owned(), Some(0)));
    core.end();
}

#[test]
fn a_cage_that_others_come_to_starts_nothing() {
    let mut core = Core::start();
    core.cage("vm", |recipe| recipe.sandbox.engine = Engine::Socket);
    let refusal = core.open("vm", &["true"]).err().unwrap();
    assert_eq!(refusal.code, code::FAILED);
    assert!(refusal.message.contains("wayland-0"), "{refusal:?}");
    assert_eq!(examine(&mut core, "vm", std::process::id()), None);
    let unknown = core.open("nowhere", &["true"]).err().unwrap();
    assert!(
        unknown.message.contains("there is no cage nowhere"),
        "{unknown:?}"
    );
    core.end();
}
