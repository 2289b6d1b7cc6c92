//! The overview's picture, from what it is to show.

use lisere_shell::{FrameKind, Metrics, OverviewGroup, OverviewSpec, OverviewWorkspace, Rect, Rgb};
use smithay::utils::Point;

use super::panel::{OverviewModel, PanelHot, PanelSheet};
use super::{Pictures, Sheet};

impl Pictures {
    /// The overview with empty places for likenesses, which are hot with their frames.
    pub(super) fn draw_overview(&mut self, model: &OverviewModel) -> PanelSheet {
        let windows = model.groups.iter().flat_map(|group| &group.windows);
        let windows: Vec<_> = windows.map(|(window, _)| *window).collect();
        let groups = model.groups.iter().map(|group| OverviewGroup {
            number: group.number,
            name: &group.name,
            active: group.active,
            windows: group.windows.len(),
        });
        let groups: Vec<_> = groups.collect();
        let colour = |cage: &lisere_policy::CageId| {
            let style = self.styles.get(cage.index());
            style.map(|style| style.cage().colour)
        };
        let marks = model.strip.iter();
        let colours = marks.map(|mark| mark.cages.iter().filter_map(colour).collect());
        let colours: Vec<Vec<Rgb>> = colours.collect();
        let strip = model.strip.iter().zip(&colours);
        let strip = strip.map(|(mark, colours)| OverviewWorkspace {
            number: mark.number,
            name: &mark.name,
            active: mark.active,
            target: model.target == Some(mark.number),
            colours,
        });
        let strip: Vec<_> = strip.collect();
        let drawn = self.painter.overview(&OverviewSpec {
            ui: &self.ui,
            groups: &groups,
            strip: &strip,
            chosen: windows.iter().position(|id| Some(*id) == model.chosen),
            scale: model.scale,
            size: model.size,
        });
        let cells = drawn.cells.into_iter();
        let cells = cells.filter_map(|(index, rect)| Some((*windows.get(index)?, rect)));
        let cells: Vec<_> = cells.collect();
        let framed = |rect: Rect| framed(rect, &Metrics::at(model.scale));
        let hot = cells
            .iter()
            .map(|(id, rect)| (framed(*rect), PanelHot::Window(*id)));
        let workspaces = drawn.workspaces.into_iter();
        let workspaces = workspaces.map(|(number, rect)| (rect, PanelHot::Workspace(number)));
        PanelSheet {
            sheet: Sheet::new(drawn.picture),
            at: Point::default(),
            hot: hot.chain(workspaces).collect(),
            thumbnails: cells.into(),
        }
    }
}

/// A likeness with its frame.
fn framed(content: Rect, metrics: &Metrics) -> Rect {
    let insets = metrics.insets(&FrameKind::Thumbnail);
    Rect::new(
        content.x - insets.left,
        content.y - insets.top,
        content.w + insets.left + insets.right,
        content.h + insets.top + insets.bottom,
    )
}
