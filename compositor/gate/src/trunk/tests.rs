//! What the trunk takes, and everything it must refuse.

use std::os::fd::AsFd;

use lisere_policy::Limits;
use rustix::pipe::pipe;

use super::*;
use crate::{Claim, Peer, ReportKind};

fn to_gate() -> Vec<ToGate> {
    let limits = Box::default();
    vec![
        ToGate::Hello { limits, gpu: true },
        ToGate::Client { ticket: 7 },
        ToGate::Refused { ticket: u32::MAX },
        ToGate::Freeze,
        ToGate::Thaw,
        ToGate::AskUsage,
    ]
}

fn summary() -> Summary {
    Summary {
        kind: ReportKind::Killed,
        interface: "wl_shm_pool".into(),
        code: 2,
        why: "size 0".into(),
        count: 3,
    }
}

fn to_core() -> Vec<ToCore> {
    let mut sums = [None; Limits::COUNT];
    sums[0] = Some(4);
    vec![
        ToCore::Ready,
        ToCore::Connect {
            ticket: 1,
            peer: Peer { pid: 2, uid: 3 },
            context: 4,
        },
        ToCore::Report(summary()),
        ToCore::Frozen,
        ToCore::Usage(Box::new(Sums(sums))),
        ToCore::ContextOpened {
            context: 4,
            claim: Claim {
                engine: "org.flatpak".into(),
                app_id: "org.gnome.Maps".into(),
                instance_id: String::new(),
            },
        },
        ToCore::ContextEnded { context: 4 },
    ]
}

/// Random enough, and the same every time.
fn noise(seed: u64) -> impl FnMut() -> u8 {
    let mut state = seed | 1;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 24) as u8
    }
}

#[test]
fn every_message_survives_the_way() {
    for message in to_gate() {
        let passed = matches!(message, ToGate::Client { .. });
        let bytes = message.encode();
        assert!(bytes.len() <= LONGEST, "{message:?}");
        assert_eq!(ToGate::decode(&bytes, passed), Ok(message));
    }
    for message in to_core() {
        let bytes = message.encode();
        assert!(bytes.len() <= LONGEST, "{message:?}");
        assert_eq!(ToCore::decode(&bytes, false), Ok(message));
    }
}

#[test]
fn shorter_or_longer_is_no_message() {
    for message in to_gate() {
        let passed = matches!(message, ToGate::Client { .. });
        let mut bytes = message.encode();
        for length in 0..bytes.len() {
            assert_eq!(
                ToGate::decode(&bytes[..length], passed),
                Err(Flaw::Malformed)
            );
        }
        bytes.push(0);
        assert_eq!(ToGate::decode(&bytes, passed), Err(Flaw::Malformed));
    }
    for message in to_core() {
        let mut bytes = message.encode();
        for length in 0..bytes.len() {
            assert_eq!(
                ToCore::decode(&bytes[..length], false),
                Err(Flaw::Malformed)
            );
        }
        bytes.push(0);
        assert_eq!(ToCore::decode(&bytes, false), Err(Flaw::Malformed));
    }
}

#[test]
fn each_side_knows_its_own_tags_only() {
    let [gate, core] = [
        to_gate().iter().map(|m| m.encode()[0]).collect::<Vec<_>>(),
        to_core().iter().map(|m| m.encode()[0]).collect::<Vec<_>>(),
    ];
    for tag in 0..=u8::MAX {
        for length in 0..LONGEST {
            let mut bytes = vec![0; length + 1];
            bytes[0] = tag;
            if ToGate::decode(&bytes, false).is_ok() {
                assert!(gate.contains(&tag));
            }
            if ToCore::decode(&bytes, false).is_ok() {
                assert!(core.contains(&tag));
            }
        }
    }
}

#[test]
fn descriptors_come_only_where_they_belong() {
    for message in to_gate() {
        let wrong = !matches!(message, ToGate::Client { .. });
        assert_eq!(
            ToGate::decode(&message.encode(), wrong),
            Err(Flaw::Descriptor)
        );
    }
    for message in to_core() {
        assert_eq!(
            ToCore::decode(&message.encode(), true),
            Err(Flaw::Descriptor)
        );
    }
}

#[test]
fn noise_is_read_without_harm_and_never_twice_alike() {
    for seed in 0..20_000 {
        let mut next = noise(seed);
        let length = usize::from(next()) * 2;
        let mut bytes: Vec<u8> = (0..length).map(|_| next()).collect();
        if let Some(tag) = bytes.first_mut() {
            *tag = if seed % 2 == 0 {
                *tag % 7
            } else {
                64 + *tag % 8
            };
        }
        for passed in [false, true] {
            // What is read at all is written the same way: there is one form of each.
            if let Ok(message) = ToGate::decode(&bytes, passed) {
                assert_eq!(message.encode(), bytes);
            }
            if let Ok(message) = ToCore::decode(&bytes, passed) {
                assert_eq!(message.encode(), bytes);
            }
        }
    }
}

#[test]
fn words_cannot_steer_a_log() {
    let evil = Summary {
        interface: "a\n\u{1b}[2J\"=".into(),
        why: "x".repeat(300),
        ..summary()
    };
    let bytes = ToCore::Report(evil).encode();
    let Ok(ToCore::Report(read)) = ToCore::decode(&bytes, false) else {
        panic!("no report")
    };
    assert_eq!((read.interface.as_str(), read.why.len()), ("a2J", 120));
    let mut forged = ToCore::Report(summary()).encode();
    forged[11] = b'\n';
    assert_eq!(ToCore::decode(&forged, false), Err(Flaw::Malformed));
}

#[test]
fn packets_arrive_whole_with_their_descriptor() {
    let (core, gate) = pair().unwrap();
    let (core, gate) = (Trunk::new(core), Trunk::new(gate));
    let (read, _write) = pipe().unwrap();
    assert!(gate.receive().unwrap().is_none());
    core.send(b"one", Some(read.as_fd())).unwrap();
    core.send(b"two", None).unwrap();
    let first = gate.receive().unwrap().unwrap();
    assert_eq!((first.bytes(), first.passed.is_some()), (&b"one"[..], true));
    let second = gate.receive().unwrap().unwrap();
    assert_eq!(
        (second.bytes(), second.passed.is_some()),
        (&b"two"[..], false)
    );
    core.send(&[0; LONGEST + 1], None).unwrap();
    assert!(matches!(gate.receive(), Err(TrunkError::Oversize)));
    drop(core);
    assert!(matches!(gate.receive(), Err(TrunkError::Closed)));
    assert!(matches!(gate.send(b"x", None), Err(TrunkError::Closed)));
}

#[test]
fn two_descriptors_are_too_many() {
    let (core, gate) = pair().unwrap();
    let (read, write) = pipe().unwrap();
    let fds = [read.as_fd(), write.as_fd(), read.as_fd()];
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(3))];
    for count in [2, 3] {
        let mut ancillary = SendAncillaryBuffer::new(&mut space);
        assert!(ancillary.push(SendAncillaryMessage::ScmRights(&fds[..count])));
        let bytes = [IoSlice::new(b"x")];
        sendmsg(&core, &bytes, &mut ancillary, SendFlags::empty()).unwrap();
        let received = Trunk::new(&gate).receive();
        assert!(matches!(received, Err(TrunkError::Oversize)));
    }
}

#[test]
fn a_reader_that_sleeps_fills_the_trunk() {
    let (core, _gate) = pair().unwrap();
    let core = Trunk::new(core);
    let full = (0..100_000).find_map(|_| core.send(&[0; LONGEST], None).err());
    assert!(matches!(full, Some(TrunkError::Full)));
}
