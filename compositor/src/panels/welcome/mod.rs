//! The first-start assistant: what a new user decides, a page for each thing, all of it to be
//! skipped.

mod choose;
mod layouts;
mod show;

use std::rc::Rc;

use lisere_policy::preset_names;
use lisere_shell::{Language, Seal, WelcomeHot, WelcomeSpec};

use super::press::{Press, press, round, within};
use super::{KeyPress, Panel};
use crate::kept_file;
use crate::policy_file::{Origin, find};
use crate::seal;
use crate::state::Compositor;
use crate::trusted::Note;

use layouts::{KeyboardLayout, known};

/// Seals to choose from.
const SEALS: usize = 6;
/// The longest text that can be typed, in characters.
const LONGEST: usize = 64;

/// A thing to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    Language,
    Keyboard,
    Policy,
    Seal,
    Chores,
}

/// The open assistant.
#[derive(Clone, Debug)]
pub struct Welcome {
    pages: Vec<Page>,
    at: usize,
    /// Which item is chosen, of all that fit.
    selected: usize,
    /// How many are above the first that is shown.
    above: usize,
    hovered: Option<WelcomeHot>,
    layouts: Rc<[KeyboardLayout]>,
    sought: String,
    /// What was typed to try the chosen layout.
    attempt: Option<String>,
    seals: Vec<Seal>,
    note: Option<Note>,
}

impl Welcome {
    fn page(&self) -> Page {
        self.pages.get(self.at).copied().unwrap_or(Page::Chores)
    }
}

impl Compositor {
    /// Opens the assistant at its first page.
    pub fn open_welcome(&mut self) {
        let config = self.kept.places.config.as_deref();
        let home = config.and_then(std::path::Path::parent);
        // What somebody wrote stays.
        let free = home.is_some() && matches!(find(None, None, home), Origin::Preset(_));
        let mut pages = vec![Page::Language, Page::Keyboard];
        pages.extend(free.then_some(Page::Policy));
        pages.extend(self.kept.places.data.is_some().then_some(Page::Seal));
        pages.push(Page::Chores);
        let welcome = Welcome {
            pages,
            at: 0,
            selected: 0,
            above: 0,
            hovered: None,
            layouts: known(),
            sought: String::new(),
            attempt: None,
            seals: self.seals(true),
            note: None,
        };
        self.open_panel(Panel::Welcome(Box::new(welcome)));
        self.begin_page();
    }

    /// Six seals, the one in use first if it is wanted.
    fn seals(&self, own: bool) -> Vec<Seal> {
        let own = self.pictures.seal().filter(|_| own).cloned();
        let mut seals: Vec<Seal> = own.into_iter().collect();
        while seals.len() < SEALS {
            match seal::fresh(None, self.pictures.language()) {
                Ok(seal) => seals.push(seal),
                Err(error) => {
                    tracing::warn!(%error, "no seals to choose from");
                    break;
                }
            }
        }
        seals
    }

    fn welcome(&self) -> Option<&Welcome> {
        match &self.input.panel {
            Some(Panel::Welcome(welcome)) => Some(welcome),
            _ => None,
        }
    }

    fn welcome_mut(&mut self) -> Option<&mut Welcome> {
        self.work.rearrange();
        match &mut self.input.panel {
            Some(Panel::Welcome(welcome)) => Some(welcome),
            _ => None,
        }
    }

    /// What is in force is chosen first.
    fn begin_page(&mut self) {
        let (language, preset) = (self.pictures.language(), self.preset_in_force());
        let Some(welcome) = self.welcome_mut() else {
            return;
        };
        welcome.selected = match welcome.page() {
            Page::Language => {
                let mut all = Language::ALL.iter();
                all.position(|one| *one == language).unwrap_or(0)
            }
            Page::Policy => preset_names().position(|one| one == preset).unwrap_or(0),
            Page::Keyboard | Page::Seal | Page::Chores => 0,
        };
        (welcome.above, welcome.hovered, welcome.attempt) = (0, None, None);
        welcome.sought.clear();
    }

    /// The built-in policy with the same cages as this session's.
    fn preset_in_force(&self) -> &'static str {
        let names = |policy: &lisere_policy::Policy| {
            let cages = policy.cages().iter();
            cages
                .map(|cage| cage.title().to_owned())
                .collect::<Vec<_>>()
        };
        let ours = names(&self.policy);
        let same = |name: &&str| {
            let preset = lisere_policy::Policy::preset(name);
            preset.is_some_and(|preset| names(&preset) == ours)
        };
        preset_names().find(same).unwrap_or_default()
    }

    pub(super) fn welcome_key(&mut self, key: &KeyPress) {
        let grid = self.welcome().map(Welcome::page) == Some(Page::Seal);
        let across = isize::try_from(WelcomeSpec::SEALS_ACROSS).unwrap_or(1);
        match press(key) {
            Press::Leave => self.leave_welcome(),
            Press::Enter { .. } => self.choose(),
            Press::Tab { back: true } => self.turn_page(-1),
            Press::Tab { back: false } => self.turn_page(1),
            Press::Down(by) if grid => self.step_item(by.saturating_mul(across)),
            Press::Down(by) => self.step_item(by),
            Press::Across(by) if grid => self.step_item(by),
            Press::Across(by) => self.turn_page(by),
            Press::Page(by) => self.step_item(by.saturating_mul(8)),
            Press::Erase => self.retype_welcome(|text| {
                text.pop();
            }),
            Press::Clear => self.retype_welcome(String::clear),
            Press::Type(' ') if grid => self.other_seals(),
            Press::Type(letter) => self.retype_welcome(|text| {
                if text.chars().count() < LONGEST {
                    text.push(letter);
                }
            }),
            Press::Nothing => {}
        }
    }

    fn retype_welcome(&mut self, change: impl FnOnce(&mut String)) {
        let Some(welcome) = self.welcome_mut() else {
            return;
        };
        if welcome.page() != Page::Keyboard {
            return;
        }
        match &mut welcome.attempt {
            Some(attempt) => change(attempt),
            None => {
                change(&mut welcome.sought);
                (welcome.selected, welcome.above) = (0, 0);
            }
        }
    }

    /// Goes on without choosing, or back.
    fn turn_page(&mut self, by: isize) {
        let Some(welcome) = self.welcome_mut() else {
            return;
        };
        if by > 0 && welcome.at + 1 >= welcome.pages.len() {
            return;
        }
        welcome.at = within(welcome.at, by, welcome.pages.len());
        welcome.note = None;
        self.begin_page();
    }

    fn step_item(&mut self, by: isize) {
        let (count, rows) = (self.item_count(), self.welcome_rows());
        let Some(welcome) = self.welcome_mut() else {
            return;
        };
        welcome.attempt = None;
        welcome.selected = match (by, welcome.page()) {
            (-1 | 1, Page::Keyboard) => within(welcome.selected, by, count),
            (-1 | 1, _) => round(welcome.selected, by, count),
            _ => within(welcome.selected, by, count),
        };
        let least = (welcome.selected + 1).saturating_sub(rows);
        welcome.above = welcome.above.clamp(least, welcome.selected.max(least));
    }

    fn item_count(&self) -> usize {
        let Some(welcome) = self.welcome() else {
            return 0;
        };
        match welcome.page() {
            Page::Language => Language::ALL.len(),
            Page::Keyboard => self.fitting_layouts().len(),
            Page::Policy => preset_names().count(),
            Page::Seal => welcome.seals.len(),
            Page::Chores => 0,
        }
    }

    /// How many layouts are seen at once; of all else everything is.
    fn welcome_rows(&self) -> usize {
        let screen = self.panel_screen();
        let rows = screen.map_or(1, |screen| {
            let room = screen.pixels();
            WelcomeSpec::rows((room.w, room.h), screen.scale)
        });
        match self.welcome().map(Welcome::page) {
            Some(Page::Keyboard) => rows.max(1),
            _ => usize::from(u8::MAX),
        }
    }

    fn other_seals(&mut self) {
        let seals = self.seals(false);
        if let Some(welcome) = self.welcome_mut() {
            welcome.seals = seals;
            welcome.selected = 0;
        }
    }

    /// The pointer is on a part of the assistant, or on none.
    pub(super) fn welcome_pointed(&mut self, hot: Option<WelcomeHot>) {
        if self.welcome().is_some_and(|welcome| welcome.hovered != hot)
            && let Some(welcome) = self.welcome_mut()
        {
            welcome.hovered = hot;
        }
    }

    /// The left button went down on a part of the assistant.
    pub(super) fn welcome_pressed(&mut self, hot: WelcomeHot) {
        match hot {
            WelcomeHot::Item(item) => {
                let count = self.item_count();
                if let Some(welcome) = self.welcome_mut() {
                    let at = welcome.above + item;
                    welcome.selected = at.min(count.saturating_sub(1));
                    welcome.attempt = None;
                }
            }
            WelcomeHot::Choose => self.choose(),
            WelcomeHot::Skip => self.turn_page(1),
            WelcomeHot::Back => self.turn_page(-1),
            WelcomeHot::Others => self.other_seals(),
            WelcomeHot::Seals => {}
        }
    }

    /// The wheel was turned by so many lines.
    pub(super) fn welcome_scrolled(&mut self, lines: isize) {
        if self.welcome().map(Welcome::page) == Some(Page::Keyboard) {
            self.step_item(lines);
        }
    }

    /// Closes the assistant for good: from now on this is no first start.
    fn leave_welcome(&mut self) {
        self.close_panel();
        let Some(mark) = self.kept.places.welcomed() else {
            return;
        };
        if let Err(error) = kept_file::replace(&mark, b"") {
            tracing::warn!(%error, file = %mark.display(), "the next start is a first one again");
        }
    }

    /// Which page of the assistant is open, from 0, of how many.
    #[must_use]
    pub fn welcome_step(&self) -> Option<(usize, usize)> {
        let welcome = self.welcome()?;
        Some((welcome.at, welcome.pages.len()))
    }
}
