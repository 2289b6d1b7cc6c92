//! What stands in the place of windows whose level is locked, kept as long as that lasts.

use std::rc::Rc;

use lisere_policy::CageId;
use lisere_shell::{CoverSpec, Scale};

use super::{FrameKey, Pictures, Sheet};

/// What a cover depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoverModel {
    /// Whose window it is.
    pub cage: CageId,
    /// The content's width and height in physical pixels.
    pub room: (i32, i32),
    /// The output's scale.
    pub scale: Scale,
}

impl Pictures {
    /// The cover of a window on an output, or of its likeness there. `None` for a cage that
    /// the policy doesn't know.
    pub(crate) fn cover(&mut self, key: FrameKey, model: CoverModel) -> Option<Rc<Sheet>> {
        if let Some((known, sheet)) = self.passing.covers.get(&key)
            && *known == model
        {
            return Some(sheet.clone());
        }
        let style = self.styles.get(model.cage.index())?;
        let sheet = Sheet::new(self.painter.cover(&CoverSpec {
            ui: &self.ui,
            scale: model.scale,
            level: &style.level,
            room: model.room,
        }));
        self.passing.covers.insert(key, (model, sheet.clone()));
        Some(sheet)
    }

    /// Levels are unlocked: no cover is shown any more.
    pub(crate) fn forget_covers(&mut self) {
        self.passing.covers.clear();
    }
}
