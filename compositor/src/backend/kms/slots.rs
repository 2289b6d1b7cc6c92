//! The buffers of a screen: which one is shown, which one is next, and what each holds.

use smithay::backend::allocator::dmabuf::{AsDmabuf, Dmabuf};
use smithay::backend::allocator::dumb::{DumbAllocator, DumbBuffer};
use smithay::backend::allocator::format::FormatSet;
use smithay::backend::allocator::gbm::{GbmAllocator, GbmBuffer, GbmBufferFlags, GbmDevice};
use smithay::backend::allocator::{Allocator, Fourcc, Modifier};
use smithay::backend::drm::DrmDeviceFd;
use smithay::backend::drm::dumb::{DumbFramebuffer, framebuffer_from_dumb_buffer};
use smithay::backend::drm::gbm::{GbmFramebuffer, framebuffer_from_bo};
use smithay::reexports::drm::control::framebuffer;
use smithay::utils::{Physical, Size};

use crate::render::{RenderError, failed};

/// One is shown, one waits for its turn, one is drawn.
const MOST: usize = 3;
/// What screens are shown in: every card has it.
pub(super) const FORMAT: Fourcc = Fourcc::Xrgb8888;

/// Where a screen's buffers come from.
pub(super) enum Source {
    /// The graphics card's own memory, drawn by the card.
    Card {
        device: GbmDevice<DrmDeviceFd>,
        modifiers: Vec<Modifier>,
    },
    /// Plain memory of the card, drawn by the processor.
    Plain,
    /// Plain memory of the card, which is copied to.
    Copied,
}

/// What is drawn into.
pub(super) enum Sheet {
    /// Drawn by a renderer.
    Drawn(Dmabuf),
    /// Written by the processor.
    Written(Box<DumbBuffer>),
}

/// What keeps a framebuffer.
enum Kept {
    Card(GbmFramebuffer, #[allow(dead_code)] GbmBuffer),
    Plain(DumbFramebuffer, #[allow(dead_code)] Option<DumbBuffer>),
}

/// One buffer.
pub(super) struct Slot {
    pub(super) sheet: Sheet,
    kept: Kept,
    /// The number of the frame it holds; `None` when that is unknown.
    drawn: Option<u64>,
}

impl Slot {
    /// How the card knows it.
    pub(super) fn framebuffer(&self) -> framebuffer::Handle {
        match &self.kept {
            Kept::Card(kept, _) => *kept.as_ref(),
            Kept::Plain(kept, _) => *kept.as_ref(),
        }
    }
}

/// The buffers of one screen.
pub(super) struct Slots {
    fd: DrmDeviceFd,
    source: Source,
    size: Size<i32, Physical>,
    list: Vec<Slot>,
    frames: u64,
    shown: Option<usize>,
    queued: Option<usize>,
}

impl Slots {
    pub(super) fn new(fd: DrmDeviceFd, source: Source, size: Size<i32, Physical>) -> Slots {
        Slots {
            fd,
            source,
            size,
            list: Vec::with_capacity(MOST),
            frames: 0,
            shown: None,
            queued: None,
        }
    }

    /// A buffer to draw the next frame into, with how many frames ago it was drawn; 0 when
    /// what it holds is unknown. `None` while all are in use.
    ///
    /// # Errors
    /// When the card has no memory for another.
    pub(super) fn free(&mut self) -> Result<Option<(usize, usize)>, RenderError> {
        let in_use = [self.shown, self.queued];
        let free = (0..self.list.len()).find(|index| !in_use.contains(&Some(*index)));
        let index = match free {
            Some(index) => index,
            None if self.list.len() < MOST => {
                let slot = self.make()?;
                self.list.push(slot);
                self.list.len().saturating_sub(1)
            }
            None => return Ok(None),
        };
        let drawn = self.list.get(index).and_then(|slot| slot.drawn);
        let age = drawn.map_or(0, |drawn| {
            let frames = self.frames.saturating_add(1).saturating_sub(drawn);
            usize::try_from(frames).unwrap_or(0)
        });
        Ok(Some((index, age)))
    }

    /// Whether the processor copies into them what was drawn elsewhere.
    pub(super) fn copied(&self) -> bool {
        matches!(self.source, Source::Copied)
    }

    pub(super) fn get_mut(&mut self, index: usize) -> Option<&mut Slot> {
        self.list.get_mut(index)
    }

    /// The buffer now holds the next frame.
    pub(super) fn drawn(&mut self, index: usize) {
        self.frames = self.frames.saturating_add(1);
        if let Some(slot) = self.list.get_mut(index) {
            slot.drawn = Some(self.frames);
        }
    }

    /// The card was given the buffer.
    pub(super) fn queue(&mut self, index: usize) {
        self.queued = Some(index);
    }

    /// What was queued is shown.
    pub(super) fn flipped(&mut self) {
        if let Some(queued) = self.queued.take() {
            self.shown = Some(queued);
        }
    }

    /// What is shown, or about to be.
    pub(super) fn latest(&self) -> Option<framebuffer::Handle> {
        let index = self.queued.or(self.shown)?;
        self.list.get(index).map(Slot::framebuffer)
    }

    /// What the buffers hold counts for nothing any more.
    pub(super) fn forget(&mut self) {
        for slot in &mut self.list {
            slot.drawn = None;
        }
    }

    fn make(&self) -> Result<Slot, RenderError> {
        let side = |side: i32| u32::try_from(side).unwrap_or(0);
        let (width, height) = (side(self.size.w), side(self.size.h));
        if let Source::Card { device, modifiers } = &self.source {
            return self.make_on_card(device, modifiers, width, height);
        }
        let buffer = DumbAllocator::new(self.fd.clone())
            .create_buffer(width, height, FORMAT, &[Modifier::Linear])
            .map_err(failed("making a buffer for a screen"))?;
        let framebuffer = framebuffer_from_dumb_buffer(&self.fd, &buffer, true)
            .map_err(failed("making a screen's buffer known"))?;
        let (sheet, kept) = match self.source {
            Source::Copied => (Sheet::Written(Box::new(buffer)), None),
            Source::Plain | Source::Card { .. } => {
                let shared = buffer
                    .export()
                    .map_err(failed("sharing a screen's buffer"))?;
                (Sheet::Drawn(shared), Some(buffer))
            }
        };
        Ok(Slot {
            sheet,
            kept: Kept::Plain(framebuffer, kept),
            drawn: None,
        })
    }

    fn make_on_card(
        &self,
        device: &GbmDevice<DrmDeviceFd>,
        modifiers: &[Modifier],
        width: u32,
        height: u32,
    ) -> Result<Slot, RenderError> {
        let flags = GbmBufferFlags::RENDERING | GbmBufferFlags::SCANOUT;
        let mut allocator = GbmAllocator::new(device.clone(), flags);
        let buffer = allocator
            .create_buffer(width, height, FORMAT, modifiers)
            .map_err(failed("making a buffer for a screen"))?;
        let framebuffer = framebuffer_from_bo(&self.fd, &buffer, true)
            .map_err(failed("making a screen's buffer known"))?;
        let shared = buffer
            .export()
            .map_err(failed("sharing a screen's buffer"))?;
        Ok(Slot {
            sheet: Sheet::Drawn(shared),
            kept: Kept::Card(framebuffer, buffer),
            drawn: None,
        })
    }
}

/// The layouts of memory that the renderer can draw and the plane can show, the best
/// first; one that leaves the choice to the driver where the plane names none.
pub(super) fn layouts(renderer: &FormatSet, plane: &FormatSet) -> Vec<Modifier> {
    let of = |set: &FormatSet| -> Vec<Modifier> {
        let ours = set.iter().filter(|format| format.code == FORMAT);
        ours.map(|format| format.modifier).collect()
    };
    let shown = of(plane);
    let both: Vec<Modifier> = of(renderer)
        .into_iter()
        .filter(|modifier| shown.contains(modifier))
        .collect();
    if both.is_empty() {
        vec![Modifier::Invalid]
    } else {
        both
    }
}

#[cfg(test)]
mod tests {
    use smithay::backend::allocator::Format;

    use super::*;

    fn set(modifiers: &[Modifier]) -> FormatSet {
        let format = |modifier: &Modifier| Format {
            code: FORMAT,
            modifier: *modifier,
        };
        modifiers.iter().map(format).collect()
    }

    #[test]
    fn only_layouts_that_both_know_are_used() {
        let tiled = Modifier::I915_y_tiled;
        let both = layouts(&set(&[tiled, Modifier::Linear]), &set(&[Modifier::Linear]));
        assert_eq!(both, [Modifier::Linear]);
    }

    #[test]
    fn a_plane_that_names_none_leaves_it_to_the_driver() {
        let any = layouts(&set(&[Modifier::Linear]), &FormatSet::default());
        assert_eq!(any, [Modifier::Invalid]);
    }
}
