//! What the assistant shows, as a model.

use lisere_shell::{Chore, Metrics};
use smithay::utils::Rectangle;

use super::layouts::KeyboardLayout;
use super::{Page, Welcome};
use crate::bindings::KeyAction;
use crate::outputs::Screen;
use crate::panels::find::folded;
use crate::panels::{PanelModel, Spot};
use crate::state::Compositor;
use crate::trusted::{PageModel, Part, WelcomeModel};

/// What is good to know first, with what each is good for.
const CHORES: [(KeyAction, Chore); 8] = [
    (KeyAction::Attention, Chore::Attention),
    (KeyAction::Launcher, Chore::Launcher),
    (KeyAction::NextWindow, Chore::NextWindow),
    (KeyAction::Carry, Chore::Carry),
    (KeyAction::PasteHere, Chore::PasteHere),
    (KeyAction::Overview, Chore::Overview),
    (KeyAction::Lock, Chore::Lock),
    (KeyAction::Quit, Chore::Quit),
];

impl Compositor {
    /// The assistant's picture, in the middle of the output.
    pub(in crate::panels) fn welcome_models(
        &self,
        welcome: &Welcome,
        screen: &Screen,
    ) -> Vec<PanelModel> {
        let room = screen.pixels();
        let model = WelcomeModel {
            room: (room.w, room.h),
            scale: screen.scale,
            page: self.page_model(welcome),
            step: (welcome.at, welcome.pages.len()),
            selected: welcome.selected.saturating_sub(welcome.above),
            hovered: welcome.hovered,
            note: welcome.note.clone(),
        };
        let bar = Metrics::at(screen.scale).bar;
        let under = Rectangle::new((0, bar).into(), (room.w, room.h - bar).into());
        vec![PanelModel {
            part: Part::Welcome(model),
            spot: Spot::Middle(under),
        }]
    }

    fn page_model(&self, welcome: &Welcome) -> PageModel {
        match welcome.page() {
            Page::Language => PageModel::Language,
            Page::Keyboard => PageModel::Keyboard {
                sought: welcome.sought.clone(),
                rows: self.layout_rows(welcome),
                attempt: welcome.attempt.clone(),
            },
            Page::Policy => PageModel::Policy(self.preset_in_force().to_owned()),
            Page::Seal => PageModel::Seal(welcome.seals.clone()),
            Page::Chores => PageModel::Chores(self.chores()),
        }
    }

    fn layout_rows(&self, welcome: &Welcome) -> Vec<(String, String, bool)> {
        let layouts = self.fitting_layouts();
        let shown = layouts.iter().skip(welcome.above);
        let shown = shown.take(self.welcome_rows());
        shown
            .map(|one| (one.code(), one.name.clone(), self.in_force(one)))
            .collect()
    }

    fn in_force(&self, layout: &KeyboardLayout) -> bool {
        let keyboard = &self.preferences.keyboard;
        let name = match keyboard.layout.as_str() {
            "" => "us",
            name => name,
        };
        name == layout.layout && keyboard.variant == layout.variant
    }

    /// The layouts that fit what is sought, the best first; that in force before all where
    /// nothing is.
    pub(super) fn fitting_layouts(&self) -> Vec<&KeyboardLayout> {
        let Some(welcome) = self.welcome() else {
            return Vec::new();
        };
        let sought = folded(welcome.sought.trim());
        let layouts = welcome.layouts.iter();
        if sought.is_empty() {
            let mut all: Vec<&KeyboardLayout> = layouts.collect();
            all.sort_by_key(|one| !self.in_force(one));
            return all;
        }
        let mut found: Vec<_> = layouts
            .filter_map(|one| Some((one.fits(&sought)?, one)))
            .collect();
        found.sort_by_key(|(fit, _)| *fit);
        found.into_iter().map(|(_, one)| one).collect()
    }

    fn chores(&self) -> Vec<(String, Chore)> {
        let chord = |action| self.preferences.bindings.chord_of(action);
        let rows = CHORES.iter().filter_map(|(action, chore)| {
            let chord = chord(*action)?;
            Some((chord.to_string(), *chore))
        });
        rows.collect()
    }
}
