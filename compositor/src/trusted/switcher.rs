//! The panel that chooses among windows, and the small likenesses of windows on trusted UI.

use std::collections::HashSet;

use lisere_shell::{CageStyle, SwitcherEntry, SwitcherSpec};

use super::{Pictures, Sheet, SwitcherModel, SwitcherSheet};
use crate::desk::OutputId;
use crate::scene::{Layer, LayerId};

impl Pictures {
    /// The panel that chooses among windows.
    pub fn switcher(&mut self, output: OutputId, model: SwitcherModel) -> SwitcherSheet {
        if let Some((known, sheet)) = self.switchers.get(&output)
            && *known == model
        {
            return sheet.clone();
        }
        let known = model.entries.iter().filter_map(|(window, cage, title)| {
            let style = self.styles.get(cage.index())?;
            Some((*window, style.cage(), title.as_str()))
        });
        let known: Vec<(_, CageStyle<'_>, &str)> = known.collect();
        let entries = known
            .iter()
            .map(|(_, cage, title)| SwitcherEntry { cage: *cage, title });
        let entries: Vec<SwitcherEntry<'_>> = entries.collect();
        let panel = self.painter.switcher(&SwitcherSpec {
            ui: &self.ui,
            entries: &entries,
            selected: model.selected,
            scale: model.scale,
            max_width: model.room.0,
            max_height: model.room.1,
        });
        let window = |(index, rect): (usize, _)| Some((known.get(index)?.0, rect));
        let thumbnails = panel.cells.into_iter().filter_map(window);
        let sheet = SwitcherSheet {
            thumbnails: thumbnails.collect(),
            sheet: Sheet::new(panel.picture),
        };
        self.switchers.insert(output, (model, sheet.clone()));
        sheet
    }

    /// Drops the frames of likenesses that an output does not show any more.
    pub(crate) fn keep_thumbnails(&mut self, output: OutputId, layers: &[(LayerId, Layer)]) {
        let shown = layers.iter().filter_map(|(id, _)| match id {
            LayerId::Thumbnail(window) => Some(*window),
            _ => None,
        });
        let shown: HashSet<_> = shown.collect();
        self.frames
            .retain(|(window, on, small), _| !*small || *on != output || shown.contains(window));
    }
}
