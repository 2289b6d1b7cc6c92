//! The pictures of the open panel, kept as long as they are shown.

use std::rc::Rc;

use lisere_policy::CageId;
use lisere_shell::{LauncherHot, Rect, Scale, WelcomeHot};
use smithay::utils::{Physical, Point, Rectangle};

use super::lens::{Card, Foot, Plaque, Ribbon};
use super::{LauncherModel, LockModel, Pictures, Sheet, WelcomeModel};
use crate::desk::{OutputId, WindowId};
use crate::panels::{LensAct, PanelModel, Spot};

/// Between a card and the foot, in logical pixels.
const BETWEEN: i32 = 12;

/// What one picture of a panel shows. Each part says what is drawn, not where.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Whose a window is.
    Plaque(Plaque),
    /// What joins a window to the bar.
    Ribbon(Ribbon),
    /// The foot of the lens.
    Foot(Foot),
    /// Facts.
    Card(Card),
    /// Programs, and where they are opened.
    Launcher(LauncherModel),
    /// The first-start assistant.
    Welcome(WelcomeModel),
    /// Every window of an output.
    Overview(OverviewModel),
    /// What asks for the password of locked levels.
    Unlock(LockModel),
}

/// What the overview of an output shows.
#[derive(Clone, Debug, PartialEq)]
pub struct OverviewModel {
    /// Workspaces with windows, in order.
    pub groups: Vec<OverviewGroup>,
    /// All workspaces.
    pub strip: Vec<OverviewMark>,
    /// The window chosen.
    pub chosen: Option<WindowId>,
    /// The number of the workspace that a drop would go to.
    pub target: Option<u8>,
    /// The output's scale.
    pub scale: Scale,
    /// What it fills, in physical pixels.
    pub size: (i32, i32),
}

/// The windows of one workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverviewGroup {
    /// The workspace's number.
    pub number: u8,
    /// What the user calls it, or "".
    pub name: String,
    /// Whether the output shows it.
    pub active: bool,
    /// Its windows and their cages.
    pub windows: Vec<(WindowId, CageId)>,
}

/// A workspace on the overview's strip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverviewMark {
    /// Its number.
    pub number: u8,
    /// What the user calls it, or "".
    pub name: String,
    /// Whether the output shows it.
    pub active: bool,
    /// The cages of its windows.
    pub cages: Vec<CageId>,
}

/// What the pointer meets on a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelHot {
    /// What stands for a window.
    Window(WindowId),
    /// A key of the lens.
    Key(LensAct),
    /// Where nothing can be done, and nothing goes through.
    Ground,
    /// A part of the launcher.
    Launcher(LauncherHot),
    /// A part of the first-start assistant.
    Welcome(WelcomeHot),
    /// The workspace of this number.
    Workspace(u8),
}

/// A picture of the open panel, and what the pointer meets on it.
#[derive(Clone, Debug)]
pub struct PanelSheet {
    /// The picture.
    pub sheet: Rc<Sheet>,
    /// Its top left corner in the output's physical pixels.
    pub at: Point<i32, Physical>,
    /// Hot areas, physical pixels from the picture's corner.
    pub hot: Rc<[(Rect, PanelHot)]>,
    /// The content of each window shown on it, physical pixels from the picture's corner.
    pub thumbnails: Rc<[(WindowId, Rect)]>,
}

impl Pictures {
    /// The panel's pictures on an output, from the top; others that were kept for it are
    /// dropped. What cannot be drawn, as of a cage that the policy doesn't know, is left out.
    pub(crate) fn panel(&mut self, output: OutputId, models: Vec<PanelModel>) -> Vec<PanelSheet> {
        let mut known = self.panels.remove(&output).unwrap_or_default();
        let mut parts = Vec::with_capacity(models.len());
        let mut foot = None;
        for mut model in models {
            if let (Part::Card(card), Some(foot)) = (&mut model.part, foot) {
                end_above(card, &mut model.spot, foot);
            }
            let at = known.iter().position(|(old, _)| old.part == model.part);
            let sheet = match at {
                Some(at) => Some(known.swap_remove(at).1),
                None => self.draw_part(&model.part),
            };
            let Some(mut sheet) = sheet else { continue };
            sheet.at = model.spot.corner(sheet.sheet.size);
            if let Part::Foot(_) = model.part {
                foot = Some(sheet.at.y);
            }
            parts.push((model, sheet));
        }
        let sheets = parts.iter().map(|(_, sheet)| sheet.clone()).collect();
        if !parts.is_empty() {
            self.panels.insert(output, parts);
        }
        sheets
    }

    /// What of the panel lies at a point of an output, in its physical pixels.
    #[must_use]
    pub fn panel_hot(&self, output: OutputId, at: Point<i32, Physical>) -> Option<PanelHot> {
        let parts = self.panels.get(&output)?;
        parts.iter().find_map(|(_, sheet)| {
            let at = at - sheet.at;
            let mut hot = sheet.hot.iter();
            hot.find(|(rect, _)| rect.contains(at.x, at.y))
                .map(|(_, hot)| *hot)
        })
    }

    /// Where a part of the open panel lies on an output, in its physical pixels.
    #[must_use]
    pub fn panel_part(&self, output: OutputId, part: PanelHot) -> Option<Rect> {
        let parts = self.panels.get(&output)?;
        parts.iter().find_map(|(_, sheet)| {
            let (rect, _) = sheet.hot.iter().find(|(_, hot)| *hot == part)?;
            let (x, y) = (sheet.at.x + rect.x, sheet.at.y + rect.y);
            Some(Rect { x, y, ..*rect })
        })
    }

    /// Where the panel's pictures lie on an output, in its physical pixels.
    pub(crate) fn panel_rects(&self, output: OutputId) -> Vec<Rectangle<i32, Physical>> {
        let parts = self.panels.get(&output).into_iter().flatten();
        let rect = |sheet: &PanelSheet| Rectangle::new(sheet.at, sheet.sheet.size);
        parts.map(|(_, sheet)| rect(sheet)).collect()
    }

    /// The windows whose likenesses the panel shows on an output, and where.
    #[must_use]
    pub fn panel_windows(&self, output: OutputId) -> Vec<(WindowId, Rect)> {
        let parts = self.panels.get(&output).into_iter().flatten();
        let windows = parts.flat_map(|(_, sheet)| sheet.thumbnails.iter().copied());
        windows.collect()
    }

    fn draw_part(&mut self, part: &Part) -> Option<PanelSheet> {
        let mut secret = None;
        let (picture, hot) = match part {
            Part::Plaque(plaque) => self.draw_plaque(plaque)?,
            Part::Ribbon(ribbon) => self.draw_ribbon(ribbon)?,
            Part::Foot(foot) => self.draw_foot(foot),
            Part::Card(card) => self.draw_card(card),
            Part::Launcher(launcher) => self.draw_launcher(launcher)?,
            Part::Welcome(welcome) => {
                let (picture, hot, seals) = self.draw_welcome(welcome);
                secret = seals;
                (picture, hot)
            }
            Part::Unlock(model) => {
                let lock = self.draw_lock(model);
                secret = Some(lock.secret).filter(|secret| !secret.empty());
                let (w, h) = (lock.picture.width as i32, lock.picture.height as i32);
                let ground = (Rect::new(0, 0, w, h), PanelHot::Ground);
                (lock.picture, vec![ground])
            }
            Part::Overview(model) => return Some(self.draw_overview(model)),
        };
        Some(PanelSheet {
            sheet: match secret {
                Some(_) => Sheet::private(picture, secret),
                None => Sheet::new(picture),
            },
            at: Point::default(),
            hot: hot.into(),
            thumbnails: Rc::new([]),
        })
    }
}

/// How high a foot is shows when it is drawn: a card that would reach under it becomes lower.
fn end_above(card: &mut Card, spot: &mut Spot, foot: i32) {
    let end = foot - card.scale.px(BETWEEN);
    let top = match spot {
        Spot::At(at) => at.y,
        Spot::Middle(room) | Spot::Foot(room) | Spot::Head(room) => {
            room.size.h = room.size.h.min(end - room.loc.y).max(1);
            room.loc.y
        }
    };
    card.max_height = card.max_height.min(end - top).max(1);
}
