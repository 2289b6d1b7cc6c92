//! The bell: a window is marked, or flashes when it has the keys. Nothing sounds, and nobody rings often.

use std::collections::HashMap;
use std::time::Duration;

use lisere_policy::CageId;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;

use crate::clock::Now;
use crate::desk::WindowId;
use crate::state::Compositor;

/// A cage rings once in so long.
const PACE: Duration = Duration::from_secs(1);
/// How long a window flashes.
const FLASH: Duration = Duration::from_millis(400);

/// Who rang last and when, and what flashes.
#[derive(Debug, Default)]
pub(crate) struct Bell {
    last: HashMap<CageId, Now>,
    flash: Option<(WindowId, Now)>,
}

impl Bell {
    fn may_ring(&mut self, cage: CageId, now: Now) -> bool {
        let may = self
            .last
            .get(&cage)
            .is_none_or(|last| last.after(PACE) <= now);
        if may {
            self.last.insert(cage, now);
        }
        may
    }

    /// When the flash is over.
    pub(crate) fn due(&self) -> Option<Now> {
        self.flash.map(|(_, until)| until)
    }
}

impl Compositor {
    /// A program of a cage rings, for one of its surfaces or for itself.
    pub(crate) fn ring(&mut self, cage: CageId, surface: Option<&WlSurface>) {
        let now = self.clock.now();
        let own = |id: &WindowId| {
            self.windows
                .get(*id)
                .is_some_and(|window| window.cage == cage)
        };
        let window = match surface {
            Some(surface) => self.root_window(surface),
            None => self.desk.by_recency().into_iter().find(own),
        };
        let Some(window) = window.filter(own) else {
            return;
        };
        if !self.protocols.bell.may_ring(cage, now) {
            return;
        }
        if self.focus.active() == Some(window) {
            self.end_flash(Now(Duration::MAX));
            self.windows.set_urgent(window, true);
            self.protocols.bell.flash = Some((window, now.after(FLASH)));
            self.work.rearrange();
        } else {
            self.mark_urgent(window);
        }
    }

    /// Ends the flash when it is over.
    pub(crate) fn end_flash(&mut self, now: Now) {
        if let Some((window, _)) = self
            .protocols
            .bell
            .flash
            .take_if(|(_, until)| *until <= now)
        {
            self.windows.set_urgent(window, false);
            self.work.rearrange();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cage_rings_once_a_second() {
        let policy = lisere_policy::Policy::preset("home").unwrap();
        let [one, other] = [0, 1].map(|at| policy.cages()[at].id());
        let mut bell = Bell::default();
        let at = |millis| Now(Duration::from_millis(millis));
        assert!(bell.may_ring(one, at(5_000)));
        assert!(!bell.may_ring(one, at(5_999)));
        assert!(bell.may_ring(other, at(5_999)), "each for itself");
        assert!(bell.may_ring(one, at(6_000)));
    }
}
