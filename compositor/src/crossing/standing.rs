//! What is remembered from one act to the next: standing words of the user, and how often.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use lisere_policy::CageId;

use super::Side;
use crate::clock::Now;

/// How long "deny all from this cage" holds.
pub(super) const DENIED_FOR: Duration = Duration::from_secs(600);
/// The time that rates are counted over.
const MINUTE: Duration = Duration::from_secs(60);
/// The most acts that are remembered: more than any rate allows.
const MOST: usize = 4096;

/// What acts before have left.
#[derive(Debug, Default)]
pub(super) struct Standing {
    denied: HashMap<CageId, Now>,
    prompts: VecDeque<(Side, Now)>,
    grants: VecDeque<(usize, Now)>,
}

impl Standing {
    /// The user wants to hear nothing more of a cage for a while.
    pub(super) fn deny(&mut self, cage: CageId, now: Now) {
        self.denied.insert(cage, now.after(DENIED_FOR));
    }

    /// Whether all from a cage is denied.
    pub(super) fn denied(&self, side: Side, now: Now) -> bool {
        let Side::Cage(cage) = side else { return false };
        self.denied.get(&cage).is_some_and(|until| *until > now)
    }

    /// Counts a prompt for a source, of which there may be `most` in a minute; false when
    /// that is one too many.
    pub(super) fn may_ask(&mut self, side: Side, most: u64, now: Now) -> bool {
        may(&mut self.prompts, side, most, now)
    }

    /// Counts a transfer by a rule likewise.
    pub(super) fn may_go(&mut self, rule: usize, most: u64, now: Now) -> bool {
        may(&mut self.grants, rule, most, now)
    }
}

fn may<K: PartialEq>(past: &mut VecDeque<(K, Now)>, key: K, most: u64, now: Now) -> bool {
    past.retain(|(_, at)| at.after(MINUTE) > now);
    let count = past.iter().filter(|(known, _)| *known == key).count();
    let allowed = u64::try_from(count).is_ok_and(|count| count < most) && past.len() < MOST;
    if allowed {
        past.push_back((key, now));
    }
    allowed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Now {
        Now(Duration::from_secs(seconds))
    }

    #[test]
    fn a_rate_is_counted_over_the_last_minute() {
        let mut standing = Standing::default();
        let ask = |standing: &mut Standing, second| standing.may_ask(Side::Trusted, 2, at(second));
        assert!(ask(&mut standing, 100) && ask(&mut standing, 130));
        assert!(!ask(&mut standing, 159));
        assert!(ask(&mut standing, 160));
        assert!(standing.may_go(0, 1, at(160)) && standing.may_go(1, 1, at(160)));
        assert!(!standing.may_go(0, 1, at(160)));
    }

    #[test]
    fn ten_minutes_are_ten_minutes() {
        let cage = lisere_policy::Policy::preset("home").unwrap().cages()[0].id();
        let mut standing = Standing::default();
        standing.deny(cage, at(0));
        assert!(standing.denied(Side::Cage(cage), at(599)));
        assert!(!standing.denied(Side::Cage(cage), at(600)));
        assert!(!standing.denied(Side::Trusted, at(0)));
    }
}
