//! The lens: everything dimmed, every window under the name of its cage, and questions about
//! one of them answered. Nothing in it asks or waits for a client.

mod acts;
mod details;
mod foot;
mod pointing;
mod refused;
mod view;

use std::collections::HashMap;

use lisere_policy::CageId;

use super::{KeyPress, Panel, PanelModel};
use crate::clock::Now;
use crate::desk::{OutputId, WindowId};
use crate::outputs::Screen;
use crate::state::Compositor;
use crate::trusted::PanelHot;
use crate::work::Order;

pub use acts::LensAct;
use view::View;

/// The open lens.
#[derive(Clone, Debug, Default)]
pub struct Lens {
    /// The window that the user asked about; else it is the one that had the keys.
    asked: Option<WindowId>,
    sheet: Sheet,
    /// What is done if its key is pressed once more.
    again: Option<Again>,
    /// How many lines of the open card are scrolled away.
    scrolled: usize,
    /// What the pointer is on.
    hovered: Option<PanelHot>,
    /// How cages were when that was last told.
    cages: HashMap<CageId, CageNow>,
}

/// The card that is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Sheet {
    #[default]
    None,
    Details,
    Refusals,
}

/// What is done only when it is asked for twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Again {
    Kill(CageId),
    LogOut,
}

/// What those who keep cages know of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CageNow {
    /// Whether nobody comes in because its gates died too often.
    pub quarantined: bool,
    /// Its processes, if they are counted.
    pub processes: Option<u64>,
    /// Memory that these hold, in bytes.
    pub memory: Option<u64>,
}

impl Lens {
    /// A window is gone: the question falls back to the one that had the keys.
    pub(super) fn forget(&mut self, window: WindowId) {
        self.asked.take_if(|asked| *asked == window);
        self.hovered = None;
    }
}

impl Compositor {
    /// What the attention key opens.
    pub(crate) fn open_lens(&mut self) {
        self.open_panel(Panel::Lens(Lens::default()));
    }

    pub(super) fn lens_key(&mut self, key: &KeyPress, now: Now) {
        if let Some(act) = self.lens_act_of(key) {
            self.lens_act(act, now);
        }
    }

    /// The lens's pictures on an output, from the top.
    pub(super) fn lens_models(&self, lens: &Lens, screen: &Screen) -> Vec<PanelModel> {
        let view = self.lens_view(lens);
        let mut models = Vec::new();
        if self.lens_output(lens) == Some(screen.id) {
            models.push(self.lens_foot(lens, &view, screen));
            models.extend(self.lens_card(lens, &view, screen));
        }
        models.extend(self.lens_plaques(lens, &view, screen));
        models.extend(self.lens_ribbon(&view, screen));
        models
    }

    fn lens_card(&self, lens: &Lens, view: &View, screen: &Screen) -> Option<PanelModel> {
        match lens.sheet {
            Sheet::None => None,
            Sheet::Details => self.lens_details(lens, view, screen),
            Sheet::Refusals => Some(self.lens_refusals(lens, view, screen)),
        }
    }

    /// Those who keep cages say how these are.
    pub(crate) fn surveyed(&mut self, cages: HashMap<CageId, CageNow>) {
        if let Some(Panel::Lens(lens)) = &mut self.input.panel
            && lens.cages != cages
        {
            lens.cages = cages;
            self.work.rearrange();
        }
    }

    /// The window that is asked about.
    fn lens_asked(&self, lens: &Lens) -> Option<WindowId> {
        let there = |id: &WindowId| self.desk.entry(*id).is_some();
        let chosen = || self.focus.chosen().filter(there);
        let first = || self.desk.visible().next().map(|(id, _)| id);
        lens.asked.filter(there).or_else(chosen).or_else(first)
    }

    fn lens_asked_cage(&self, lens: &Lens) -> Option<CageId> {
        let window = self.windows.get(self.lens_asked(lens)?)?;
        Some(window.cage)
    }

    /// The output that shows foot and card: that of the window that is asked about, if it is
    /// plugged in.
    fn lens_output(&self, lens: &Lens) -> Option<OutputId> {
        let entry = self.lens_asked(lens).and_then(|id| self.desk.entry(id));
        let its = entry.map(|entry| entry.output);
        let there = its.filter(|id| self.outputs.get(*id).is_some());
        there.or_else(|| self.desk.places().first().map(|place| place.id))
    }

    /// Asks about another window.
    fn lens_ask(&mut self, window: WindowId) {
        let Some(Panel::Lens(lens)) = &self.input.panel else {
            return;
        };
        if self.lens_asked(lens) == Some(window) {
            return;
        }
        if let Some(Panel::Lens(lens)) = &mut self.input.panel {
            if lens.sheet == Sheet::Details {
                lens.scrolled = 0;
            }
            lens.asked = Some(window);
            lens.again = None;
        }
        self.work.rearrange();
    }

    /// Opens a card, or closes it.
    fn lens_toggle(&mut self, sheet: Sheet) {
        let Some(Panel::Lens(lens)) = &mut self.input.panel else {
            return;
        };
        lens.scrolled = 0;
        lens.sheet = if lens.sheet == sheet {
            Sheet::None
        } else {
            sheet
        };
        if lens.sheet == Sheet::Details {
            // Answered when it is known, and nobody waits for that.
            self.work.orders.push(Order::Survey);
        }
        self.work.rearrange();
    }
}
