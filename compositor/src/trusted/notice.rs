//! The cards of notices: what is on them is a program's, so they are kept no longer than shown.

use std::rc::Rc;

use lisere_shell::{Metrics, NoticeSpec};

use super::{Pictures, Sheet};
use crate::notices::NoticeModel;

impl Pictures {
    /// A notice's card. `None` for a cage that the policy doesn't know.
    pub(crate) fn notice(&mut self, model: NoticeModel) -> Option<Rc<Sheet>> {
        let known = self.notices.iter().find(|(known, _)| *known == model);
        if let Some((_, sheet)) = known {
            return Some(sheet.clone());
        }
        let cage = self.styles.get(model.cage.index())?.cage();
        let spec = NoticeSpec {
            ui: &self.ui,
            cage: &cage,
            scale: model.scale,
            max_width: model.width - 2 * Metrics::at(model.scale).border,
            summary: &model.summary,
            body: &model.body,
            more: model.more,
        };
        let sheet = Sheet::private(self.painter.notice(&spec), None);
        self.notices.push((model, sheet.clone()));
        Some(sheet)
    }

    /// Drops all cards but these.
    pub(crate) fn keep_notices(&mut self, models: &[NoticeModel]) {
        self.notices.retain(|(known, _)| models.contains(known));
    }
}
