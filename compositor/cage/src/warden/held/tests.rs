//! A cage that can't be had, asked for: nobody is left without an answer.

use std::time::Duration;

use lisere_policy::{Engine, Rights, Sandbox};

use super::*;
use crate::resources::Keeper;

fn tools(own: &str) -> Tools {
    Tools {
        own: own.into(),
        keeper: Keeper::find(),
    }
}

fn held(change: impl FnOnce(&mut Recipe)) -> Held {
    let mut recipe = Recipe {
        name: "work".into(),
        title: "Work".into(),
        level: "Trusted".into(),
        colour: "#4a90d9".into(),
        sandbox: Sandbox::default(),
        rights: Rights::default(),
        user: 1000,
        socket: "/run/nowhere/wayland-0".into(),
        home: None,
        state: None,
        journal: None,
        disposable: false,
        bare: false,
        variables: Vec::new(),
    };
    change(&mut recipe);
    Held::new(recipe, Duration::ZERO)
}

fn wish(act: u64, word: &str, fds: usize) -> Wish {
    let null = || std::fs::File::open("/dev/null").unwrap().into();
    Wish {
        asker: Asker::Core(act),
        what: What::Run(Run {
            argv: vec![word.into()],
            env: Vec::new(),
            folder: None,
            terminal: None,
        }),
        fds: (0..fds).map(|_| null()).collect(),
    }
}

fn refusals(out: &[News]) -> Vec<(u64, &str)> {
    let refusal = |news: &'_ News| match news {
        News::Ran {
            act,
            refusal: Some(refusal),
        } => Some((*act, refusal.message.clone())),
        _ => None,
    };
    let all = out.iter().filter_map(refusal);
    all.map(|(act, why)| (act, &*why.leak())).collect()
}

/// Time passes until nothing of it is left.
fn settle(held: &mut Held, tools: &Tools, out: &mut Vec<News>) {
    while !held.gone() {
        let watched = held.watched(false);
        let mut fds: Vec<_> = watched
            .iter()
            .map(|(fd, _)| {
                rustix::event::PollFd::from_borrowed_fd(*fd, rustix::event::PollFlags::IN)
            })
            .collect();
        rustix::event::poll(&mut fds, None).unwrap();
        held.hear(Duration::ZERO, out);
        held.tick(tools, Duration::ZERO, out);
    }
}

#[test]
fn a_sandbox_that_ends_at_once_refuses_all_who_wait() {
    // It takes `--enter` for a file and ends.
    let tools = tools("/bin/false");
    let (mut held, mut out) = (held(|_| {}), Vec::new());
    for act in 1..=3 {
        held.want(wish(act, "foot", 1), &tools, Duration::ZERO, &mut out);
    }
    assert_eq!(held.state(), CageState::Starting);
    settle(&mut held, &tools, &mut out);
    let refusals = refusals(&out);
    assert_eq!(refusals.len(), 3, "{out:?}");
    assert!(refusals[0].1.contains("ended at once"), "{refusals:?}");
    assert!(matches!(held.state(), CageState::Failed(_)));
    let last = out.last().unwrap();
    assert!(matches!(
        last,
        News::State {
            state: CageState::Failed(_),
            ..
        }
    ));
    // The next one tries again.
    held.want(wish(4, "foot", 1), &tools, Duration::ZERO, &mut out);
    assert_eq!(held.state(), CageState::Starting);
    settle(&mut held, &tools, &mut out);
}

#[test]
fn a_program_that_is_missing_is_said_to_be() {
    let tools = tools("/nonexistent/lisere-cage");
    let (mut held, mut out) = (held(|_| {}), Vec::new());
    held.want(wish(1, "foot", 0), &tools, Duration::ZERO, &mut out);
    settle(&mut held, &tools, &mut out);
    assert_eq!(refusals(&out).len(), 1, "{out:?}");
}

#[test]
fn a_sandbox_that_never_stands_is_given_up() {
    // It ignores its arguments and waits for its standard input to end.
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("deaf");
    std::fs::write(&program, "#!/bin/sh\nexec tail -f /dev/null\n").unwrap();
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&program, mode).unwrap();
    let tools = tools(program.to_str().unwrap());
    let (mut held, mut out) = (held(|_| {}), Vec::new());
    held.want(wish(1, "foot", 0), &tools, Duration::ZERO, &mut out);
    held.tick(&tools, Duration::from_secs(29), &mut out);
    assert_eq!(refusals(&out), []);
    let due = held.deadline().unwrap();
    assert_eq!(due, Duration::from_secs(30));
    held.tick(&tools, due, &mut out);
    assert!(refusals(&out)[0].1.contains("does not start"), "{out:?}");
    settle(&mut held, &tools, &mut out);
}

#[test]
fn what_makes_no_sense_is_refused_at_once() {
    let tools = tools("/bin/false");
    let mut out = Vec::new();
    let mut cage = held(|_| {});
    for (act, word, fds) in [(1, "", 0), (2, "foot", 2), (3, "foot", 5)] {
        cage.want(wish(act, word, fds), &tools, Duration::ZERO, &mut out);
    }
    assert_eq!(refusals(&out).len(), 3);
    assert_eq!(cage.state(), CageState::Stopped);
    let mut vm = held(|recipe| recipe.sandbox.engine = Engine::Socket);
    vm.want(wish(4, "foot", 0), &tools, Duration::ZERO, &mut out);
    assert!(refusals(&out)[3].1.contains("/run/nowhere/wayland-0"));
    cage.set_frozen(true);
    cage.want(wish(5, "foot", 0), &tools, Duration::ZERO, &mut out);
    assert!(refusals(&out)[4].1.contains("is frozen"));
}

#[test]
fn only_so_many_wait() {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("deaf");
    std::fs::write(&program, "#!/bin/sh\nexec tail -f /dev/null\n").unwrap();
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&program, mode).unwrap();
    let tools = tools(program.to_str().unwrap());
    let (mut held, mut out) = (held(|_| {}), Vec::new());
    for act in 0..=256 {
        held.want(wish(act, "foot", 0), &tools, Duration::ZERO, &mut out);
    }
    let said = refusals(&out);
    assert_eq!(said.len(), 1);
    assert!(said[0].1.contains("256 programs wait"), "{said:?}");
    held.kill(Duration::ZERO, &mut out);
    assert_eq!(refusals(&out).len(), 257);
    settle(&mut held, &tools, &mut out);
    assert_eq!(held.state(), CageState::Stopped);
}
