//! What the launcher shows, as a model.

use lisere_shell::{LauncherRowKind, LauncherState};
use smithay::utils::Rectangle;

use super::{Choice, Launcher, What};
use crate::outputs::Screen;
use crate::panels::{PanelModel, Spot};
use crate::state::Compositor;
use crate::trusted::{LauncherLine, LauncherModel, Part};

impl Compositor {
    /// The launcher's picture: it hangs from the bar.
    pub(in crate::panels) fn launcher_models(
        &self,
        launcher: &Launcher,
        screen: &Screen,
    ) -> Vec<PanelModel> {
        let Some(cage) = launcher.cage() else {
            return Vec::new();
        };
        let choices = self.launcher_choices();
        let rows = self.launcher_rows();
        let shown = choices.iter().skip(launcher.above).take(rows);
        let lines: Vec<LauncherLine> = shown.map(|choice| line(choice, launcher)).collect();
        let room = screen.pixels();
        let model = LauncherModel {
            room: (room.w, room.h),
            scale: screen.scale,
            cage,
            place: (launcher.at, launcher.cages.len()),
            typed: launcher.typed.clone(),
            state: self.launcher_state(launcher, &choices),
            above: launcher.above,
            below: choices.len().saturating_sub(launcher.above + lines.len()),
            selected: launcher.selected.saturating_sub(launcher.above),
            refused: launcher.refused.clone(),
            lines,
        };
        let bar = lisere_shell::Metrics::at(screen.scale).bar;
        let under = Rectangle::new((0, bar).into(), (room.w, room.h - bar).into());
        vec![PanelModel {
            part: Part::Launcher(model),
            spot: Spot::Head(under),
        }]
    }

    fn launcher_state(&self, launcher: &Launcher, choices: &[Choice]) -> LauncherState {
        if launcher.opening.is_some() {
            return LauncherState::Opening;
        }
        let offer = launcher
            .cage()
            .and_then(|cage| self.kept.programs.offer(cage));
        match offer {
            Some(offer) if offer.known => {
                let programs = choices.iter().filter(|choice| choice.program().is_some());
                let found = programs.count();
                let all = offer.programs.len().max(found);
                LauncherState::Known { found, all }
            }
            Some(offer) if offer.asked.is_none() && launcher.ask.is_none() => LauncherState::Failed,
            _ => LauncherState::Reading,
        }
    }
}

fn line(choice: &Choice, launcher: &Launcher) -> LauncherLine {
    let program = choice.program();
    let kind = match (&choice.what, choice.recent) {
        (What::Typed, _) => LauncherRowKind::Typed,
        (What::Program(..), true) => LauncherRowKind::Recent,
        (What::Program(..), false) => LauncherRowKind::Program,
    };
    LauncherLine {
        name: program.map_or_else(|| launcher.typed.clone(), |one| one.name.clone()),
        detail: program.map(|one| one.id.clone()).unwrap_or_default(),
        cage: choice.cage,
        kind,
    }
}
