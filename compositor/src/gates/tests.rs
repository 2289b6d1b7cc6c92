//! Gates that die, and gates that break their word: with programs that are no gates at all.

use std::os::fd::OwnedFd;
use std::os::unix::net::{UnixListener, UnixStream};
use std::process::Command;
use std::time::Duration;

use lisere_gate::trunk::{Sums, ToCore, ToGate, Trunk, pair};
use lisere_gate::{Claim, Peer};
use lisere_policy::{Limits, Policy};

use super::*;

fn at(seconds: u64) -> Now {
    Now(Duration::from_secs(seconds))
}

/// Gates of every cage that a policy names, which all run `program`, and the folder of their
/// sockets. Those of copies start when these are taken.
fn gates(program: &str) -> (Gates, Vec<CageId>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let policy = Policy::preset("home").unwrap();
    let bind = |cage: &Cage| UnixListener::bind(folder.path().join(cage.name())).unwrap();
    let named = || policy.cages().iter().filter(|cage| cage.model().is_none());
    let listeners: Vec<_> = named().map(bind).collect();
    let gates = Gates::start(program.into(), named().zip(&listeners), at(0)).unwrap();
    let ids = named().map(Cage::id).collect();
    (gates, ids, folder)
}

#[test]
fn a_program_that_is_not_there_quarantines_its_cage() {
    let (gates, cages, _folder) = gates("/nonexistent");
    for cage in cages {
        let info = gates.info(cage).unwrap();
        assert_eq!(info.state, State::Quarantined);
        assert_eq!((info.pid, info.deaths), (None, 3));
    }
}

#[test]
fn releasing_starts_again() {
    let (mut gates, cages, _folder) = gates("/nonexistent");
    assert_eq!(gates.quarantined().count(), cages.len());
    assert!(gates.release(cages[0], at(1)));
    // Started three times more, in vain.
    assert_eq!(gates.info(cages[0]).unwrap().deaths, 6);
    assert_eq!(gates.info(cages[1]).unwrap().deaths, 3);
}

/// A post whose gate is played by the test.
fn post() -> (Post, Trunk<OwnedFd>) {
    let (ours, theirs) = pair().unwrap();
    let process = Process::other(Command::new("true").spawn().unwrap());
    (Post::new((process, Trunk::new(ours))), Trunk::new(theirs))
}

/// A gate's question about this very process.
fn asks(ticket: u32) -> ToCore {
    let (one, _) = UnixStream::pair().unwrap();
    let peer = Peer::of(&one);
    ToCore::Connect {
        ticket,
        peer,
        context: 0,
    }
}

/// Somebody at a context.
fn asks_at(context: u32) -> ToCore {
    ToCore::Connect {
        ticket: 1,
        peer: Peer::UNKNOWN,
        context,
    }
}

fn opens(context: u32) -> ToCore {
    let engine = "org.flatpak".to_owned();
    let claim = Claim {
        engine,
        ..Claim::default()
    };
    ToCore::ContextOpened { context, claim }
}

fn granted(_: Visitor) -> Admission {
    Admission::Granted(UnixStream::pair().unwrap().0)
}

/// What the core makes of these messages.
fn hear(messages: &[ToCore]) -> Result<(), Offence> {
    let (mut post, gate) = post();
    for message in messages {
        gate.send(&message.encode(), None).unwrap();
    }
    post.hear(&mut granted, &mut |_| {})
}

#[test]
fn questions_are_answered_in_turn() {
    let (mut post, gate) = post();
    for ticket in 1..=3 {
        gate.send(&asks(ticket).encode(), None).unwrap();
    }
    let mut asked = 0;
    let mut admit = |visitor: Visitor| {
        assert_eq!(visitor.peer.pid, std::process::id());
        asked += 1;
        match asked {
            2 => Admission::Refused,
            _ => granted(visitor),
        }
    };
    post.hear(&mut admit, &mut |_| {}).unwrap();
    for expected in [
        ToGate::Client { ticket: 1 },
        ToGate::Refused { ticket: 2 },
        ToGate::Client { ticket: 3 },
    ] {
        let packet = gate.receive().unwrap().unwrap();
        let answer = ToGate::decode(packet.bytes(), packet.passed.is_some());
        assert_eq!(answer, Ok(expected));
    }
}

#[test]
fn speaking_out_of_turn_ends_a_gate() {
    let usage = || ToCore::Usage(Box::new(Sums([None; Limits::COUNT])));
    for messages in [
        vec![asks(0)],
        vec![asks(2)],
        vec![asks(1), asks(1)],
        vec![asks(1), asks(3)],
        vec![ToCore::Ready, ToCore::Ready],
        vec![usage()],
        vec![asks_at(1)],
        vec![opens(2)],
        vec![opens(0)],
        vec![opens(1), opens(1)],
        vec![ToCore::ContextEnded { context: 1 }],
        vec![opens(1), ToCore::ContextEnded { context: 1 }, asks_at(1)],
    ] {
        let heard = hear(&messages);
        assert!(matches!(heard, Err(Offence::OutOfTurn)), "{messages:?}");
    }
    assert!(hear(&[ToCore::Ready, ToCore::Frozen, asks(1), asks(2)]).is_ok());
}

#[test]
fn who_comes_in_at_a_context_is_what_is_said_of_its_context() {
    let (mut post, gate) = post();
    for message in [opens(1), asks_at(1)] {
        gate.send(&message.encode(), None).unwrap();
    }
    let mut said = None;
    let mut admit = |visitor: Visitor| {
        said = visitor.claim;
        Admission::Refused
    };
    post.hear(&mut admit, &mut |_| {}).unwrap();
    assert_eq!(said.map(|claim| claim.engine), Some("org.flatpak".into()));
}

#[test]
fn a_gate_has_no_more_contexts_than_any_cage() {
    let (mut post, gate) = post();
    let heard = (1..=1_000).try_for_each(|context| {
        gate.send(&opens(context).encode(), None).unwrap();
        post.hear(&mut granted, &mut |_| {})
    });
    assert!(matches!(heard, Err(Offence::OutOfTurn)));
    assert_eq!(post.contexts.len(), 256);
}

#[test]
fn what_is_no_message_ends_a_gate() {
    let (mut post, gate) = post();
    gate.send(&[0xff], None).unwrap();
    let heard = post.hear(&mut granted, &mut |_| {});
    assert!(matches!(heard, Err(Offence::Message(_))));
    let (mut post, gate) = self::post();
    let passed = UnixStream::pair().unwrap().0;
    gate.send(&ToCore::Ready.encode(), Some(passed.as_fd()))
        .unwrap();
    let heard = post.hear(&mut granted, &mut |_| {});
    assert!(matches!(heard, Err(Offence::Message(_))));
}

#[test]
fn a_talkative_gate_is_heard_by_bits() {
    let (mut post, gate) = post();
    for ticket in 1..=100 {
        gate.send(&asks(ticket).encode(), None).unwrap();
    }
    let mut asked = 0;
    let mut admit = |_| {
        asked += 1;
        Admission::Refused
    };
    post.hear(&mut admit, &mut |_| {}).unwrap();
    assert_eq!(asked, 32);
}

#[test]
fn a_gate_that_does_not_read_is_ended() {
    let (mut post, gate) = post();
    let mut ticket = 0;
    let offence = loop {
        for _ in 0..32 {
            ticket += 1;
            gate.send(&asks(ticket).encode(), None).unwrap();
        }
        if let Err(offence) = post.hear(&mut |_| Admission::Refused, &mut |_| {}) {
            break offence;
        }
    };
    assert!(matches!(offence, Offence::Trunk(TrunkError::Full)));
}

#[test]
fn who_is_examined_is_answered_later_and_in_turn() {
    let (mut post, gate) = post();
    for ticket in 1..=3 {
        gate.send(&asks(ticket).encode(), None).unwrap();
    }
    let mut act = 0;
    let mut admit = |peer| {
        act += 1;
        match act {
            3 => granted(peer),
            act => Admission::Examined(act),
        }
    };
    post.hear(&mut admit, &mut |_| {}).unwrap();
    assert!(
        gate.receive().unwrap().is_none(),
        "nobody is answered before"
    );
    assert!(post.awaits(1) && post.awaits(2) && !post.awaits(3));
    post.examined(2, Admission::Refused).unwrap();
    assert!(
        gate.receive().unwrap().is_none(),
        "the first one comes first"
    );
    let (one, _) = UnixStream::pair().unwrap();
    post.examined(1, Admission::Granted(one)).unwrap();
    post.examined(1, Admission::Refused).unwrap();
    for expected in [
        ToGate::Client { ticket: 1 },
        ToGate::Refused { ticket: 2 },
        ToGate::Client { ticket: 3 },
    ] {
        let packet = gate.receive().unwrap().unwrap();
        let answer = ToGate::decode(packet.bytes(), packet.passed.is_some());
        assert_eq!(answer, Ok(expected));
    }
    assert!(gate.receive().unwrap().is_none());
}

#[test]
fn a_gate_that_asks_for_too_many_at_once_is_ended() {
    let (mut post, gate) = post();
    for ticket in 1..=17 {
        gate.send(&asks(ticket).encode(), None).unwrap();
    }
    let heard = post.hear(&mut |_| Admission::Examined(1), &mut |_| {});
    assert!(matches!(heard, Err(Offence::OutOfTurn)));
}
