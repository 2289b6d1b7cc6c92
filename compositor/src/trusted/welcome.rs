//! The first-start assistant's picture.

use lisere_policy::{Policy, preset_names};
use lisere_shell::{
    Chore, ChoreRow, LayoutRow, Picture, PresetRow, Rect, Scale, Seal, WelcomeFault, WelcomeHot,
    WelcomeNote, WelcomePage, WelcomeSpec,
};

use super::style::{Style, style_of};
use super::{PanelHot, Pictures};

/// What the assistant shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WelcomeModel {
    /// The output's width and height in physical pixels.
    pub room: (i32, i32),
    /// The output's scale.
    pub scale: Scale,
    /// What is asked.
    pub page: PageModel,
    /// Which of how many pages it is, from 0.
    pub step: (usize, usize),
    /// Which of the items that are shown is chosen.
    pub selected: usize,
    /// What the pointer is on.
    pub hovered: Option<WelcomeHot>,
    /// What came of the last choice.
    pub note: Option<Note>,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageModel {
    /// Which language is spoken.
    Language,
    /// Which layout the keyboard has.
    Keyboard {
        /// What was typed to find it.
        sought: String,
        /// Those that are shown: short name, name, and whether it is in force.
        rows: Vec<(String, String, bool)>,
        /// What was typed to try the chosen one.
        attempt: Option<String>,
    },
    /// Which built-in policy is used; that in force by its name.
    Policy(String),
    /// Which seal.
    Seal(Vec<Seal>),
    /// Nothing: chords and what they do.
    Chores(Vec<(String, Chore)>),
}

/// What came of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// It is in the preferences.
    Kept,
    /// It is in this file, which is read at the start.
    NextStart(String),
    /// A line, the heading it belongs under or "", and the file.
    AddLine(String, &'static str, String),
    /// It could not be kept, and why.
    Failed(WelcomeFault),
}

impl Pictures {
    /// The assistant, and what of it no picture of the screen may show.
    pub(super) fn draw_welcome(
        &mut self,
        model: &WelcomeModel,
    ) -> (Picture, Vec<(Rect, PanelHot)>, Option<Rect>) {
        let presets = Presets::of(&model.page);
        let cages: Vec<(&str, Vec<_>)> = presets.cages();
        let in_force = |name: &str| matches!(&model.page, PageModel::Policy(now) if now == name);
        let rows: Vec<PresetRow<'_>> = cages
            .iter()
            .map(|(name, cages)| PresetRow {
                name,
                cages,
                now: in_force(name),
            })
            .collect();
        let layouts = layouts(&model.page);
        let chores = chores(&model.page);
        let (picture, hot) = self.painter.welcome(&WelcomeSpec {
            ui: &self.ui,
            scale: model.scale,
            room: model.room,
            page: match &model.page {
                PageModel::Language => WelcomePage::Language,
                PageModel::Keyboard {
                    sought, attempt, ..
                } => WelcomePage::Keyboard {
                    sought,
                    rows: &layouts,
                    attempt: attempt.as_deref(),
                },
                PageModel::Policy(_) => WelcomePage::Policy(&rows),
                PageModel::Seal(seals) => WelcomePage::Seal(seals),
                PageModel::Chores(_) => WelcomePage::Chores(&chores),
            },
            step: model.step,
            selected: model.selected,
            hovered: model.hovered,
            note: model.note.as_ref().map(note),
        });
        let secret = hot.iter().find(|(_, hot)| *hot == WelcomeHot::Seals);
        let secret = secret.map(|(rect, _)| *rect);
        let hot = hot.into_iter().filter(|(_, hot)| *hot != WelcomeHot::Seals);
        let hot = hot.map(|(rect, hot)| (rect, PanelHot::Welcome(hot)));
        (picture, hot.collect(), secret)
    }
}

/// The looks of the built-in policies' cages.
struct Presets(Vec<(&'static str, Vec<Style>)>);

impl Presets {
    /// All of them for the page that shows them, else none.
    fn of(page: &PageModel) -> Self {
        let shown = matches!(page, PageModel::Policy(_));
        let names = preset_names().filter(|_| shown);
        let styles = |name| {
            let policy = Policy::preset(name)?;
            let own = policy.cages().iter().filter(|cage| cage.model().is_none());
            Some((name, own.map(|cage| style_of(&policy, cage)).collect()))
        };
        Self(names.filter_map(styles).collect())
    }

    fn cages(&self) -> Vec<(&str, Vec<lisere_shell::CageStyle<'_>>)> {
        let all = self.0.iter();
        all.map(|(name, styles)| (*name, styles.iter().map(Style::cage).collect()))
            .collect()
    }
}

fn layouts(page: &PageModel) -> Vec<LayoutRow<'_>> {
    let PageModel::Keyboard { rows, .. } = page else {
        return Vec::new();
    };
    rows.iter()
        .map(|(code, name, now)| LayoutRow {
            code,
            name,
            now: *now,
        })
        .collect()
}

fn chores(page: &PageModel) -> Vec<ChoreRow<'_>> {
    let PageModel::Chores(rows) = page else {
        return Vec::new();
    };
    rows.iter()
        .map(|(chord, chore)| ChoreRow {
            chord,
            chore: *chore,
        })
        .collect()
}

fn note(note: &Note) -> WelcomeNote<'_> {
    match note {
        Note::Kept => WelcomeNote::Kept,
        Note::NextStart(path) => WelcomeNote::NextStart(path),
        Note::AddLine(line, under, path) => WelcomeNote::AddLine { line, under, path },
        Note::Failed(why) => WelcomeNote::Failed(why),
    }
}
