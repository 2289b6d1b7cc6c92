//! What a cage holds of each thing, what it may hold, and how fast it may ask.

use std::time::Duration;

use lisere_policy::{Limit, Limits};

use crate::contexts::Handed;
use crate::fault::Fault;

/// The part of a second's allowance that may be spent at once: a hundredth.
const BURST: u64 = 100;
/// Billionths in a second.
const NANOS: u128 = 1_000_000_000;

/// How much is held of each thing that is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usage(Vec<u64>);

impl Default for Usage {
    fn default() -> Self {
        Usage(Limit::all().map(|_| 0).collect())
    }
}

impl Usage {
    /// How much is held of it.
    #[must_use]
    pub fn get(&self, limit: Limit) -> u64 {
        self.0.get(limit as usize).copied().unwrap_or_default()
    }

    fn change(&mut self, limit: Limit, change: impl FnOnce(u64) -> u64) {
        if let Some(held) = self.0.get_mut(limit as usize) {
            *held = change(*held);
        }
    }

    pub(crate) fn add(&mut self, limit: Limit, amount: u64) {
        self.change(limit, |held| held.saturating_add(amount));
    }

    pub(crate) fn take(&mut self, limit: Limit, amount: u64) {
        self.change(limit, |held| held.saturating_sub(amount));
    }
}

/// A cage's account.
#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) limits: Limits,
    pub(crate) used: Usage,
    /// What may be asked before the next refill, in units of [`Account::spend`].
    tokens: u64,
    refilled: Duration,
    /// Security contexts that programs have committed, for the gate to open.
    pub(crate) handed: Vec<Handed>,
}

impl Account {
    pub(crate) fn new(limits: Limits) -> Account {
        let tokens = limits.get(Limit::RequestRate) / BURST;
        Account {
            limits,
            used: Usage::default(),
            tokens: tokens.max(1),
            refilled: Duration::ZERO,
            handed: Vec::new(),
        }
    }

    /// Counts `amount` more of something, for the cage and in the client's own account.
    ///
    /// # Errors
    /// When the cage would have more than it may.
    pub(crate) fn take(
        &mut self,
        own: &mut Usage,
        limit: Limit,
        amount: u64,
        why: &'static str,
    ) -> Result<(), Fault> {
        let after = self.used.get(limit).saturating_add(amount);
        if after > self.limits.get(limit) {
            return Err(Fault::quota(why));
        }
        self.used.add(limit, amount);
        own.add(limit, amount);
        Ok(())
    }

    /// Gives something back.
    pub(crate) fn give(&mut self, own: &mut Usage, limit: Limit, amount: u64) {
        self.used.take(limit, amount);
        own.take(limit, amount);
    }

    /// Gives everything back that a client held.
    pub(crate) fn close(&mut self, own: &Usage) {
        for limit in Limit::all() {
            self.used.take(limit, own.get(limit));
        }
    }

    /// Whether something may be asked now.
    pub(crate) fn funded(&self) -> bool {
        self.tokens > 0
    }

    /// Pays for a request: one unit for most, more for what costs the core more.
    pub(crate) fn spend(&mut self, cost: u64) {
        self.tokens = self.tokens.saturating_sub(cost);
    }

    /// Fills up for the time that has gone by.
    pub(crate) fn refill(&mut self, now: Duration) {
        let rate = self.limits.get(Limit::RequestRate);
        let passed = now.saturating_sub(self.refilled).as_nanos();
        let earned = passed.saturating_mul(u128::from(rate)).checked_div(NANOS);
        let earned = earned
            .and_then(|earned| u64::try_from(earned).ok())
            .unwrap_or(0);
        if earned > 0 {
            let most = (rate / BURST).max(1);
            self.tokens = self.tokens.saturating_add(earned).min(most);
            self.refilled = now;
        }
    }

    /// When there will be something to spend again: a thousandth of a second's
    /// allowance later, so that a flood wakes nobody for each request.
    pub(crate) fn next_refill(&self) -> Duration {
        self.refilled.saturating_add(Duration::from_millis(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cage_holds_what_it_may_and_no_more() {
        let mut account = Account::new(Limits::default());
        let (mut one, mut other) = (Usage::default(), Usage::default());
        let most = account.limits.get(Limit::Popups);
        account.take(&mut one, Limit::Popups, most - 1, "").unwrap();
        account.take(&mut other, Limit::Popups, 1, "").unwrap();
        let full = account
            .take(&mut other, Limit::Popups, 1, "full")
            .unwrap_err();
        assert!(full.quota);
        account.close(&one);
        assert_eq!(account.used.get(Limit::Popups), 1);
        account.give(&mut other, Limit::Popups, 1);
        assert_eq!(account.used, Usage::default());
        assert!(
            account
                .take(&mut one, Limit::ShmBytes, u64::MAX, "")
                .is_err()
        );
    }

    #[test]
    fn asking_costs_and_time_pays() {
        let mut account = Account::new(Limits::default());
        let rate = account.limits.get(Limit::RequestRate);
        account.refill(Duration::from_secs(5));
        account.spend(rate / BURST);
        assert!(!account.funded());
        account.refill(Duration::from_secs(5));
        assert!(!account.funded());
        assert!(account.next_refill() > Duration::from_secs(5));
        account.refill(account.next_refill());
        assert!(account.funded());
        account.refill(Duration::from_secs(9999));
        assert_eq!(account.tokens, rate / BURST);
        account.refill(Duration::ZERO);
        assert!(account.funded());
    }
}
