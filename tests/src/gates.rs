//! The gates between clients and core, in the test's own thread.

use std::collections::BTreeMap;
use std::os::unix::net::UnixStream;
use std::time::Duration;

use lisere_gate::{Claim, ContextNews, Gate, Settings};
use lisere_policy::{CageId, Policy};

/// The gates of the cages that have clients, in the test's own thread.
#[derive(Default)]
pub(crate) struct Gates {
    gates: BTreeMap<CageId, Gate>,
    /// What is said of those who come in at security contexts.
    claims: BTreeMap<(CageId, u32), Claim>,
    /// How far their time is ahead: a gate at the end of its means goes on without
    /// anybody's turning the clock.
    ahead: Duration,
}

impl Gates {
    /// The gate of a cage.
    pub(crate) fn of(&mut self, cage: CageId, policy: &Policy) -> &mut Gate {
        self.gates.entry(cage).or_insert_with(|| {
            let cage = policy.cage(cage).expect("a cage of the policy");
            let settings = Settings {
                limits: cage.limits().clone(),
                gpu: cage.rights().gpu,
            };
            Gate::new(settings).expect("a gate")
        })
    }

    /// Those who came in at security contexts, each with its cage and what is said of it.
    pub(crate) fn arrivals(&mut self) -> Vec<(CageId, Claim, UnixStream)> {
        let mut all = Vec::new();
        for (cage, gate) in &mut self.gates {
            for news in gate.take_context_news() {
                match news {
                    ContextNews::Opened(id, claim) => self.claims.insert((*cage, id), claim),
                    ContextNews::Ended(id) => self.claims.remove(&(*cage, id)),
                };
            }
            let mut each = |id, program| all.push((*cage, id, program));
            gate.wait(Some(Duration::ZERO)).expect("a gate that waits");
            assert!(!gate.accept_inner(16, &mut each), "nobody can be accepted");
        }
        let claim = |(cage, id, program)| {
            let claim = self
                .claims
                .get(&(cage, id))
                .expect("a context that was told of");
            (cage, claim.clone(), program)
        };
        all.into_iter().map(claim).collect()
    }

    /// Lets every gate pass on what it can; how many bytes moved.
    pub(crate) fn turn(&mut self, now: Duration) -> usize {
        let mut all = 0;
        for gate in self.gates.values_mut() {
            loop {
                gate.wait(Some(Duration::ZERO)).expect("a gate that waits");
                let moved = gate.turn(now + self.ahead);
                all += moved;
                if moved == 0 && gate.idle() {
                    break;
                }
                if moved == 0 {
                    self.ahead += Duration::from_millis(1);
                }
            }
        }
        all
    }
}
