//! The keyboard on the bar: a ring goes from part to part, and Return does what a press does.

use lisere_shell::BarHot;

use super::{KeyPress, Panel};
use crate::clock::Now;
use crate::desk::OutputId;
use crate::state::Compositor;

/// Keysyms of keys that mean something on the bar.
mod key {
    pub(super) const BACK_TAB: u32 = 0xfe20;
    pub(super) const TAB: u32 = 0xff09;
    pub(super) const RETURN: u32 = 0xff0d;
    pub(super) const ESCAPE: u32 = 0xff1b;
    pub(super) const HOME: u32 = 0xff50;
    pub(super) const LEFT: u32 = 0xff51;
    pub(super) const RIGHT: u32 = 0xff53;
    pub(super) const END: u32 = 0xff57;
    pub(super) const KP_ENTER: u32 = 0xff8d;
    pub(super) const DELETE: u32 = 0xffff;
    pub(super) const SPACE: u32 = 0x20;
}

/// Where the ring is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BarRing {
    /// On the bar of this output.
    pub output: OutputId,
    /// Round this part.
    pub part: BarHot,
}

impl Compositor {
    /// Puts the ring on the bar of the output where the user is, or takes it away.
    pub(crate) fn call_or_leave_bar(&mut self) {
        if let Some(Panel::Bar(_)) = self.input.panel {
            return self.close_panel();
        }
        let Some(output) = self.desk.places().first().map(|place| place.id) else {
            return;
        };
        let part = BarHot::Focus;
        self.open_panel(Panel::Bar(BarRing { output, part }));
    }

    /// Where the ring is, if it is anywhere.
    pub(crate) fn bar_ring(&self) -> Option<BarRing> {
        match self.input.panel {
            Some(Panel::Bar(ring)) => Some(ring),
            _ => None,
        }
    }

    pub(super) fn bar_key(&mut self, key: &KeyPress, now: Now) {
        let Some(ring) = self.bar_ring() else { return };
        let parts = self.pictures.bar_parts(ring.output);
        // A part that is gone leaves the ring where the bar begins.
        let at = parts.iter().position(|part| *part == ring.part);
        let (at, last) = (at.unwrap_or(0), parts.len().saturating_sub(1));
        let next = match key.syms.first().copied().unwrap_or_default() {
            key::ESCAPE => return self.close_panel(),
            key::RETURN | key::KP_ENTER | key::SPACE => {
                return self.act_on_bar(ring.output, ring.part, now);
            }
            key::DELETE if ring.part == BarHot::Transfer => return self.drop_carried(),
            key::RIGHT | key::TAB if at >= last => 0,
            key::RIGHT | key::TAB => at.saturating_add(1),
            key::LEFT | key::BACK_TAB => at.checked_sub(1).unwrap_or(last),
            key::HOME => 0,
            key::END => last,
            _ => return,
        };
        if let Some(part) = parts.get(next).copied() {
            self.input.panel = Some(Panel::Bar(BarRing { part, ..ring }));
            self.work.rearrange();
        }
    }
}
