//! Connectors as heads, and back from what becomes of a head to what a card understands.

use smithay::reexports::drm::control::{Mode, ModeFlags, ModeTypeFlags};

use super::{Connector, Kms};
use crate::outputs::head::{Head, HeadMode, Setup};
use crate::outputs::identity::Identity;

/// Modes that do not show what is drawn as it is.
const ODD: ModeFlags = ModeFlags::INTERLACE.union(ModeFlags::DBLSCAN);

impl Kms {
    /// What is connected now; until more is said, each is to show what it lists first.
    pub(crate) fn heads(&mut self) -> Vec<Head> {
        let connectors = self.connectors();
        let heads = connectors.iter().map(head).collect();
        for connector in connectors {
            if let Some(mode) = connector.modes.first().copied() {
                self.prepare(connector, mode);
            }
        }
        heads
    }

    /// Says what a connector is to show from the next `set_output` on.
    pub(crate) fn prepare_setup(&mut self, name: &str, setup: &Setup) {
        let mut known = self.modes.iter_mut();
        let Some((connector, mode)) = known.find(|(connector, _)| connector.name == name) else {
            return;
        };
        let mut modes = connector.modes.iter();
        if let Some(wanted) = modes.find(|mode| head_mode(mode) == setup.mode) {
            *mode = *wanted;
        }
    }
}

fn head(connector: &Connector) -> Head {
    let mut identity = Identity::of_edid(&connector.edid);
    let size = Some(connector.millimetres).filter(|(w, h)| *w > 0 && *h > 0);
    identity.size_mm = identity.size_mm.or(size);
    Head {
        connector: connector.name.clone(),
        identity,
        // Half frames are drawn by no one, and lines shown twice have another shape.
        modes: connector
            .modes
            .iter()
            .filter(|mode| !mode.flags().intersects(ODD))
            .map(head_mode)
            .collect(),
        vrr_capable: connector.vrr,
        internal: connector.internal,
        asked_scale: None,
    }
}

fn head_mode(mode: &Mode) -> HeadMode {
    let (w, h) = mode.size();
    HeadMode {
        width: i32::from(w),
        height: i32::from(h),
        refresh_mhz: refresh_mhz(mode),
        preferred: mode.mode_type().contains(ModeTypeFlags::PREFERRED),
    }
}

/// Frames in a thousand seconds, from the clock and all that is sent for one frame; what
/// the kernel rounds to whole hertz is not near enough to tell 59.94 from 60.
fn refresh_mhz(mode: &Mode) -> u32 {
    let (_, _, across) = mode.hsync();
    let (_, _, down) = mode.vsync();
    let total = u64::from(across) * u64::from(down);
    let sent = (u64::from(mode.clock()) * 1_000_000).checked_div(total);
    let exact = sent.and_then(|rate| u32::try_from(rate).ok());
    exact
        .filter(|rate| *rate > 0)
        .unwrap_or(mode.vrefresh().saturating_mul(1000))
}
