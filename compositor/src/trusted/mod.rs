//! Trusted pictures, kept from frame to frame and redrawn only when what they show changes.

mod cover;
mod launcher;
mod lens;
mod lock;
mod models;
mod notice;
mod overview;
mod panel;
mod prompt;
mod sheet;
mod style;
mod switcher;
mod tag;
mod welcome;

use std::collections::HashMap;
use std::rc::Rc;

use lisere_policy::Policy;
use lisere_shell::{
    BarFocus, BarHot, BarSpec, BarTransfer, CageStyle, FrameKind, FrameSpec, Hot, Indicator,
    Language, Painter, Parcel, Rect, Rgb, Scale, Seal, Shape, Ui, wallpaper_period,
};
use smithay::utils::{Physical, Point};

use crate::crossing::{BadgeModel, PromptModel, Side};
use crate::desk::{OutputId, WindowId};
use crate::notices::NoticeModel;
use crate::panels::PanelModel;

pub use cover::CoverModel;
pub use launcher::{LauncherLine, LauncherModel};
pub use lens::{Card, CardLine, Foot, FootKey, FootWindow, Plaque, Ribbon};
pub use lock::{LockField, LockLine, LockModel, LockSheet};
pub use models::{
    BarModel, BarSheet, FrameModel, FrameSheets, Icon, IndicatorModel, PromptSheet, SwitcherModel,
    SwitcherSheet,
};
pub use panel::{OverviewGroup, OverviewMark, OverviewModel, PanelHot, PanelSheet, Part};
pub use sheet::Sheet;
use style::{Style, style_of, ui_of};
pub use tag::TagModel;
pub use welcome::{Note, PageModel, WelcomeModel};

/// A pointer image and its hotspot in physical pixels.
type PointerSheet = (Rc<Sheet>, (i32, i32));

/// A window or popup on an output, and whether it is the small likeness of one.
type FrameKey = (WindowId, OutputId, bool);
/// What comes and goes.
#[derive(Default)]
struct Passing {
    badge: Option<(BadgeModel, Rc<Sheet>)>,
    /// What hangs from the bar, as long as it does.
    tag: Option<(TagModel, Rc<Sheet>)>,
    /// What stands in the place of windows, as long as their level is locked.
    covers: HashMap<FrameKey, (CoverModel, Rc<Sheet>)>,
}

/// The trusted side's pictures.
pub struct Pictures {
    painter: Painter,
    ui: Ui,
    styles: Vec<Style>,
    frames: HashMap<FrameKey, (FrameModel, FrameSheets)>,
    bars: HashMap<OutputId, (BarModel, BarSheet)>,
    switchers: HashMap<OutputId, (SwitcherModel, SwitcherSheet)>,
    wallpapers: HashMap<OutputId, ((i32, i32), Rc<Sheet>)>,
    cursors: HashMap<(Shape, u32), PointerSheet>,
    /// The open prompt: it is content, so only as long as it is open.
    prompt: Option<(OutputId, PromptModel, PromptSheet)>,
    passing: Passing,
    /// The cards of the locked screens, and only as long as they are.
    locks: HashMap<OutputId, (LockModel, LockSheet)>,
    /// The cards there are, and only as long as they are.
    notices: Vec<(NoticeModel, Rc<Sheet>)>,
    /// The open panel's, and only as long as it is open.
    panels: HashMap<OutputId, Vec<(PanelModel, PanelSheet)>>,
    seal: Option<Seal>,
    mother_tongue: Language,
}

impl Pictures {
    /// Takes names, colours and patterns from the policy.
    #[must_use]
    pub fn new(policy: &Policy) -> Pictures {
        Pictures {
            painter: Painter::new(),
            ui: ui_of(policy),
            styles: policy
                .cages()
                .iter()
                .map(|cage| style_of(policy, cage))
                .collect(),
            frames: HashMap::new(),
            bars: HashMap::new(),
            switchers: HashMap::new(),
            wallpapers: HashMap::new(),
            cursors: HashMap::new(),
            prompt: None,
            passing: Passing::default(),
            locks: HashMap::new(),
            notices: Vec::new(),
            panels: HashMap::new(),
            seal: None,
            mother_tongue: Language::default(),
        }
    }

    /// Shows this seal on prompts.
    pub fn set_seal(&mut self, seal: Option<Seal>) {
        self.seal = seal;
        self.prompt = None;
        self.locks.clear();
    }

    /// The seal that prompts show.
    #[must_use]
    pub fn seal(&self) -> Option<&Seal> {
        self.seal.as_ref()
    }

    /// What is spoken where preferences say nothing; English at first.
    pub fn set_mother_tongue(&mut self, language: Language) {
        self.mother_tongue = language;
    }

    /// Writes fixed words in this language from now on; `None` is the mother tongue.
    pub fn speak(&mut self, language: Option<Language>) {
        let language = language.unwrap_or(self.mother_tongue);
        if self.painter.language() != language {
            self.painter.speak(language);
            self.frames.clear();
            self.bars.clear();
            self.switchers.clear();
            self.passing.tag = None;
            self.passing.covers.clear();
            self.prompt = None;
            self.locks.clear();
            self.notices.clear();
            self.panels.clear();
        }
    }

    /// The language of fixed words.
    #[must_use]
    pub fn language(&self) -> Language {
        self.painter.language()
    }

    /// What shows where nothing else does.
    #[must_use]
    pub fn backdrop(&self) -> Rgb {
        self.ui.backdrop
    }

    /// The frame of a window or popup on an output. `None` for a cage that the
    /// policy doesn't know: no label, no pixel.
    pub fn frame(
        &mut self,
        id: WindowId,
        output: OutputId,
        model: FrameModel,
    ) -> Option<FrameSheets> {
        let key = (id, output, model.kind == FrameKind::Thumbnail);
        let old = self.frames.get(&key);
        if let Some((known, sheets)) = old
            && *known == model
        {
            return Some(sheets.clone());
        }
        let style = self.styles.get(model.cage.index())?;
        let cage = style.cage();
        let spec = FrameSpec {
            cage: &cage,
            ui: &self.ui,
            title: &model.title,
            content: model.content,
            scale: model.scale,
            kind: model.kind,
            icon: model.icon.is_some(),
        };
        let top = self.painter.frame_top(&spec);
        let hot: Rc<[(Rect, Hot)]> = top.hot.into();
        let icon = top.icon.zip(model.icon.as_ref()).map(|(place, icon)| {
            let picture = self.painter.frame_icon(&spec, &icon.0, place.w);
            (Sheet::new(picture), Point::from((place.x, place.y)))
        });
        let kept = old
            .filter(|(known, _)| same_sides(known, &model))
            .map(|(_, sheets)| sheets.clone());
        let sheets = match kept {
            Some(sheets) => FrameSheets {
                top: Sheet::new(top.picture),
                hot,
                icon,
                ..sheets
            },
            None => {
                let sides = self.painter.frame_sides(&spec);
                FrameSheets {
                    top: Sheet::new(top.picture),
                    left: Sheet::new(sides.left),
                    right: Sheet::new(sides.right),
                    bottom: Sheet::new(sides.bottom),
                    hot,
                    icon,
                }
            }
        };
        self.frames.insert(key, (model, sheets.clone()));
        Some(sheets)
    }

    /// Drops the frames of a window or popup.
    pub fn forget(&mut self, id: WindowId) {
        self.frames.retain(|(known, ..), _| *known != id);
        self.passing.covers.retain(|(known, ..), _| *known != id);
    }

    /// Drops everything drawn for an output.
    pub fn forget_output(&mut self, output: OutputId) {
        self.frames.retain(|(_, known, _), _| *known != output);
        let covers = &mut self.passing.covers;
        covers.retain(|(_, known, _), _| *known != output);
        self.bars.remove(&output);
        self.switchers.remove(&output);
        self.wallpapers.remove(&output);
        self.panels.remove(&output);
        self.close_prompt(output);
        self.close_lock(output);
    }

    /// The bar of an output.
    pub fn bar(&mut self, output: OutputId, model: BarModel) -> BarSheet {
        if let Some((known, sheet)) = self.bars.get(&output)
            && *known == model
        {
            return sheet.clone();
        }
        let focus = model.focused.as_ref().and_then(|(cage, title)| {
            self.styles
                .get(cage.index())
                .map(|style| (style, style.cage(), title))
        });
        let source = model.transfer.as_ref().and_then(|chip| match chip.from {
            Side::Cage(cage) => self.styles.get(cage.index()).map(Style::cage),
            Side::Trusted => None,
        });
        let language = self.painter.language();
        let words = model.transfer.as_ref().map(|chip| {
            let link = chip.parcel == Parcel::Link;
            let hint = language.paste_hint(&chip.chord, link);
            (language.parcel(&chip.parcel), hint)
        });
        let transfer = model.transfer.as_ref().zip(words.as_ref());
        let transfer = transfer.map(|(chip, (words, hint))| BarTransfer {
            from: source.as_ref(),
            words,
            hint,
            seconds: chip.seconds,
            progress: chip.progress,
        });
        let styles = cages_of(&self.styles, &model.indicators);
        let indicators = model.indicators.iter().zip(&styles);
        let indicators: Vec<Indicator<'_>> = indicators
            .map(|(model, cage)| Indicator {
                kind: model.kind,
                cage: cage.as_ref(),
                level: model.level,
            })
            .collect();
        let notice = language.say_all(&model.messages);
        let (picture, hot) = self.painter.bar(&BarSpec {
            width: model.width,
            scale: model.scale,
            ui: &self.ui,
            focused: focus.as_ref().map(|(style, cage, title)| BarFocus {
                cage,
                level: &style.level,
                categories: &style.categories,
                window_title: title,
            }),
            workspaces: &model.workspaces,
            mode: model.mode.as_deref(),
            layout: &model.layout,
            clock: &model.clock,
            nested: model.nested,
            attention: model.attention,
            locked: model.locked,
            notice: Some(notice.as_str()).filter(|notice| !notice.is_empty()),
            transfer,
            indicators: &indicators,
            chosen: model.chosen,
        });
        let bar = BarSheet {
            sheet: Sheet::new(picture),
            hot: hot.into(),
        };
        self.bars.insert(output, (model, bar.clone()));
        bar
    }

    /// The parts of an output's bar, from left to right.
    #[must_use]
    pub fn bar_parts(&self, output: OutputId) -> Vec<BarHot> {
        let hot = self.bar_areas(output).iter();
        hot.map(|(_, part)| *part).collect()
    }

    /// The same with where each lies, in physical pixels from the bar's corner.
    #[must_use]
    pub fn bar_areas(&self, output: OutputId) -> &[(Rect, BarHot)] {
        self.bars.get(&output).map_or(&[], |(_, bar)| &bar.hot)
    }

    /// What lies at a point of an output's bar, in physical pixels from its corner.
    #[must_use]
    pub fn bar_hot(&self, output: OutputId, at: Point<i32, Physical>) -> Option<BarHot> {
        let (_, bar) = self.bars.get(&output)?;
        bar.hot
            .iter()
            .find(|(rect, _)| rect.contains(at.x, at.y))
            .map(|(_, hot)| *hot)
    }

    /// Where a part of an output's bar lies, in physical pixels from the bar's corner.
    #[must_use]
    pub fn bar_part(&self, output: OutputId, part: BarHot) -> Option<Rect> {
        let (_, bar) = self.bars.get(&output)?;
        let found = bar.hot.iter().find(|(_, hot)| *hot == part);
        found.map(|(rect, _)| *rect)
    }

    /// The wallpaper of an output, in physical pixels.
    pub fn wallpaper(&mut self, output: OutputId, size: (i32, i32), scale: Scale) -> Rc<Sheet> {
        if let Some((known, sheet)) = self.wallpapers.get(&output)
            && *known == size
        {
            return sheet.clone();
        }
        let (w, h) = size;
        let two = wallpaper_period(scale).saturating_mul(2);
        let sheet = if two < w {
            Sheet::repeated(self.painter.wallpaper(two, h, scale, &self.ui), w)
        } else {
            Sheet::new(self.painter.wallpaper(w, h, scale, &self.ui))
        };
        self.wallpapers.insert(output, (size, sheet.clone()));
        sheet
    }

    /// A pointer image and its hotspot in physical pixels.
    pub fn cursor(&mut self, shape: Shape, scale: Scale) -> PointerSheet {
        self.cursors
            .entry((shape, scale.in_120ths()))
            .or_insert_with(|| {
                let cursor = lisere_shell::cursor(shape, scale);
                (Sheet::of(cursor.picture, true), cursor.hotspot)
            })
            .clone()
    }
}

/// The looks of the cages that indicators are about.
fn cages_of<'s>(styles: &'s [Style], indicators: &[IndicatorModel]) -> Vec<Option<CageStyle<'s>>> {
    let of = |model: &IndicatorModel| Some(styles.get(model.cage?.index())?.cage());
    indicators.iter().map(of).collect()
}

/// Whether two frames differ in nothing but what the top picture shows.
fn same_sides(a: &FrameModel, b: &FrameModel) -> bool {
    let calm = |kind: FrameKind| match kind {
        FrameKind::Toplevel(mut toplevel) => {
            toplevel.hovered = None;
            toplevel.frozen = false;
            toplevel.stack = None;
            FrameKind::Toplevel(toplevel)
        }
        other => other,
    };
    a.cage == b.cage && a.content == b.content && a.scale == b.scale && calm(a.kind) == calm(b.kind)
}
