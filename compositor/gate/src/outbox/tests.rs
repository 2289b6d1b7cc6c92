//! Tests of the queue: what is merged, what never is, and that no byte is lost.

use std::os::unix::net::UnixStream;

use super::*;
use crate::wire::header;

fn message(object: u32, opcode: u16, words: &[u32]) -> Vec<u8> {
    let size = 8_u32.saturating_add(4_u32.saturating_mul(words.len() as u32));
    let head = [object, size << 16 | u32::from(opcode)];
    head.iter()
        .chain(words)
        .flat_map(|word| word.to_ne_bytes())
        .collect()
}

/// A queue that waits behind one message.
fn waiting() -> Outbox {
    let mut outbox = Outbox::default();
    say(&mut outbox, Kind::Keyboard, 9, 3, &[1, 2, 3, 4]);
    outbox
}

fn say(outbox: &mut Outbox, kind: Kind, object: u32, opcode: u16, words: &[u32]) {
    let bytes = message(object, opcode, words);
    let parcel = Parcel {
        kind,
        version: 9,
        object,
        opcode,
        bytes: &bytes,
    };
    outbox.push(parcel, Vec::new());
}

/// Everything that waits, as object, opcode and words.
fn drain(mut outbox: Outbox) -> Vec<(u32, u16, Vec<u32>)> {
    let (ours, theirs) = UnixStream::pair().unwrap();
    outbox.flush(&ours).unwrap();
    assert!(outbox.is_empty());
    assert_eq!((outbox.size(), outbox.fds()), (0, 0));
    drop(ours);
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut &theirs, &mut bytes).unwrap();
    let (mut found, mut rest) = (Vec::new(), &bytes[..]);
    while let Some(head) = header(rest).unwrap() {
        let body = rest[8..head.size].chunks(4);
        let words = body
            .map(|word| u32::from_ne_bytes(word.try_into().unwrap()))
            .collect();
        found.push((head.object, head.opcode, words));
        rest = &rest[head.size..];
    }
    found.split_off(1)
}

#[test]
fn movements_become_the_last_one() {
    let mut outbox = waiting();
    for at in 0..100_000 {
        say(&mut outbox, Kind::Pointer, 5, 2, &[at, at, 7]);
        say(&mut outbox, Kind::Pointer, 5, 5, &[]);
    }
    assert!(outbox.size() < 100, "{}", outbox.size());
    assert_eq!(
        drain(outbox),
        [(5, 2, vec![99_999, 99_999, 7]), (5, 5, vec![])]
    );
}

#[test]
fn two_pointers_are_merged_each() {
    let mut outbox = waiting();
    for at in 0..1000 {
        for pointer in [5, 6] {
            say(&mut outbox, Kind::Pointer, pointer, 2, &[at, pointer, 7]);
            say(&mut outbox, Kind::Pointer, pointer, 5, &[]);
        }
    }
    let moves: Vec<_> = drain(outbox).into_iter().filter(|m| m.1 == 2).collect();
    assert_eq!(moves, [(5, 2, vec![999, 5, 7]), (6, 2, vec![999, 6, 7])]);
}

#[test]
fn the_wheel_adds_up() {
    let mut outbox = waiting();
    for time in 0..10 {
        say(&mut outbox, Kind::Pointer, 5, 6, &[0]);
        say(&mut outbox, Kind::Pointer, 5, 9, &[0, 120]);
        say(&mut outbox, Kind::Pointer, 5, 4, &[time, 0, 10 << 8]);
        say(&mut outbox, Kind::Pointer, 5, 5, &[]);
    }
    let all = drain(outbox);
    assert_eq!(all.len(), 4);
    assert_eq!(all[1], (5, 9, vec![0, 1200]));
    assert_eq!(all[2], (5, 4, vec![9, 0, 100 << 8]));
}

#[test]
fn what_differs_is_kept_apart() {
    let mut outbox = waiting();
    // Another axis, another finger, a button between, another window's configure.
    for axis in [0, 1, 0] {
        say(&mut outbox, Kind::Pointer, 5, 4, &[1, axis, 256]);
        say(&mut outbox, Kind::Pointer, 5, 5, &[]);
    }
    for finger in [1, 2] {
        say(&mut outbox, Kind::Touch, 4, 2, &[1, finger, 0, 0]);
        say(&mut outbox, Kind::Touch, 4, 3, &[]);
    }
    for x in [1, 2] {
        say(&mut outbox, Kind::Pointer, 5, 2, &[1, x, 0]);
        say(&mut outbox, Kind::Pointer, 5, 5, &[]);
        say(&mut outbox, Kind::Pointer, 5, 3, &[1, 1, 272, x]);
        say(&mut outbox, Kind::Pointer, 5, 5, &[]);
    }
    let all = drain(outbox);
    let of = |kind: u32, opcode: u16| all.iter().filter(|m| (m.0, m.1) == (kind, opcode)).count();
    assert_eq!([of(5, 4), of(4, 2), of(5, 2), of(5, 3)], [2, 2, 2, 2]);
}

#[test]
fn configures_become_the_last_one() {
    let mut outbox = waiting();
    for side in 0..500 {
        let mut states = vec![side, side, 4 * (side % 3)];
        states.extend((0..side % 3).map(|_| 4));
        say(&mut outbox, Kind::XdgToplevel, 12, 0, &states);
        say(&mut outbox, Kind::XdgSurface, 11, 0, &[side]);
    }
    let all = drain(outbox);
    assert_eq!(all, [(12, 0, vec![499, 499, 4, 4]), (11, 0, vec![499])]);
}

#[test]
fn what_has_begun_to_go_is_not_touched() {
    let (ours, theirs) = UnixStream::pair().unwrap();
    let mut outbox = Outbox::default();
    // More than a socket takes, then movements into what still waits.
    let word = vec![3; 900];
    for _ in 0..400 {
        say(&mut outbox, Kind::Keyboard, 9, 0, &word);
    }
    outbox.flush(&ours).unwrap();
    assert!(!outbox.is_empty());
    let before = outbox.size();
    for at in 0..50 {
        say(&mut outbox, Kind::Pointer, 5, 2, &[at, 1, 1]);
        say(&mut outbox, Kind::Pointer, 5, 5, &[]);
    }
    assert_eq!(outbox.size(), before + 28);
    theirs.set_nonblocking(true).unwrap();
    let mut bytes = Vec::new();
    while !outbox.is_empty() {
        let _ = std::io::Read::read_to_end(&mut &theirs, &mut bytes);
        outbox.flush(&ours).unwrap();
    }
    let _ = std::io::Read::read_to_end(&mut &theirs, &mut bytes);
    assert_eq!(bytes.len(), 400 * 3608 + 28);
    assert_eq!(outbox.size(), 0);
}
