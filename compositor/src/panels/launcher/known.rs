//! What is known of programs beyond one opening of the launcher: what cages offer, and what was
//! opened last.

use std::collections::BTreeMap;
use std::rc::Rc;

use lisere_policy::{Cage, CageId};

use super::offer::Offered;
use super::open::{Launch, LaunchWhat};
use super::recent::{MOST_BYTES, Recent};
use crate::state::Compositor;

/// What is known of programs.
#[derive(Debug, Default)]
pub struct Programs {
    offers: BTreeMap<CageId, Offer>,
    pub(super) recent: Recent,
    /// What is asked of those who keep the cages, and not taken yet.
    pub(super) launches: Vec<Launch>,
    /// What is being opened, by its number: where, and what if it has an id.
    pub(super) opened: BTreeMap<u64, (CageId, Option<String>)>,
    last: u64,
}

/// What a cage offers.
#[derive(Clone, Debug, Default)]
pub(super) struct Offer {
    pub(super) programs: Rc<[Offered]>,
    /// The number of the question that is not answered.
    pub(super) asked: Option<u64>,
    /// Whether it ever was.
    pub(super) known: bool,
    /// Whether it has to be asked anew.
    stale: bool,
}

impl Programs {
    /// Reads what was opened last.
    pub(crate) fn remember(&mut self, bytes: &[u8]) {
        if bytes.len() <= MOST_BYTES {
            self.recent = Recent::read(&String::from_utf8_lossy(bytes));
        }
    }

    /// The number of what is asked next.
    pub(super) fn next(&mut self) -> u64 {
        self.last = self.last.wrapping_add(1);
        self.last
    }

    pub(super) fn offer(&self, cage: CageId) -> Option<&Offer> {
        self.offers.get(&cage)
    }

    /// What the cage offers that was asked by this number.
    pub(super) fn asked(&mut self, act: u64) -> Option<(CageId, &mut Offer)> {
        let mut offers = self.offers.iter_mut();
        let found = offers.find(|(_, offer)| offer.asked == Some(act))?;
        Some((*found.0, found.1))
    }

    fn offer_mut(&mut self, cage: CageId) -> &mut Offer {
        self.offers.entry(cage).or_default()
    }
}

impl Compositor {
    /// What was asked of those who keep the cages since the last call.
    pub fn take_launches(&mut self) -> Vec<Launch> {
        std::mem::take(&mut self.kept.programs.launches)
    }

    /// What cages said before is shown until they have said it anew.
    pub(super) fn forget_offers(&mut self) {
        for offer in self.kept.programs.offers.values_mut() {
            offer.stale = true;
        }
    }

    /// Asks a cage what it offers, and those that rules name, unless they were asked.
    pub(super) fn ask_offers(&mut self, cage: Option<CageId>) {
        let ruled = self.preferences.launcher.iter();
        let ruled = ruled.filter_map(|rule| self.policy.cage_named(&rule.cage).map(Cage::id));
        let mut wanted: Vec<CageId> = cage.into_iter().chain(ruled).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let programs = &mut self.kept.programs;
        for cage in wanted {
            let act = programs.next();
            let offer = programs.offer_mut(cage);
            if offer.asked.is_none() && (offer.stale || !offer.known) {
                (offer.asked, offer.stale) = (Some(act), false);
                programs.launches.push(Launch {
                    act,
                    cage,
                    what: LaunchWhat::Entries,
                });
            }
        }
    }
}
