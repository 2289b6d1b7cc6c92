//! The pictures of the open panel, kept as long as they are shown.

use std::rc::Rc;

use lisere_policy::CageId;
use lisere_shell::{LauncherHot, Picture, PlaqueSpec, Rect, Scale, WelcomeHot};
use smithay::utils::{Physical, Point};

use super::{LauncherModel, Pictures, Sheet, WelcomeModel};
use crate::desk::{OutputId, WindowId};
use crate::panels::PanelModel;

/// What one picture of a panel shows. Each part says what is drawn, not where.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Whose a window is.
    Plaque(Plaque),
    /// Programs, and where they are opened.
    Launcher(LauncherModel),
    /// The first-start assistant.
    Welcome(WelcomeModel),
}

/// What the plaque of a window shows while the lens is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Plaque {
    /// Whose window it is.
    pub cage: CageId,
    /// The window's cleaned title.
    pub title: String,
    /// Whether this is the window that is asked about.
    pub chosen: bool,
    /// The output's scale.
    pub scale: Scale,
    /// Most width, in physical pixels.
    pub max_width: i32,
}

/// What the pointer meets on a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelHot {
    /// The plaque of a window.
    Window(WindowId),
    /// A part of the launcher.
    Launcher(LauncherHot),
    /// A part of the first-start assistant.
    Welcome(WelcomeHot),
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
}

impl Pictures {
    /// The panel's pictures on an output, from the top; others that were kept for it are
    /// dropped. What cannot be drawn, as of a cage that the policy doesn't know, is left out.
    pub(crate) fn panel(&mut self, output: OutputId, models: Vec<PanelModel>) -> Vec<PanelSheet> {
        let mut known = self.panels.remove(&output).unwrap_or_default();
        let mut parts = Vec::with_capacity(models.len());
        for model in models {
            let at = known.iter().position(|(old, _)| old.part == model.part);
            let sheet = match at {
                Some(at) => Some(known.swap_remove(at).1),
                None => self.draw_part(&model.part),
            };
            let Some(mut sheet) = sheet else { continue };
            sheet.at = model.spot.corner(sheet.sheet.size);
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

    /// Whether a picture of the panel covers a point of an output, in its physical pixels.
    #[must_use]
    pub fn panel_covers(&self, output: OutputId, at: Point<i32, Physical>) -> bool {
        let parts = self.panels.get(&output).into_iter().flatten();
        parts.into_iter().any(|(_, part)| {
            let sheet = smithay::utils::Rectangle::new(part.at, part.sheet.size);
            sheet.contains(at)
        })
    }

    fn draw_part(&mut self, part: &Part) -> Option<PanelSheet> {
        let mut secret = None;
        let (picture, hot) = match part {
            Part::Plaque(plaque) => (self.draw_plaque(plaque)?, Vec::new()),
            Part::Launcher(launcher) => self.draw_launcher(launcher)?,
            Part::Welcome(welcome) => {
                let (picture, hot, seals) = self.draw_welcome(welcome);
                secret = seals;
                (picture, hot)
            }
        };
        Some(PanelSheet {
            sheet: match secret {
                Some(_) => Sheet::private(picture, secret),
                None => Sheet::new(picture),
            },
            at: Point::default(),
            hot: hot.into(),
        })
    }

    fn draw_plaque(&mut self, plaque: &Plaque) -> Option<Picture> {
        let style = self.styles.get(plaque.cage.index())?;
        let parts = [style.level.as_str(), style.categories.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Some(self.painter.plaque(&PlaqueSpec {
            ui: &self.ui,
            cage: &style.cage(),
            label: &parts.join(" · "),
            title: &plaque.title,
            chosen: plaque.chosen,
            scale: plaque.scale,
            max_width: plaque.max_width,
        }))
    }
}
