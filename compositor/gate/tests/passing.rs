//! A gate between a program and a core that are both this test: what passes, what is changed, what ends.

#![allow(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing
)]

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use lisere_gate::{Gate, ReportKind, Settings};
use lisere_policy::Limits;

/// A message: object, opcode, words of its body.
type Message = (u32, u16, Vec<u32>);

struct World {
    gate: Gate,
    program: UnixStream,
    core: UnixStream,
    now: Duration,
}

const NOW: Duration = Duration::from_secs(1);

impl World {
    fn new() -> World {
        let (program, outside) = UnixStream::pair().unwrap();
        let (core, inside) = UnixStream::pair().unwrap();
        program.set_nonblocking(true).unwrap();
        core.set_nonblocking(true).unwrap();
        let settings = Settings {
            limits: Limits::default(),
            gpu: false,
        };
        let mut gate = Gate::new(settings).unwrap();
        gate.add(outside, inside, false).unwrap();
        World {
            gate,
            program,
            core,
            now: NOW,
        }
    }

    /// A registry (2) with a compositor and a seat, under names of the core's choice.
    fn with_globals() -> World {
        let mut world = World::new();
        world.say(&[(1, 1, vec![2])]);
        world.answer(&[
            global(40, "wl_compositor", 9),
            global(41, "wl_drm", 2),
            global(77, "wl_seat", 9),
        ]);
        world.at_core();
        world
    }

    fn turn(&mut self) {
        self.gate.wait(Some(Duration::ZERO)).unwrap();
        self.gate.turn(self.now);
    }

    fn run(&mut self) {
        for _ in 0..20 {
            self.turn();
        }
    }

    fn say(&mut self, messages: &[Message]) {
        (&self.program).write_all(&bytes(messages)).unwrap();
        self.run();
    }

    fn answer(&mut self, messages: &[Message]) {
        (&self.core).write_all(&bytes(messages)).unwrap();
        self.run();
    }

    fn at_core(&mut self) -> Vec<Message> {
        let mut read = Vec::new();
        let _ = (&self.core).read_to_end(&mut read);
        split(&read)
    }

    /// What the program reads, until nothing more comes.
    fn at_program(&mut self) -> Vec<Message> {
        let mut read = Vec::new();
        loop {
            let before = read.len();
            let _ = (&self.program).read_to_end(&mut read);
            self.run();
            if read.len() == before {
                return split(&read);
            }
        }
    }
}

fn bytes(messages: &[Message]) -> Vec<u8> {
    let one = |(object, opcode, words): &Message| {
        let size = (8 + 4 * words.len()) as u32;
        let head = [*object, size << 16 | u32::from(*opcode)];
        let words = head.iter().chain(words);
        words
            .flat_map(|word| word.to_ne_bytes())
            .collect::<Vec<u8>>()
    };
    messages.iter().flat_map(one).collect()
}

fn split(read: &[u8]) -> Vec<Message> {
    let words = read.chunks(4);
    let words: Vec<u32> = words
        .map(|word| u32::from_ne_bytes(word.try_into().unwrap()))
        .collect();
    let (mut found, mut rest) = (Vec::new(), &words[..]);
    while let [object, head, ..] = rest {
        let count = (head >> 16) as usize / 4;
        found.push((*object, (head & 0xffff) as u16, rest[2..count].to_vec()));
        rest = &rest[count..];
    }
    found
}

fn text(text: &str) -> Vec<u32> {
    let mut bytes = text.as_bytes().to_vec();
    bytes.push(0);
    let length = bytes.len() as u32;
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    let words = bytes.chunks(4);
    let words = words.map(|word| u32::from_ne_bytes(word.try_into().unwrap()));
    std::iter::once(length).chain(words).collect()
}

fn global(name: u32, interface: &str, version: u32) -> Message {
    (2, 0, [vec![name], text(interface), vec![version]].concat())
}

fn bind(name: u32, interface: &str, version: u32, id: u32) -> Message {
    (
        2,
        0,
        [vec![name], text(interface), vec![version, id]].concat(),
    )
}

/// The object, code and text of a `wl_display.error`.
fn error(message: &Message) -> (u32, u32, String) {
    assert_eq!((message.0, message.1), (1, 0));
    let words = &message.2;
    let bytes = words[3..].iter().flat_map(|word| word.to_ne_bytes());
    let bytes: Vec<u8> = bytes.take(words[2] as usize - 1).collect();
    (words[0], words[1], String::from_utf8(bytes).unwrap())
}

#[test]
fn globals_have_names_of_the_programs_own() {
    let mut world = World::with_globals();
    // What the table lacks is not told of, and versions end where the table's do.
    let told = [global(1, "wl_compositor", 6), global(2, "wl_seat", 9)];
    assert_eq!(world.at_program(), told);
    world.say(&[bind(2, "wl_seat", 5, 3)]);
    assert_eq!(world.at_core(), [bind(77, "wl_seat", 5, 3)]);
}

#[test]
fn forged_binds_end_the_program() {
    for forged in [
        bind(77, "wl_seat", 5, 3),
        bind(0, "wl_seat", 5, 3),
        bind(2, "wl_drm", 1, 3),
        bind(2, "wl_seat", 0, 3),
        bind(2, "wl_seat", 10, 3),
        bind(1, "wl_seat", 5, 3),
    ] {
        let mut world = World::with_globals();
        world.at_program();
        world.say(std::slice::from_ref(&forged));
        let told = world.at_program();
        let (object, code, why) = error(&told[0]);
        assert_eq!((told.len(), object, code), (1, 1, 0), "{forged:?}");
        assert!(why.contains("global"), "{why}");
        assert_eq!(world.at_core(), []);
        assert_eq!(world.gate.connections(), 0);
        let reports = world.gate.reports();
        assert_eq!((reports.len(), reports[0].kind), (1, ReportKind::Killed));
    }
}

#[test]
fn serials_are_the_programs_own_and_mapped_back() {
    let mut world = World::with_globals();
    let surface = [bind(1, "wl_compositor", 4, 4), (4, 0, vec![5])];
    world.say(&[bind(2, "wl_seat", 5, 3)]);
    world.say(&surface);
    world.say(&[(3, 0, vec![6])]);
    world.at_program();
    world.at_core();
    // wl_pointer.enter and button, with serials that would tell of others' events.
    world.answer(&[(6, 0, vec![9000, 5, 0, 0]), (6, 3, vec![9007, 1, 272, 1])]);
    let told = world.at_program();
    assert_eq!((told[0].2[0], told[1].2[0]), (1, 2));
    // wl_pointer.set_cursor with these, and with serials that were not given.
    for (own, core) in [(1, 9000), (2, 9007), (3, 0), (9000, 0), (0, 0)] {
        world.say(&[(6, 0, vec![own, 0, 0, 0])]);
        assert_eq!(world.at_core(), [(6, 0, vec![core, 0, 0, 0])]);
    }
}

#[test]
fn what_was_said_before_a_fault_counts_and_nothing_after() {
    let mut world = World::with_globals();
    let sync = |id| (1, 0, vec![id]);
    world.at_program();
    world.say(&[sync(3), (9, 0, vec![]), sync(4)]);
    assert_eq!(world.at_core(), [sync(3)]);
    assert_eq!(error(&world.at_program()[0]).1, 0);
}

#[test]
fn messages_may_come_in_any_pieces() {
    let mut world = World::with_globals();
    let all: Vec<Message> = (3..40).map(|id| (1, 0, vec![id])).collect();
    for byte in bytes(&all) {
        (&world.program).write_all(&[byte]).unwrap();
        world.turn();
    }
    assert_eq!(world.at_core(), all);
}

#[test]
fn the_cores_words_about_a_fault_are_not_told() {
    let mut world = World::with_globals();
    world.at_program();
    let secret = [vec![2, 3], text("Failed to mmap fd 83")].concat();
    world.answer(&[(1, 0, secret)]);
    let (object, code, why) = error(&world.at_program()[0]);
    assert_eq!((object, code), (2, 3));
    assert!(!why.contains("83"));
    assert_eq!(world.gate.connections(), 0);
}

#[test]
fn a_frozen_program_is_not_heard_and_then_is() {
    let mut world = World::with_globals();
    world.gate.set_frozen(true);
    world.say(&[(1, 0, vec![3])]);
    assert_eq!(world.at_core(), []);
    world.gate.set_frozen(false);
    world.run();
    assert_eq!(world.at_core(), [(1, 0, vec![3])]);
}

#[test]
fn a_program_that_reads_late_finds_the_last_movement_and_one_that_never_reads_ends() {
    let mut world = World::with_globals();
    world.say(&[bind(2, "wl_seat", 9, 3), (3, 0, vec![4])]);
    world.at_core();
    let place = |at| [(4, 2, vec![at, at, at]), (4, 5, vec![])];
    for round in 0..10_000 {
        let moves: Vec<Message> = (0..50).flat_map(|at| place(50 * round + at)).collect();
        (&world.core).write_all(&bytes(&moves)).unwrap();
        world.turn();
    }
    assert_eq!(world.gate.connections(), 1);
    let told = world.at_program();
    assert_eq!(told[told.len() - 2..], place(499_999));
    assert!(told.len() < 50_000, "{} were kept", told.len());

    let clicks: Vec<Message> = (0..100).map(|at| (4, 3, vec![at, at, 272, 1])).collect();
    for _ in 0..2000 {
        let _ = (&world.core).write_all(&bytes(&clicks));
        world.turn();
    }
    assert_eq!(world.gate.connections(), 0);
    assert_eq!(world.gate.reports()[0].kind, ReportKind::Quota);
}

#[test]
fn what_a_program_left_behind_does_not_keep_its_place() {
    let mut world = World::new();
    let syncs = |from: u32| -> Vec<Message> {
        let ids = from..from + 4000;
        ids.map(|id| (1, 0, vec![id])).collect()
    };
    // Far more than the cage may ask for at a time that stands still.
    let said = bytes(&syncs(2));
    (&world.program).write_all(&said).unwrap();
    world.run();
    assert_eq!(world.gate.connections(), 1);
    let heard = world.at_core().len();
    assert!(heard > 0 && heard < 4000, "{heard} of 4000 were passed on");
    let (other, _) = UnixStream::pair().unwrap();
    drop(std::mem::replace(&mut world.program, other));
    world.run();
    assert_eq!(world.gate.connections(), 0);
}

fn at(registry: u32, event: Message) -> Message {
    (registry, event.1, event.2)
}

/// With a further registry (3) beside the first, and what was said about it taken away.
fn with_another() -> World {
    let mut world = World::with_globals();
    world.at_program();
    world.say(&[(1, 1, vec![3])]);
    assert_eq!(world.at_core(), [(1, 0, vec![3])]);
    world.answer(&[(3, 0, vec![0]), (1, 1, vec![3])]);
    let told = [global(1, "wl_compositor", 6), global(2, "wl_seat", 9)];
    assert_eq!(world.at_program(), told.map(|told| at(3, told)));
    world
}

#[test]
fn a_further_registry_is_the_gates_own() {
    let mut world = with_another();
    // What is bound through it is bound through the core's.
    world.say(&[at(3, bind(2, "wl_seat", 5, 4))]);
    assert_eq!(world.at_core(), [bind(77, "wl_seat", 5, 4)]);
    // What comes and goes is told at both, and a later one hears of what is there.
    world.answer(&[global(90, "wl_output", 4), (2, 1, vec![77])]);
    let output = global(3, "wl_output", 4);
    let told = [
        output.clone(),
        at(3, output),
        (2, 1, vec![2]),
        (3, 1, vec![2]),
    ];
    assert_eq!(world.at_program(), told);
    world.say(&[(1, 1, vec![5])]);
    world.answer(&[(5, 0, vec![0]), (1, 1, vec![5])]);
    let told = [global(1, "wl_compositor", 6), global(3, "wl_output", 4)];
    assert_eq!(world.at_program(), told.map(|told| at(5, told)));
    // None of this says that an id is free.
    world.say(&[(1, 0, vec![3])]);
    assert_eq!(error(&world.at_program()[0]).1, 0);
}

#[test]
fn a_further_registry_ends_like_the_first() {
    let mut world = with_another();
    world.answer(&[global(50, "wl_fixes", 1)]);
    world.say(&[bind(3, "wl_fixes", 1, 4)]);
    world.at_program();
    world.at_core();
    world.say(&[(4, 1, vec![3])]);
    assert_eq!(world.at_core(), [(1, 0, vec![3])]);
    world.answer(&[(3, 0, vec![0]), (1, 1, vec![3])]);
    assert_eq!(world.at_program(), [(1, 1, vec![3])]);
    world.say(&[(1, 0, vec![3])]);
    assert_eq!(world.at_core(), [(1, 0, vec![3])]);
}

#[test]
fn when_the_first_registry_ends_another_takes_its_place() {
    let mut world = with_another();
    world.answer(&[global(50, "wl_fixes", 1)]);
    world.say(&[bind(3, "wl_fixes", 1, 4)]);
    world.at_program();
    world.at_core();
    world.say(&[(4, 1, vec![2])]);
    assert_eq!(world.at_core(), [(1, 1, vec![3]), (4, 1, vec![2])]);
    // It was told of all this before; the output is new.
    world.answer(&[
        at(3, global(40, "wl_compositor", 9)),
        at(3, global(77, "wl_seat", 9)),
        at(3, global(90, "wl_output", 4)),
        (1, 1, vec![2]),
    ]);
    let told = [at(3, global(4, "wl_output", 4)), (1, 1, vec![2])];
    assert_eq!(world.at_program(), told);
    world.say(&[at(3, bind(2, "wl_seat", 5, 2))]);
    assert_eq!(world.at_core(), [at(3, bind(77, "wl_seat", 5, 2))]);
    // It ends like any other, and the next one is told everything.
    world.say(&[(4, 1, vec![3])]);
    assert_eq!(world.at_core(), [(4, 1, vec![3])]);
    world.answer(&[(1, 1, vec![3])]);
    assert_eq!(world.at_program(), [(1, 1, vec![3])]);
    world.say(&[(1, 1, vec![3])]);
    assert_eq!(world.at_core(), [(1, 1, vec![3])]);
    world.answer(&[at(3, global(77, "wl_seat", 9))]);
    assert_eq!(world.at_program(), [at(3, global(2, "wl_seat", 9))]);
}

#[test]
fn lists_of_globals_wait_for_a_program_that_reads_late() {
    let mut world = with_another();
    let many = 4..1000;
    let asked: Vec<Message> = many.clone().map(|id| (1, 1, vec![id])).collect();
    let mut told = Vec::new();
    let mut held = false;
    for asked in asked.chunks(100) {
        world.now += Duration::from_millis(100);
        world.say(asked);
        let heard = world.at_core();
        held |= heard.len() < asked.len();
        answer_all(&mut world, &heard);
    }
    assert!(held, "not all was heard while nothing was read");
    // It reads, and all comes, in order.
    loop {
        world.now += Duration::from_millis(100);
        let more = world.at_program();
        let heard = world.at_core();
        if more.is_empty() && heard.is_empty() {
            break;
        }
        told.extend(more);
        answer_all(&mut world, &heard);
    }
    assert_eq!(world.gate.connections(), 1);
    let begun = told.iter().filter(|told| told.2[0] == 1);
    let begun: Vec<u32> = begun.map(|told| told.0).collect();
    assert_eq!(begun, many.collect::<Vec<u32>>());
}

/// The core's answers to questions, and that their ids are free.
fn answer_all(world: &mut World, asked: &[Message]) {
    for (object, opcode, words) in asked {
        assert_eq!((*object, *opcode), (1, 0));
        world.answer(&[(words[0], 0, vec![0]), (1, 1, words.clone())]);
    }
}
