//! The pictures of the lens: what each shows, and how that is drawn.

use lisere_policy::CageId;
use lisere_shell::{
    CardHead, CardRow, CardSpec, FooterHot, FooterKey, FooterSpec, Picture, PlaqueSpec, Rect,
    RibbonSpec, RibbonWay, Scale, SwitcherEntry,
};

use super::style::Style;
use super::{PanelHot, Pictures};
use crate::desk::WindowId;
use crate::panels::LensAct;

/// A picture, and what the pointer meets on it.
type Drawn = (Picture, Vec<(Rect, PanelHot)>);

/// What the plaque of a window shows while the lens is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Plaque {
    /// Which window.
    pub window: WindowId,
    /// Whose window it is.
    pub cage: CageId,
    /// The window's cleaned title.
    pub title: String,
    /// Whether this is the window that is asked about.
    pub chosen: bool,
    /// The output's scale.
    pub scale: Scale,
    /// Most width, in physical pixels.
    pub max_width: i32,
}

/// What a piece of the ribbon shows, which joins a window to the bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Ribbon {
    /// Whose window it is.
    pub cage: CageId,
    /// Which way it goes.
    pub way: RibbonWay,
    /// The output's scale.
    pub scale: Scale,
    /// How long it is, in physical pixels.
    pub length: i32,
}

/// What the foot of the lens shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Foot {
    /// Windows that nothing is seen of.
    pub hidden: Vec<FootWindow>,
    /// How many others there are.
    pub more: usize,
    /// The window that is asked about.
    pub about: Option<FootWindow>,
    /// Keys that concern it, and all others.
    pub keys: [Vec<FootKey>; 2],
    /// What the pointer is on.
    pub hovered: Option<PanelHot>,
    /// The output's scale.
    pub scale: Scale,
    /// Most width, in physical pixels.
    pub max_width: i32,
}

/// A window on the foot.
#[derive(Clone, Debug, PartialEq)]
pub struct FootWindow {
    /// Which.
    pub window: WindowId,
    /// Whose it is.
    pub cage: CageId,
    /// Its cleaned title.
    pub title: String,
}

/// A key on the foot.
#[derive(Clone, Debug, PartialEq)]
pub struct FootKey {
    /// What it does.
    pub act: LensAct,
    /// What stands on it.
    pub cap: String,
    /// What it does, in words.
    pub does: String,
    /// Whether it was pressed once and is to be pressed again.
    pub again: bool,
}

/// What a card of facts shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The cage that it is about; `None` for one under a heading.
    pub cage: Option<CageId>,
    /// The heading of one that is about no cage.
    pub heading: String,
    /// The facts, from the top.
    pub lines: Vec<CardLine>,
    /// The output's scale.
    pub scale: Scale,
    /// Width, in physical pixels.
    pub width: i32,
    /// Most height, in physical pixels.
    pub max_height: i32,
}

/// One fact.
#[derive(Clone, Debug, PartialEq)]
pub enum CardLine {
    /// What the next ones are about.
    Section(String),
    /// What it is called, and what it is.
    Field(String, String),
    /// A sentence.
    Words(String),
    /// Something that happened.
    Entry {
        /// When.
        time: String,
        /// Whose doing it was.
        cage: Option<CageId>,
        /// What.
        what: String,
        /// Why.
        why: String,
        /// What could be done instead.
        instead: String,
    },
}

impl Pictures {
    pub(super) fn draw_plaque(&mut self, plaque: &Plaque) -> Option<Drawn> {
        let style = self.styles.get(plaque.cage.index())?;
        let parts = [style.level.as_str(), style.categories.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let picture = self.painter.plaque(&PlaqueSpec {
            ui: &self.ui,
            cage: &style.cage(),
            label: &parts.join(" · "),
            title: &plaque.title,
            chosen: plaque.chosen,
            scale: plaque.scale,
            max_width: plaque.max_width,
        });
        let hot = (whole(&picture), PanelHot::Window(plaque.window));
        Some((picture, vec![hot]))
    }

    pub(super) fn draw_ribbon(&mut self, ribbon: &Ribbon) -> Option<Drawn> {
        let cage = self.styles.get(ribbon.cage.index())?.cage();
        let picture = self.painter.ribbon(&RibbonSpec {
            ui: &self.ui,
            cage: &cage,
            way: ribbon.way,
            scale: ribbon.scale,
            length: ribbon.length,
        });
        Some((picture, Vec::new()))
    }

    pub(super) fn draw_foot(&mut self, foot: &Foot) -> Drawn {
        let styles = &self.styles;
        let cage = |window: &FootWindow| styles.get(window.cage.index()).map(Style::cage);
        let cages: Vec<_> = foot.hidden.iter().map(cage).collect();
        let about = foot.about.as_ref().and_then(cage);
        let hidden = foot.hidden.iter().zip(&cages);
        let entries: Vec<SwitcherEntry<'_>> = hidden
            .filter_map(|(window, cage)| {
                let (cage, title) = (cage.as_ref()?, window.title.as_str());
                Some(SwitcherEntry { cage: *cage, title })
            })
            .collect();
        let about = foot.about.as_ref().zip(about.as_ref());
        let key = |key: &FootKey| (key.cap.clone(), key.does.clone(), key.again);
        let words = foot
            .keys
            .each_ref()
            .map(|keys| keys.iter().map(key).collect::<Vec<_>>());
        let keys = words.each_ref().map(|keys| {
            let keys = keys.iter().map(|(cap, does, again)| FooterKey {
                cap,
                does,
                again: *again,
            });
            keys.collect::<Vec<_>>()
        });
        let asked = foot.about.as_ref().map(|about| about.window);
        let (picture, hot) = self.painter.footer(&FooterSpec {
            ui: &self.ui,
            hidden: &entries,
            chosen: foot
                .hidden
                .iter()
                .position(|window| Some(window.window) == asked),
            more: foot.more,
            about: about.map(|(window, cage)| SwitcherEntry {
                cage: *cage,
                title: &window.title,
            }),
            keys: keys.each_ref().map(Vec::as_slice),
            hovered: foot.hovered.and_then(|hot| foot.part_of(hot)),
            scale: foot.scale,
            max_width: foot.max_width,
        });
        let hot = hot
            .into_iter()
            .filter_map(|(rect, hot)| Some((rect, foot.hot_of(hot)?)));
        let ground = (whole(&picture), PanelHot::Ground);
        let hot = hot.chain([ground]).collect();
        (picture, hot)
    }

    pub(super) fn draw_card(&mut self, card: &Card) -> Drawn {
        let styles = &self.styles;
        let cage = |cage: CageId| styles.get(cage.index()).map(Style::cage);
        let doers: Vec<_> = card
            .lines
            .iter()
            .map(|line| line.cage().and_then(cage))
            .collect();
        let rows = card
            .lines
            .iter()
            .zip(&doers)
            .map(|(line, doer)| match line {
                CardLine::Section(words) => CardRow::Section(words),
                CardLine::Field(name, value) => CardRow::Field(name, value),
                CardLine::Words(words) => CardRow::Words(words),
                CardLine::Entry {
                    time,
                    what,
                    why,
                    instead,
                    ..
                } => CardRow::Entry {
                    time,
                    cage: doer.as_ref(),
                    what,
                    why,
                    instead,
                },
            });
        let rows: Vec<CardRow<'_>> = rows.collect();
        let about = card.cage.and_then(cage);
        let picture = self.painter.card(&CardSpec {
            ui: &self.ui,
            head: match &about {
                Some(cage) => CardHead::Cage(cage),
                None => CardHead::Words(&card.heading),
            },
            rows: &rows,
            scale: card.scale,
            width: card.width,
            max_height: card.max_height,
        });
        let ground = (whole(&picture), PanelHot::Ground);
        (picture, vec![ground])
    }
}

impl Foot {
    /// The foot's own name for something on it.
    fn part_of(&self, hot: PanelHot) -> Option<FooterHot> {
        match hot {
            PanelHot::Key(act) => {
                let mut keys = self.keys.iter().flatten();
                keys.position(|key| key.act == act).map(FooterHot::Key)
            }
            PanelHot::Window(id) => {
                let mut hidden = self.hidden.iter();
                hidden
                    .position(|window| window.window == id)
                    .map(FooterHot::Window)
            }
            PanelHot::Ground
            | PanelHot::Workspace(_)
            | PanelHot::Launcher(_)
            | PanelHot::Welcome(_) => None,
        }
    }

    fn hot_of(&self, hot: FooterHot) -> Option<PanelHot> {
        match hot {
            FooterHot::Key(index) => {
                let mut keys = self.keys.iter().flatten();
                keys.nth(index).map(|key| PanelHot::Key(key.act))
            }
            FooterHot::Window(index) => {
                let window = self.hidden.get(index)?;
                Some(PanelHot::Window(window.window))
            }
        }
    }
}

impl CardLine {
    fn cage(&self) -> Option<CageId> {
        match self {
            CardLine::Entry { cage, .. } => *cage,
            CardLine::Section(_) | CardLine::Field(..) | CardLine::Words(_) => None,
        }
    }
}

/// All of a picture.
fn whole(picture: &Picture) -> Rect {
    let side = |pixels: u32| i32::try_from(pixels).unwrap_or(i32::MAX);
    Rect::new(0, 0, side(picture.width), side(picture.height))
}
