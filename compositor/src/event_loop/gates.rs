//! What gates want of the core, and the core of gates.

use std::os::unix::net::UnixStream;

use lisere_cage::message::CageState;
use lisere_policy::{Cage, CageId, Engine, Limit};
use rustix::net::{AddressFamily, SocketFlags, SocketType, socketpair};
use rustix::process::geteuid;

use super::Session;
use crate::bar::Standing;
use crate::cages::admit;
use crate::clock::Now;
use crate::gates::Admission;
use crate::identity::{Examination, Examinations, Visitor, stranger};
use crate::state::Compositor;
use crate::warden::Warden;
use crate::work::Order;

impl Session {
    /// Hears the gates.
    pub(super) fn serve_gates(&mut self) {
        let now = self.core.clock.now();
        let mut porter = Porter {
            core: &mut self.core,
            warden: &mut self.warden,
            examinations: &mut self.examinations,
            now,
        };
        let lost = self
            .gates
            .ready(now, &mut |cage, visitor| porter.receive(cage, visitor));
        self.lose(lost);
        self.answer_waiting(now);
    }

    /// The warden says whose a process is that waits at a cage's gate.
    pub(super) fn examined(&mut self, act: u64, mismatch: Option<&str>, now: Now) {
        let Some(examination) = self.examinations.end(act) else {
            return;
        };
        self.admit_or_refuse(examination, mismatch, now);
    }

    /// Lets nobody in of whom it is not known in time whose they are.
    fn refuse_overdue(&mut self, now: Now) {
        for examination in self.examinations.overdue(now) {
            let why = "it could not be seen in time whose it is";
            self.admit_or_refuse(examination, Some(why), now);
        }
    }

    fn admit_or_refuse(&mut self, of: Examination, mismatch: Option<&str>, now: Now) {
        // Its gate may have gone meanwhile.
        let Some(cage) = self.gates.awaits(of.act) else {
            return;
        };
        let admission = match mismatch {
            None => connect(&mut self.core, cage, of.visitor)
                .map_or(Admission::Refused, Admission::Granted),
            Some(why) => {
                self.core.record_mismatch(cage, of.visitor.peer, why, now);
                Admission::Refused
            }
        };
        let lost = self.gates.examined(of.act, admission, now);
        self.lose(lost);
    }

    /// Buries children that have ended.
    pub(super) fn reap(&mut self) {
        let now = self.core.clock.now();
        let lost = self.gates.reap(now);
        self.lose(lost);
        self.core.journal.reap();
        self.warden.reap();
        if let Some(child) = &mut self.child
            && let Ok(Some(status)) = child.try_wait()
        {
            tracing::info!(%status, "the session's command has ended");
            self.child = None;
        }
    }

    /// Has the gates do what the core has done to their cages, and what is due by itself.
    pub(super) fn carry_out_orders(&mut self, now: Now) {
        let orders = std::mem::take(&mut self.core.work.orders);
        for order in &orders {
            let lost = match *order {
                Order::Freeze(cage) => {
                    self.warden.set_frozen(cage, true);
                    self.gates.set_frozen(cage, true, now)
                }
                Order::Thaw(cage) => {
                    // What is ended next does not run for a moment before.
                    if !orders.contains(&Order::Kill(cage)) {
                        self.warden.set_frozen(cage, false);
                    }
                    self.gates.set_frozen(cage, false, now)
                }
                Order::Kill(cage) => {
                    self.warden.kill(cage);
                    self.gates.kill(cage, now);
                    None
                }
                Order::Stop(cage) => {
                    self.warden.stop(cage);
                    None
                }
                Order::Release(cage) => {
                    self.gates.release(cage, now);
                    None
                }
                Order::Survey => {
                    self.warden.ask_survey();
                    self.tell_survey();
                    None
                }
            };
            self.lose(lost);
        }
        self.gates.stop_overdue(now);
        self.refuse_overdue(now);
        self.start_programs();
        self.grant_wishes(now);
        let facts = self.gates.take_facts().into_iter();
        for fact in facts.chain(self.warden.take_facts()) {
            self.core.journal.record(fact, now);
        }
        self.core.stand(self.standing());
        self.answer_waiting(now);
    }

    /// The clients of cages whose gate is gone go as well.
    pub(super) fn lose(&mut self, cages: impl IntoIterator<Item = CageId>) {
        for cage in cages {
            self.core.disconnect_cage(cage);
        }
    }

    /// How cages stand, as far as gates and the warden know.
    fn standing(&self) -> Standing {
        let elsewhere = |cage: &&Cage| matches!(cage.sandbox().engine, Engine::Ssh(_));
        let runs = |cage: &CageId| match self.warden.info(*cage) {
            Some((state, _)) => matches!(
                state,
                CageState::Running | CageState::Frozen | CageState::Reconnecting
            ),
            None => false,
        };
        let remote = self.core.policy.cages().iter().filter(elsewhere);
        Standing {
            bare: self.warden.bare(),
            quarantined: self.gates.quarantined().collect(),
            remote: remote.map(Cage::id).filter(runs).collect(),
        }
    }

    /// When gates or those who wait for them need something next.
    pub(super) fn gates_due(&self) -> Option<Now> {
        let answers = self.waiting.iter().map(|(_, due)| *due);
        answers
            .chain(self.gates.next_due())
            .chain(self.examinations.next_due())
            .min()
    }
}

/// Who looks at the programs that come to cages.
struct Porter<'s> {
    core: &'s mut Compositor,
    warden: &'s mut Warden,
    examinations: &'s mut Examinations,
    now: Now,
}

impl Porter<'_> {
    /// What becomes of a program that came to a cage.
    fn receive(&mut self, cage: CageId, visitor: Visitor) -> Admission {
        let peer = visitor.peer;
        if let Some(why) = stranger(peer, geteuid().as_raw()) {
            self.core.record_mismatch(cage, peer, why, self.now);
            return Admission::Refused;
        }
        if !self.warden.keeps(cage) {
            return connect(self.core, cage, visitor)
                .map_or(Admission::Refused, Admission::Granted);
        }
        let Some(act) = self.warden.examine(cage, peer.pid) else {
            let why = "nobody is left who could see whose it is";
            self.core.record_mismatch(cage, peer, why, self.now);
            return Admission::Refused;
        };
        self.examinations.begin(act, visitor, self.now);
        Admission::Examined(act)
    }
}

/// A connection of its own for a program that came to a cage, as many as the cage may
/// have. One end is a client of the core, the other goes to the gate.
fn connect(core: &mut Compositor, cage: CageId, visitor: Visitor) -> Option<UnixStream> {
    let limits = core.policy.cage(cage).map(lisere_policy::Cage::limits)?;
    if core.connections.clients_of(cage) >= limits.size(Limit::Connections) {
        tracing::debug!(cage = cage.index(), "the cage has all its connections");
        return None;
    }
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    let pair = socketpair(AddressFamily::UNIX, SocketType::STREAM, flags, None);
    let admitted = pair
        .map_err(std::io::Error::from)
        .and_then(|(ours, theirs)| {
            admit(&mut core.display, ours.into(), cage, &mut core.connections)?;
            core.record_admitted(cage, core.connections.count(), visitor.claim.as_ref());
            core.connections.introduce(visitor, core.clock.moment());
            Ok(UnixStream::from(theirs))
        });
    admitted
        .inspect_err(|error| tracing::warn!(%error, "a client could not be admitted"))
        .ok()
}
