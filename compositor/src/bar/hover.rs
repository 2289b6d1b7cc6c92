//! The part of the bar that the pointer rests on, whose tag hangs after a moment.

use std::time::Duration;

use lisere_shell::BarHot;
use smithay::utils::{Logical, Point};

use crate::clock::Now;
use crate::desk::OutputId;
use crate::input::Hit;
use crate::state::Compositor;

/// So long the pointer rests on a part before its tag hangs.
const MOMENT: Duration = Duration::from_millis(500);

/// A part with the pointer on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hover {
    pub(super) output: OutputId,
    pub(super) part: BarHot,
    due: Now,
    /// Whether its tag hangs.
    pub(super) hangs: bool,
}

impl Hover {
    /// When its tag is hung.
    pub(super) fn due(&self) -> Option<Now> {
        (!self.hangs).then_some(self.due)
    }
}

impl Compositor {
    /// The pointer is here now.
    pub(crate) fn bar_pointed(&mut self, at: Point<f64, Logical>, now: Now) {
        let before = self.bar.hover;
        let under = match self.hit(at) {
            Hit::Bar(output, Some(part)) if !self.bar_is_busy() => Some((output, part)),
            _ => None,
        };
        if before.map(|hover| (hover.output, hover.part)) == under {
            return;
        }
        let hung = before.is_some_and(|hover| hover.hangs);
        // Beside a tag that hangs, the next one need not be waited for.
        self.bar.hover = under.map(|(output, part)| Hover {
            output,
            part,
            due: now.after(MOMENT),
            hangs: hung,
        });
        if hung {
            self.work.rearrange();
        }
    }

    /// Whether the pointer is about something else than the bar.
    fn bar_is_busy(&self) -> bool {
        self.crossing.asks() || self.seats.drag().is_some() || self.input.grabbing()
    }

    /// Hangs the tag whose moment has come, and drops the one that nobody looks at.
    pub(crate) fn settle_bar(&mut self, now: Now) {
        if let Some(hover) = &mut self.bar.hover
            && hover.due().is_some_and(|due| due <= now)
        {
            hover.hangs = true;
            self.work.rearrange();
        }
        self.settle_volume(now);
        if self.hanging().is_none() && self.bar.loudness.due().is_none() {
            self.pictures.drop_tag();
        }
    }

    /// Hangs the tag of the part under the pointer at once.
    pub(super) fn hang_now(&mut self, output: OutputId, part: BarHot, now: Now) {
        self.bar.hover = Some(Hover {
            output,
            part,
            due: now,
            hangs: true,
        });
        self.work.rearrange();
    }

    /// The part whose tag hangs: the keyboard's at once, the pointer's after a moment.
    pub(super) fn hanging(&self) -> Option<(OutputId, BarHot)> {
        if self.crossing.asks() {
            return None;
        }
        if let Some(ring) = self.bar_ring() {
            return Some((ring.output, ring.part));
        }
        let hover = self.bar.hover.filter(|hover| hover.hangs)?;
        Some((hover.output, hover.part))
    }
}
