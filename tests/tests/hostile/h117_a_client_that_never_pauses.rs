//! A client refills its socket faster than the core reads it: the others are heard all the same.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use lisere_tests::{Client, Fixture, Heard, paint};

/// So much is said in all that an innocent client is answered long before the end of it.
const BLOCKS: usize = 500;
/// Threads that talk at once, so that one of them always does; what each writes at a time
/// is so short that the system keeps it together.
const MOUTHS: usize = 4;
/// Clients that do so.
const FLOODS: usize = 4;
/// Requests in one write.
const BLOCK: usize = 1_024;

#[test]
fn others_are_heard_all_the_same() {
    let _alone = crate::trial::alone();
    let mut fixture = Fixture::new("home");
    let innocent = fixture.client("work");
    let window = innocent.toplevel();
    fixture.settle();
    let start = start(&innocent);
    fixture.core.connections.bound_talk().unwrap();
    let floods: Vec<Flood> = (0..FLOODS)
        .map(|_| Flood::begin(fixture.connect_past_gate("web"), &start))
        .collect();

    innocent.forget();
    let answer = innocent.connection().display().sync(innocent.queue(), ());
    window.draw((150, 80), paint::GREEN);
    while !answered(&innocent) {
        fixture.round();
        assert!(!floods.iter().all(Flood::over), "it was heard to its end");
    }
    let going_on = floods.iter().filter(|flood| !flood.over()).count();
    assert_eq!(going_on, floods.len(), "nobody had to wait or was ended");
    drop(answer);
    drop(floods);
    fixture.frame();
    assert_eq!(fixture.shown(paint::GREEN), 150 * 80);
}

#[test]
fn nothing_of_what_it_says_is_lost() {
    let _alone = crate::trial::alone();
    let mut fixture = Fixture::new("home");
    let start = start(&fixture.stranger("work"));
    fixture.core.connections.bound_talk().unwrap();
    let mut line = fixture.connect_past_gate("web");
    let mut ear = line.try_clone().unwrap();
    // At the end, wl_display.sync with a callback 5.
    let question = bytes(&[1, 12 << 16, 5]);
    let talk = std::thread::spawn(move || {
        line.write_all(&start).unwrap();
        (0..40).for_each(|_| line.write_all(&commits()).unwrap());
        line.write_all(&question).unwrap();
    });
    let listen = std::thread::spawn(move || {
        let (mut heard, answer) = (Vec::<u8>::new(), bytes(&[5, 12 << 16]));
        let mut part = [0; 4096];
        while !heard.windows(answer.len()).any(|part| part == answer) {
            let read = ear.read(&mut part).unwrap();
            assert!(read > 0, "its connection has ended");
            heard.extend(&part[..read]);
        }
    });
    while !talk.is_finished() {
        fixture.round();
    }
    fixture.settle();
    drop(fixture);
    talk.join().unwrap();
    listen.join().unwrap();
}

/// What makes a surface 4, of a compositor 3 that registry 2 offers as it does to `other`.
fn start(other: &Client) -> Vec<u8> {
    let registry = other.registry();
    let compositor = registry
        .iter()
        .find(|global| global.interface == "wl_compositor")
        .unwrap();
    let mut start = bytes(&[1, 12 << 16 | 1, 2, 2, 40 << 16, compositor.name, 14]);
    start.extend(b"wl_compositor\0\0\0");
    start.extend(bytes(&[6, 3, 3, 12 << 16, 4]));
    start
}

/// Many times wl_surface.commit of surface 4, with nothing changed.
fn commits() -> Vec<u8> {
    bytes(&[4, 8 << 16 | 6]).repeat(BLOCK)
}

fn bytes(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_ne_bytes()).collect()
}

fn answered(client: &Client) -> bool {
    !client
        .told(|heard| matches!(heard, Heard::Callback(..)).then_some(()))
        .is_empty()
}

/// A client in threads of its own.
struct Flood {
    line: UnixStream,
    over: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Flood {
    fn begin(line: UnixStream, start: &[u8]) -> Flood {
        let over = Arc::new(AtomicBool::new(false));
        let (mut mouth, mut ear) = (line.try_clone().unwrap(), line.try_clone().unwrap());
        mouth.write_all(start).unwrap();
        let mut threads = Vec::new();
        for _ in 0..MOUTHS {
            let (mut mouth, block, said) = (mouth.try_clone().unwrap(), commits(), over.clone());
            threads.push(std::thread::spawn(move || {
                let done = (0..BLOCKS).try_for_each(|_| mouth.write_all(&block));
                said.store(true, Ordering::SeqCst);
                drop(done);
            }));
        }
        let listen = move || while ear.read(&mut [0; 65_536]).is_ok_and(|read| read > 0) {};
        threads.push(std::thread::spawn(listen));
        Flood {
            line,
            over,
            threads,
        }
    }

    fn over(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }
}

impl Drop for Flood {
    fn drop(&mut self) {
        let _ = self.line.shutdown(std::net::Shutdown::Both);
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}
