//! Commits that wait: for what was committed before to be shown, or for a time. Few wait, and none for long.

use std::cell::RefCell;
use std::time::Duration;

use lisere_policy::Limit;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::reexports::wayland_server::{Client, Resource};
use smithay::wayland::compositor::{Barrier, add_blocker, is_sync_subsurface, with_states};
use smithay::wayland::fifo::FifoBarrierCachedState;

use crate::cages::{ClientState, cage_of_surface};
use crate::clock::Now;
use crate::dated::Dated;
use crate::state::Compositor;

/// The longest that a commit waits for its time: no program plans further ahead, and none
/// keeps others waiting for longer.
const LONGEST: Duration = Duration::from_secs(1);

/// What the next commit of a surface waits for, and what waits already.
#[derive(Debug, Default)]
pub(crate) struct Waits {
    /// The next commit is to be shown before another that waits.
    pub(crate) sets: bool,
    /// The next commit waits for the one before that was to be shown.
    pub(crate) waits: bool,
    /// When the next commit is to count.
    pub(crate) until: Option<Now>,
    /// What commits wait for that were not applied yet.
    held: Vec<Barrier>,
    /// How many commits there were since the first of them began to wait.
    behind: u64,
}

/// Commits that wait for a time, and clients of which some wait no more.
#[derive(Debug, Default)]
pub(crate) struct Blocked {
    timed: Dated<(Option<Client>, Barrier)>,
    free: Vec<Client>,
}

/// Looks at what a surface's commits wait for.
pub(crate) fn with_waits<T>(surface: &WlSurface, look: impl FnOnce(&mut Waits) -> T) -> T {
    with_states(surface, |states| {
        let waits = states.data_map.get_or_insert(RefCell::<Waits>::default);
        look(&mut waits.borrow_mut())
    })
}

impl Compositor {
    /// Before a commit: lets it wait for what its client said.
    pub(crate) fn hold_commit(&mut self, surface: &WlSurface) {
        let cage = cage_of_surface(surface);
        let most = cage.map_or(0, |cage| self.limit(cage, Limit::BlockedCommits));
        let most = u64::try_from(most).unwrap_or(0);
        let (wish, over) = with_waits(surface, |waits| {
            waits.held.retain(|barrier| !barrier.is_signaled());
            let waiting = !waits.held.is_empty();
            waits.behind = if waiting {
                waits.behind.saturating_add(1)
            } else {
                0
            };
            let over = waits.behind >= most;
            if over {
                waits.held.drain(..).for_each(|barrier| barrier.signal());
                waits.behind = 0;
            }
            let wish = (
                std::mem::take(&mut waits.sets),
                std::mem::take(&mut waits.waits),
                waits.until.take(),
            );
            (wish, waiting && over)
        });
        let (sets, waits, until) = wish;
        if over {
            self.unblock(surface.client());
        }
        let before = with_states(surface, |states| {
            let mut cached = states.cached_state.get::<FifoBarrierCachedState>();
            let pending = cached.pending();
            let before = pending.barrier.take().filter(|_| waits);
            if sets {
                pending.barrier = Some(Barrier::new(false));
            }
            before
        });
        // What shows with its parent counts when that does.
        if is_sync_subsurface(surface) {
            return;
        }
        if let Some(barrier) = before.filter(|barrier| !barrier.is_signaled()) {
            self.block(surface, barrier);
        }
        let now = self.clock.now();
        if let Some(until) = until.filter(|until| *until > now) {
            let barrier = Barrier::new(false);
            let due = until.min(now.after(LONGEST));
            let timed = (surface.client(), barrier.clone());
            self.work.waits.timed.push(due, timed);
            self.block(surface, barrier);
        }
    }

    fn block(&mut self, surface: &WlSurface, barrier: Barrier) {
        with_waits(surface, |waits| waits.held.push(barrier.clone()));
        add_blocker(surface, barrier);
    }

    /// What a surface's last commit was to be shown before is free: it is shown.
    pub(crate) fn shown_in_turn(&mut self, surface: &WlSurface) {
        if !surface.is_alive() {
            return;
        }
        let barrier = with_states(surface, |states| {
            let mut cached = states.cached_state.get::<FifoBarrierCachedState>();
            cached.current().barrier.take()
        });
        if let Some(barrier) = barrier {
            barrier.signal();
            self.unblock(surface.client());
        }
    }

    /// Whether a surface's last commit has to be shown before others count.
    pub(crate) fn goes_first(surface: &WlSurface) -> bool {
        with_states(surface, |states| {
            let mut cached = states.cached_state.get::<FifoBarrierCachedState>();
            cached.current().barrier.is_some()
        })
    }

    fn unblock(&mut self, client: Option<Client>) {
        self.work.waits.free.extend(client);
    }

    /// Applies the commits whose wait is over.
    pub(crate) fn end_waits(&mut self, now: Now) {
        for (_, (client, barrier)) in self.work.waits.timed.take_due(now) {
            barrier.signal();
            self.unblock(client);
        }
        let mut free = std::mem::take(&mut self.work.waits.free);
        free.dedup();
        let display = self.display.clone();
        for client in free {
            let Some(state) = client.get_data::<ClientState>() else {
                continue;
            };
            state.compositor.blocker_cleared(self, &display);
        }
    }

    /// When a commit's wait is over.
    pub(crate) fn waits_due(&self, now: Now) -> Option<Now> {
        let free = (!self.work.waits.free.is_empty()).then_some(now);
        free.or(self.work.waits.timed.next())
    }
}
