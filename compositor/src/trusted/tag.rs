//! The tag that hangs from the bar under one of its parts.

use std::rc::Rc;

use lisere_policy::CageId;
use lisere_shell::{BarHot, IndicatorKind, Metrics, Scale, Tag, TagSpec};
use smithay::utils::{Physical, Point};

use super::{Pictures, Sheet};
use crate::desk::OutputId;

/// What a tag depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct TagModel {
    /// The part that it hangs under.
    pub part: BarHot,
    /// What it says.
    pub tag: Tag,
    /// The cage that it is about, if it is about one.
    pub cage: Option<CageId>,
    /// The output's scale.
    pub scale: Scale,
    /// The output's width in physical pixels.
    pub width: i32,
}

impl Pictures {
    /// The tag on an output and its top left corner there, in physical pixels: under its part
    /// of the bar that was drawn last. `None` where that has no such part; how loud the machine
    /// is hangs under the clock where there is no room for it on the bar.
    pub(crate) fn tag(
        &mut self,
        output: OutputId,
        model: TagModel,
    ) -> Option<(Rc<Sheet>, Point<i32, Physical>)> {
        let volume = matches!(model.part, BarHot::Indicator(IndicatorKind::Volume, _));
        let part = self.bar_part(output, model.part);
        let clock = || self.bar_part(output, BarHot::Clock).filter(|_| volume);
        let part = part.or_else(clock)?;
        let metrics = Metrics::at(model.scale);
        let width = model.width;
        let sheet = self.tag_sheet(model);
        let x = part.x + (part.w - sheet.size.w) / 2;
        let x = x.min(width - sheet.size.w).max(0);
        Some((sheet, (x, metrics.bar).into()))
    }

    fn tag_sheet(&mut self, model: TagModel) -> Rc<Sheet> {
        if let Some((known, sheet)) = &self.passing.tag
            && *known == model
        {
            return sheet.clone();
        }
        let cage = model.cage.and_then(|cage| self.styles.get(cage.index()));
        let cage = cage.map(super::style::Style::cage);
        let text = self.painter.language().tag(&model.tag);
        let picture = self.painter.tag(&TagSpec {
            ui: &self.ui,
            scale: model.scale,
            cage: cage.as_ref(),
            text: &text,
            max_width: model.width,
        });
        let sheet = Sheet::new(picture);
        self.passing.tag = Some((model, sheet.clone()));
        sheet
    }

    /// Drops the tag.
    pub(crate) fn drop_tag(&mut self) {
        self.passing.tag = None;
    }
}
