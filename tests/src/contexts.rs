//! Security contexts: a program that makes one, and those who come in at it.

use std::os::fd::{AsFd, OwnedFd};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener, UnixStream};
use std::sync::atomic::{AtomicU32, Ordering};

use lisere::identity::Visitor;
use lisere_gate::Peer;

use crate::args;
use crate::fixture::Fixture;
use crate::rawwl::{Obj, Raw};

/// The manager's interface.
pub const MANAGER: &str = "wp_security_context_manager_v1";

/// The outer side of a context: what its maker keeps.
pub struct Context {
    /// The socket that others come to.
    pub listener: UnixListener,
    /// While this is open, they come in.
    hold: Option<UnixStream>,
    address: SocketAddr,
}

impl Context {
    /// Ends it: nobody comes in any more.
    pub fn hang_up(&mut self) {
        self.hold = None;
    }
}

/// A socket under a name of its own, which no other test has.
///
/// # Panics
/// When the system has none.
#[must_use]
pub fn listening() -> (UnixListener, SocketAddr) {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("lisere-test-{}-{number}", std::process::id());
    let address = SocketAddr::from_abstract_name(name).expect("a short name");
    let listener = UnixListener::bind_addr(&address).expect("a free name");
    (listener, address)
}

/// A descriptor once more.
///
/// # Panics
/// When there is none left.
#[must_use]
pub fn again(fd: impl AsFd) -> OwnedFd {
    fd.as_fd().try_clone_to_owned().expect("a descriptor")
}

impl Fixture {
    /// A program makes a context and names what it keeps apart there.
    ///
    /// # Panics
    /// When it is not taken.
    pub fn context(&mut self, raw: &Raw, engine: &str, app: &str) -> Context {
        let (made, context) = self.draft_context(raw);
        raw.tell(made, "set_sandbox_engine", args![engine]);
        raw.tell(made, "set_app_id", args![app]);
        raw.tell(made, "commit", args![]);
        self.settle();
        assert_eq!(raw.fault(), None);
        context
    }

    /// A program begins to make a context.
    ///
    /// # Panics
    /// When there is no descriptor left.
    pub fn draft_context(&mut self, raw: &Raw) -> (Obj, Context) {
        let (listener, address) = listening();
        let (hold, closing) = UnixStream::pair().expect("a socket pair");
        let args = args![again(&listener), OwnedFd::from(closing)];
        let made = raw.make(raw.bound(MANAGER), "create_listener", args);
        let context = Context {
            listener,
            hold: Some(hold),
            address,
        };
        (made, context)
    }

    /// Somebody who comes in at a context of a cage, and has read the registry.
    ///
    /// # Panics
    /// When nobody listens there any more.
    pub fn raw_behind(&mut self, context: &Context, cage: &str) -> Raw {
        let stream = UnixStream::connect_addr(&context.address).expect("somebody who listens");
        let raw = Raw::new(stream, self.cage(cage));
        self.raws.push(raw.clone());
        raw.greet();
        self.settle();
        raw
    }

    /// Lets in those who come to contexts; says how many.
    pub(crate) fn admit_inner(&mut self) -> usize {
        let arrivals = self.gates.arrivals();
        let count = arrivals.len();
        for (cage, claim, outside) in arrivals {
            let gate = self.gates.of(cage, &self.core.policy);
            if !gate.may_connect(0) {
                gate.refuse();
                continue;
            }
            let visitor = Visitor {
                peer: Peer::of(&outside),
                claim: Some(claim),
            };
            let (inside, core) = UnixStream::pair().expect("a socket pair");
            let mut handle = self.display.handle();
            lisere::cages::admit(&mut handle, core, cage, &mut self.core.connections)
                .expect("a client");
            let moment = self.core.clock.moment();
            self.core.connections.introduce(visitor, moment);
            gate.add(outside, inside, true)
                .expect("a client of the gate");
        }
        count
    }
}
