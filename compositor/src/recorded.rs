//! What the core has recorded of itself and of cages, where it happens.

use lisere_gate::{Claim, Peer};
use lisere_policy::record::{End, Fact};
use lisere_policy::{Cage, CageId, Digest};

use crate::clock::Now;
use crate::policy_file::Origin;
use crate::state::Compositor;

/// What is said of a program, in one line.
pub(crate) fn said(claim: &Claim) -> String {
    let names = [&claim.engine, &claim.app_id, &claim.instance_id];
    let names = names.map(String::as_str).into_iter();
    let names = names.filter(|name| !name.is_empty());
    names.collect::<Vec<_>>().join(" ")
}

impl Compositor {
    /// A session begins, with this policy.
    pub(crate) fn record_start(&mut self, origin: &Origin, text: Digest, bare: bool, now: Now) {
        let started = Fact::SessionStarted {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            backend: self.backend.name().to_owned(),
            pid: std::process::id(),
        };
        let loaded = Fact::PolicyLoaded {
            policy: self.policy.name().to_owned(),
            source: origin.to_string(),
            sha256: text,
        };
        self.journal.record(started, now);
        self.journal.record(loaded, now);
        if bare {
            self.journal.record(Fact::SandboxesOff {}, now);
        }
    }

    /// A program came in; connections are counted through the session.
    pub(crate) fn record_admitted(&mut self, cage: CageId, connection: u64, claim: Option<&Claim>) {
        let cage = self.record_name(cage);
        let admitted = Fact::Admitted {
            cage,
            connection,
            said: claim.map(said),
        };
        self.journal.record(admitted, self.clock.now());
    }

    /// A process came to a cage that is none of its own, and was refused.
    pub(crate) fn record_mismatch(&mut self, cage: CageId, peer: Peer, why: &str, now: Now) {
        let cage = self.record_name(cage);
        tracing::debug!(cage, ?peer, why, "a process of another place was refused");
        let mismatch = Fact::IdentityMismatch {
            cage,
            uid: (peer != Peer::UNKNOWN).then_some(peer.uid),
            why: why.to_owned(),
        };
        self.journal.record(mismatch, now);
    }

    /// Programs that the display ended since the last turn.
    pub(crate) fn record_faults(&mut self, now: Now) {
        for fault in self.connections.take_faults() {
            let cage = self.record_name(fault.cage);
            let killed = Fact::ProgramKilled {
                cage,
                by: "core".to_owned(),
                interface: fault.interface,
                code: fault.code,
                why: String::new(),
                count: 1,
            };
            self.journal.record(killed, now);
        }
    }

    /// The keys went to another cage.
    pub(crate) fn record_focus(&mut self, cage: CageId) {
        let now = self.clock.now();
        let to = End::of(&self.policy, cage);
        self.journal.record(Fact::Focus { to }, now);
    }

    /// The user did something to a whole cage.
    pub(crate) fn record_custody(&mut self, cage: CageId, fact: impl FnOnce(String) -> Fact) {
        let now = self.clock.now();
        let cage = self.record_name(cage);
        self.journal.record(fact(cage), now);
    }

    /// The name by which records speak of a cage.
    pub(crate) fn record_name(&self, cage: CageId) -> String {
        let name = self.policy.cage(cage).map(Cage::name);
        name.unwrap_or_default().to_owned()
    }
}
