//! Security contexts misused: sockets that are none, names twice, uses after the end, too many.

use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};

use lisere_tests::args;
use lisere_tests::contexts::{MANAGER, again, listening};
use lisere_tests::rawwl::{Obj, Raw, file_of, memory};

use crate::trial::{CAGE, IMPLEMENTATION, INVALID_OBJECT, NO_MEMORY, Trial};

/// `wp_security_context_manager_v1.invalid_listen_fd`.
const INVALID_LISTEN_FD: u32 = 1;
/// `wp_security_context_v1`'s errors.
const ALREADY_USED: u32 = 1;
const ALREADY_SET: u32 = 2;
const INVALID_METADATA: u32 = 3;

/// The end of a pipe that nobody writes to.
fn pipe() -> OwnedFd {
    UnixStream::pair().expect("a pair").0.into()
}

fn create(raw: &Raw, listener: OwnedFd, closing: OwnedFd) -> Obj {
    raw.make(
        raw.bound(MANAGER),
        "create_listener",
        args![listener, closing],
    )
}

/// A context that listens, and would end at once.
fn sound(raw: &Raw) -> Obj {
    create(raw, listening().0.into(), pipe())
}

/// Descriptors that are no local socket which listens.
fn deaf() -> Vec<OwnedFd> {
    let stream = UnixStream::pair().expect("a pair").0;
    let datagrams = UnixDatagram::unbound().expect("a socket");
    let network = TcpListener::bind("127.0.0.1:0").expect("a port");
    let files = ["/dev/null", "/dev/zero", "/", "/proc/self/exe"];
    let mut all: Vec<OwnedFd> = files.into_iter().map(file_of).collect();
    all.extend([stream.into(), datagrams.into(), network.into(), memory(64)]);
    all
}

#[test]
fn sockets_that_do_not_listen() {
    let mut trial = Trial::new();
    for listener in deaf() {
        trial.dies(INVALID_LISTEN_FD, |_, raw| {
            create(raw, listener, pipe());
            raw.bound(MANAGER)
        });
    }
    for closing in ["/dev/null", "/", "/proc/self/exe"] {
        trial.dies_at_once(IMPLEMENTATION, |_, raw| {
            create(raw, listening().0.into(), file_of(closing));
        });
    }
    // What is over before it begins, and what stops to listen.
    trial.lives(|fixture, raw| {
        let (listener, _) = listening();
        let made = create(raw, again(&listener), pipe());
        raw.tell(made, "set_sandbox_engine", args!["x"]);
        raw.tell(made, "commit", args![]);
        fixture.settle();
    });
    trial.lives(|fixture, raw| {
        let context = fixture.context(raw, "x", "y");
        rustix::net::shutdown(&context.listener, rustix::net::Shutdown::Both).expect("ours");
        fixture.settle();
    });
    trial.finish();
}

#[test]
fn names_and_ends() {
    let mut trial = Trial::new();
    for name in ["set_sandbox_engine", "set_app_id", "set_instance_id"] {
        trial.dies(ALREADY_SET, |_, raw| {
            let made = sound(raw);
            raw.tell(made, name, args!["x"]);
            raw.tell(made, name, args!["x"]);
            made
        });
        for bad in ["".to_owned(), "x".repeat(121), "x".repeat(3_000)] {
            trial.dies(INVALID_METADATA, |_, raw| {
                let made = sound(raw);
                raw.tell(made, name, args![bad.as_str()]);
                made
            });
        }
    }
    trial.dies(INVALID_METADATA, |_, raw| {
        let made = sound(raw);
        raw.tell(made, "commit", args![]);
        made
    });
    for after in ["commit", "set_app_id"] {
        trial.dies(ALREADY_USED, |_, raw| {
            let made = sound(raw);
            raw.tell(made, "set_sandbox_engine", args!["x"]);
            raw.tell(made, "commit", args![]);
            let words = if after == "commit" {
                args![]
            } else {
                args!["x"]
            };
            raw.tell(made, after, words);
            made
        });
    }
    // Names that would steer a terminal or forge a record are cut down where they are kept.
    trial.lives(|fixture, raw| {
        let mut context = fixture.context(raw, "\u{1b}[2J\n\"=", "\u{202e}é");
        let inner = fixture.raw_behind(&context, CAGE);
        assert!(!inner.globals().is_empty());
        fixture.cut(&inner);
        context.hang_up();
        fixture.settle();
    });
    trial.finish();
}

#[test]
fn contexts_without_end() {
    let mut trial = Trial::new();
    trial.dies_at_once(NO_MEMORY, |fixture, raw| {
        for _ in 0..1_000 {
            sound(raw);
            fixture.settle();
            if raw.closed() {
                break;
            }
        }
    });
    // Committed ones outlive their maker, and count until they are over.
    trial.dies_at_once(NO_MEMORY, |fixture, raw| {
        let all: Vec<_> = (0..16).map(|_| fixture.context(raw, "x", "y")).collect();
        sound(raw);
        fixture.settle();
        assert!(raw.closed());
        drop(all);
        fixture.settle();
    });
    // One after the other there may be any number.
    trial.lives(|fixture, raw| {
        for _ in 0..100 {
            let mut context = fixture.context(raw, "x", "y");
            context.hang_up();
            fixture.settle();
        }
    });
    trial.finish();
}

#[test]
fn nobody_gets_out_of_one() {
    let mut trial = Trial::new();
    let fixture = &mut trial.fixture;
    let maker = fixture.raw(CAGE);
    let mut context = fixture.context(&maker, "x", "y");
    for (number, name, _) in maker.globals() {
        let inner = fixture.raw_behind(&context, CAGE);
        let known = inner.globals();
        if known.iter().any(|(_, interface, _)| *interface == name) {
            fixture.cut(&inner);
            continue;
        }
        // By every number there is.
        inner.bind_as(number, &name, 1, inner.next_id());
        fixture.settle();
        let fault = inner.fault().expect("an end");
        assert_eq!(fault.code, INVALID_OBJECT, "{name}");
        fixture.cut(&inner);
    }
    context.hang_up();
    fixture.cut(&maker);
    trial.finish();
}

/// The same socket in two contexts, and one that its maker reads too.
#[test]
fn sockets_that_are_shared() {
    let mut trial = Trial::new();
    trial.lives(|fixture, raw| {
        let (listener, address) = listening();
        let contexts = [raw.clone(), raw.clone()].map(|raw| {
            let (hold, closing) = UnixStream::pair().expect("a pair");
            let made = create(&raw, again(&listener), closing.into());
            raw.tell(made, "set_sandbox_engine", args!["x"]);
            raw.tell(made, "commit", args![]);
            fixture.settle();
            hold
        });
        // It waits for others again, and takes one away.
        UnixListener::set_nonblocking(&listener, false).expect("ours");
        let visitors: Vec<_> = (0..4)
            .map(|_| UnixStream::connect_addr(&address).expect("a place"))
            .collect();
        let taken = listener.accept().expect("one of them");
        fixture.settle();
        drop((contexts, taken, visitors));
        fixture.settle();
    });
    trial.finish();
}
