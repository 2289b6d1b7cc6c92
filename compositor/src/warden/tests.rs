//! The core's book of cages, told by hand.

use std::time::Duration;

use lisere_cage::message::code;
use lisere_policy::Policy;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::disposables::{Disposables, NoCopy};
use super::*;

fn at(seconds: u64) -> Now {
    Now(Duration::from_secs(1_000 + seconds))
}

fn warden() -> (Warden, CageId) {
    let policy = Policy::preset("home").unwrap();
    let cage = policy.cage_named("work").or(policy.cages().first());
    let cage = cage.unwrap().id();
    (Warden::new(None, &policy, false).unwrap(), cage)
}

fn state(warden: &mut Warden, cage: CageId, state: CageState) -> Vec<Fact> {
    let cage = warden.name(cage);
    assert!(warden.take(News::State { cage, state }, at(0)).is_some());
    warden.take_facts()
}

#[test]
fn a_life_is_recorded_with_its_end() {
    let (mut warden, cage) = warden();
    assert_eq!(state(&mut warden, cage, CageState::Starting), []);
    let [Fact::CageStarted { engine, .. }] = &state(&mut warden, cage, CageState::Running)[..]
    else {
        panic!("not recorded")
    };
    assert_eq!(engine, "bubblewrap");
    assert_eq!(state(&mut warden, cage, CageState::Frozen), []);
    warden.did(cage, "stopped by the user");
    let [Fact::CageStopped { why, .. }] = &state(&mut warden, cage, CageState::Stopped)[..] else {
        panic!("not recorded")
    };
    assert_eq!(why, "stopped by the user");
    state(&mut warden, cage, CageState::Running);
    let failed = CageState::Failed(Refusal::failed(Reason::Ended, "it ended by itself", ""));
    let [Fact::CageStopped { why, .. }] = &state(&mut warden, cage, failed)[..] else {
        panic!("not recorded")
    };
    assert_eq!(why, "it ended by itself");
}

#[test]
fn a_refusal_is_recorded_without_the_programs_name() {
    let (mut warden, cage) = warden();
    let said = |code| Refusal {
        code,
        message: "mail --password=x: no such program in the cage".to_owned(),
        help: String::new(),
        reason: Reason::Other,
    };
    let kinds = [
        (code::MISSING, "there is no such program"),
        (code::CANNOT, "it can't be started"),
        (code::FAILED, "the cage can't run it"),
    ];
    let mut act = 0;
    for (code, recorded) in kinds {
        act = warden.ask(Asked::Run(Who::Link(7), cage));
        let refusal = Some(said(code));
        let heard = warden.take(News::Ran { act, refusal }, at(0));
        assert!(matches!(
            heard,
            Some(Heard::Answer(Answered::Ran(Who::Link(7), Some(_))))
        ));
        let [Fact::ProgramRefused { why, .. }] = &warden.take_facts()[..] else {
            panic!("not recorded")
        };
        assert_eq!(why, recorded);
    }
    let refusal = None;
    assert!(warden.take(News::Ran { act, refusal }, at(0)).is_none());
}

#[test]
fn who_waits_for_a_warden_that_has_gone_is_told() {
    let (mut warden, cage) = warden();
    warden.ask(Asked::Run(Who::Link(1), cage));
    warden.ask(Asked::Entries(Who::Link(2), Vec::new()));
    warden.ask(Asked::Survey);
    let heard = warden.ready(at(0));
    assert_eq!(heard.len(), 2);
    assert!(!warden.surveying());
    assert!(warden.ready(at(0)).is_empty());
}

#[test]
fn programs_on_offer_come_in_parts() {
    let (mut warden, _) = warden();
    let act = warden.ask(Asked::Entries(Who::Link(1), Vec::new()));
    let part = |count: usize, last| News::Entries {
        act,
        entries: vec![
            lisere_cage::message::Entry {
                id: "a".into(),
                name: "A".into(),
                argv: vec!["a".into()],
                terminal: false,
                icon: String::new(),
            };
            count
        ],
        last,
        refusal: None,
    };
    assert!(warden.take(part(3_000, false), at(0)).is_none());
    let heard = warden.take(part(3_000, true), at(0));
    let Some(Heard::Answer(Answered::Entries(_, Ok(all)))) = heard else {
        panic!("{heard:?}")
    };
    assert_eq!(all.len(), 4_096);
}

#[test]
fn one_that_has_gone_wakes_nobody() {
    let policy = Policy::preset("home").unwrap();
    let ends = Path::new("/bin/true");
    let mut warden = Warden::start(ends, &policy, &[], false).unwrap();
    let readable = |warden: &Warden, wait: Option<&Timespec>| {
        let mut fds = [PollFd::new(warden, PollFlags::IN)];
        poll(&mut fds, wait).unwrap() > 0
    };
    let mut calls = 0;
    while warden.link.is_some() {
        assert!(readable(&warden, None));
        warden.ready(at(0));
        calls += 1;
        assert!(calls < 100);
    }
    warden.ready(at(0));
    let at_once = Timespec::try_from(Duration::ZERO).unwrap();
    assert!(!readable(&warden, Some(&at_once)));
}

#[test]
fn how_loud_it_is_is_unknown_once_the_warden_has_gone() {
    let (mut warden, _) = warden();
    let volume = Some(Volume {
        percent: 40,
        muted: false,
    });
    let news = News::Volume {
        volume,
        microphone_muted: Some(true),
    };
    let heard = warden.take(news, at(0));
    assert!(matches!(heard, Some(Heard::Volume(Some(_), Some(true)))));
    let heard = warden.ready(at(0));
    assert!(matches!(heard[..], [Heard::Volume(None, None)]));
    assert!(warden.ready(at(0)).is_empty());
}

fn disposables() -> (Disposables, CageId, Vec<CageId>) {
    let policy = Policy::preset("home").unwrap();
    let model = policy.cages().iter().find(|cage| cage.disposables() > 1);
    let model = model.expect("the preset has disposable cages").id();
    let copies = policy.cages().iter();
    let copies = copies.filter(|cage| cage.model() == Some(model));
    let copies = copies.map(|cage| cage.id()).collect();
    (Disposables::new(&policy), model, copies)
}

#[test]
fn copies_go_round_and_rest_between() {
    let (mut all, model, copies) = disposables();
    assert_eq!(all.take(copies[0], at(0)), Err(NoCopy::NotAllowed));
    let first = all.take(model, at(0)).unwrap();
    assert!(all.there(first, at(0)) && all.there(model, at(0)));
    assert!(!all.there(copies[1], at(0)));
    all.used(first);
    all.stopped(first, at(10));
    assert!(!all.there(first, at(10)));
    let second = all.take(model, at(11)).unwrap();
    assert_ne!(first, second, "no name is used again at once");
    for _ in 2..copies.len() {
        all.take(model, at(12)).unwrap();
    }
    assert_eq!(all.take(model, at(13)), Err(NoCopy::AllTaken));
    assert_eq!(all.take(model, at(40)), Ok(first), "it has rested");
}

#[test]
fn one_that_nobody_used_is_free_again() {
    let (mut all, model, _) = disposables();
    let first = all.take(model, at(0)).unwrap();
    all.stopped(first, at(1));
    assert!(all.there(first, at(599)) && !all.there(first, at(600)));
    all.used(first);
    assert!(all.there(first, at(9_999)));
}

#[test]
fn who_hears_and_sees_is_known_and_recorded() {
    let (mut warden, cage) = warden();
    let use_now = |warden: &mut Warden, sound, microphone, camera| {
        let uses = Uses {
            sound,
            microphone,
            camera,
        };
        let name = warden.name(cage);
        let heard = warden.take(News::Uses { cage: name, uses }, at(0));
        let kinds: Vec<_> = warden.take_facts().iter().map(Fact::kind).collect();
        let names: Vec<_> = warden.uses_of(cage).names().collect();
        (heard.is_some(), kinds.join(" "), names.join(" "))
    };
    let is = |new, kinds: &str, names: &str| (new, kinds.to_owned(), names.to_owned());
    let heard = use_now(&mut warden, true, false, false);
    assert_eq!(heard, is(true, "", "sound"));
    let both = use_now(&mut warden, true, true, false);
    assert_eq!(both, is(true, "microphone-opened", "sound microphone"));
    let same = use_now(&mut warden, true, true, false);
    assert_eq!(same, is(false, "", "sound microphone"));
    let other = use_now(&mut warden, false, false, true);
    assert_eq!(other, is(true, "microphone-closed camera-opened", "camera"));
    assert_eq!(warden.uses().len(), 1);
    use_now(&mut warden, false, false, false);
    assert_eq!(warden.uses(), []);
}
