//! The launcher's picture.

use lisere_policy::CageId;
use lisere_shell::{
    LauncherRefusal, LauncherRow, LauncherRowKind, LauncherSpec, LauncherState, Picture, Rect,
    Scale,
};

use super::{PanelHot, Pictures};
use crate::panels::Refused;

/// What the launcher shows.
#[derive(Clone, Debug, PartialEq)]
pub struct LauncherModel {
    /// The output's width and height in physical pixels.
    pub room: (i32, i32),
    /// The output's scale.
    pub scale: Scale,
    /// The chosen cage.
    pub cage: CageId,
    /// Which of how many it is, from 0.
    pub place: (usize, usize),
    /// What was typed.
    pub typed: String,
    /// What is known of the cage's programs.
    pub state: LauncherState,
    /// The lines that are shown.
    pub lines: Vec<LauncherLine>,
    /// How many there are above them.
    pub above: usize,
    /// And below.
    pub below: usize,
    /// Which of those that are shown is chosen.
    pub selected: usize,
    /// Why the last choice came to nothing.
    pub refused: Option<Refused>,
}

/// A line of the launcher, its texts cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LauncherLine {
    /// The program's name, or what was typed.
    pub name: String,
    /// Its id.
    pub detail: String,
    /// The cage it would run in.
    pub cage: CageId,
    /// What choosing it does.
    pub kind: LauncherRowKind,
}

impl Pictures {
    /// The launcher. `None` for a cage that the policy doesn't know: no label, no pixel.
    pub(super) fn draw_launcher(
        &mut self,
        model: &LauncherModel,
    ) -> Option<(Picture, Vec<(Rect, PanelHot)>)> {
        let style = self.styles.get(model.cage.index())?;
        let looks = |line: &LauncherLine| Some(self.styles.get(line.cage.index())?.cage());
        let cages: Vec<_> = model.lines.iter().map(looks).collect::<Option<_>>()?;
        let lines = model.lines.iter().zip(&cages);
        let rows: Vec<LauncherRow<'_>> = lines
            .map(|(line, cage)| LauncherRow {
                name: &line.name,
                detail: &line.detail,
                cage,
                kind: line.kind,
            })
            .collect();
        let (picture, hot) = self.painter.launcher(&LauncherSpec {
            ui: &self.ui,
            scale: model.scale,
            room: model.room,
            cage: &style.cage(),
            label: &style.label_words(),
            place: model.place,
            typed: &model.typed,
            state: model.state,
            rows: &rows,
            above: model.above,
            below: model.below,
            selected: model.selected,
            refused: model.refused.as_ref().map(refusal),
        });
        let hot = hot.into_iter();
        let hot = hot.map(|(rect, hot)| (rect, PanelHot::Launcher(hot)));
        Some((picture, hot.collect()))
    }
}

fn refusal(refused: &Refused) -> LauncherRefusal<'_> {
    match refused {
        Refused::NoDisposable => LauncherRefusal::NoDisposable,
        Refused::AllTaken => LauncherRefusal::AllTaken,
        Refused::Bare => LauncherRefusal::Bare,
        Refused::NoTerminal(name) => LauncherRefusal::NoTerminal(name),
        Refused::NoCommand => LauncherRefusal::NoCommand,
        Refused::NoCage(name) => LauncherRefusal::NoCage(name),
        Refused::Missing => LauncherRefusal::Missing,
        Refused::CantStart => LauncherRefusal::CantStart,
        Refused::Cage(fault) => LauncherRefusal::Cage(fault),
    }
}
