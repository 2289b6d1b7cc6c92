//! Trusted pictures, kept from frame to frame and redrawn only when what they show changes.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use lisere_policy::{CageId, Policy};
use lisere_shell::{
    BarFocus, BarHot, BarSpec, CageStyle, FrameKind, FrameSpec, Hot, Painter, Pattern, Picture,
    Rect, Rgb, Scale, Shape, SwitcherEntry, SwitcherSpec, Ui, Workspace,
};
use smithay::backend::renderer::element::Id;
use smithay::utils::{Physical, Point, Size};

use crate::desk::{OutputId, WindowId};

/// A finished picture with an identity of its own: another picture, another identity.
#[derive(Debug)]
pub struct Sheet {
    /// Names the picture to the renderer's cache and to damage tracking.
    pub id: Id,
    /// Width and height in physical pixels.
    pub size: Size<i32, Physical>,
    /// Whether nothing beneath shows through.
    pub opaque: bool,
    /// The pixels, until the one painter that needs them has them.
    pixels: RefCell<Vec<u8>>,
    /// Whether several painters need them.
    shared: bool,
}

impl Sheet {
    fn new(picture: Picture) -> Rc<Sheet> {
        Sheet::of(picture, false)
    }

    fn of(picture: Picture, shared: bool) -> Rc<Sheet> {
        let side = |pixels: u32| i32::try_from(pixels).unwrap_or(i32::MAX);
        Rc::new(Sheet {
            id: Id::new(),
            size: (side(picture.width), side(picture.height)).into(),
            opaque: picture.opaque,
            pixels: RefCell::new(picture.pixels),
            shared,
        })
    }

    /// Gives the pixels (see [`Picture`]) to a painter. Once it has them they are
    /// dropped here: a desktop's pictures would otherwise be kept twice.
    ///
    /// # Errors
    /// What `take` reports; the pixels are then kept.
    pub fn hand_over<T, E>(&self, take: impl FnOnce(&[u8]) -> Result<T, E>) -> Result<T, E> {
        let taken = take(&self.pixels.borrow())?;
        if !self.shared {
            self.pixels.take();
        }
        Ok(taken)
    }
}

/// The pictures round one piece of content, and what the pointer meets on them.
#[derive(Clone, Debug)]
pub struct FrameSheets {
    /// Above the content.
    pub top: Rc<Sheet>,
    /// Left of it.
    pub left: Rc<Sheet>,
    /// Right of it.
    pub right: Rc<Sheet>,
    /// Below it.
    pub bottom: Rc<Sheet>,
    /// Hot areas, physical pixels from the frame's outer corner.
    pub hot: Rc<[(Rect, Hot)]>,
}

/// What a frame's pictures depend on.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameModel {
    /// Whose window it is.
    pub cage: CageId,
    /// The cleaned title.
    pub title: String,
    /// Content in physical pixels.
    pub content: (i32, i32),
    /// The output's scale.
    pub scale: Scale,
    /// What kind of frame, in which state.
    pub kind: FrameKind,
}

/// What the bar depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct BarModel {
    /// Width in physical pixels.
    pub width: i32,
    /// The output's scale.
    pub scale: Scale,
    /// Who gets the keys, and the window's cleaned title.
    pub focused: Option<(CageId, String)>,
    /// The output's workspaces.
    pub workspaces: Vec<Workspace>,
    /// Short name of the keyboard layout.
    pub layout: String,
    /// Time of day.
    pub clock: String,
    /// Whether another session lies beneath.
    pub nested: bool,
    /// Whether the attention key took the keys from every client.
    pub attention: bool,
    /// A message of the core.
    pub notice: Option<String>,
}

/// The bar's picture and what the pointer meets on it.
#[derive(Clone, Debug)]
pub struct BarSheet {
    /// The picture.
    pub sheet: Rc<Sheet>,
    /// Hot areas, physical pixels from the bar's corner.
    pub hot: Rc<[(Rect, BarHot)]>,
}

/// What the switcher's panel depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct SwitcherModel {
    /// Candidates: cage and cleaned title, most recent first.
    pub entries: Vec<(CageId, String)>,
    /// Which one is chosen.
    pub selected: usize,
    /// The output's scale.
    pub scale: Scale,
    /// Most room, in physical pixels.
    pub room: (i32, i32),
}

/// A pointer image and its hotspot in physical pixels.
type PointerSheet = (Rc<Sheet>, (i32, i32));

struct Style {
    title: String,
    level: String,
    categories: String,
    colour: Rgb,
    text: Rgb,
    pattern: Pattern,
}

impl Style {
    fn cage(&self) -> CageStyle<'_> {
        CageStyle {
            title: &self.title,
            colour: self.colour,
            text: self.text,
            pattern: self.pattern,
        }
    }
}

/// The trusted side's pictures.
pub struct Pictures {
    painter: Painter,
    ui: Ui,
    styles: Vec<Style>,
    frames: HashMap<(WindowId, OutputId), (FrameModel, FrameSheets)>,
    bars: HashMap<OutputId, (BarModel, BarSheet)>,
    switchers: HashMap<OutputId, (SwitcherModel, Rc<Sheet>)>,
    wallpapers: HashMap<OutputId, ((i32, i32), Rc<Sheet>)>,
    cursors: HashMap<(Shape, u32), PointerSheet>,
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
        }
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
        let old = self.frames.get(&(id, output));
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
        };
        let top = self.painter.frame_top(&spec);
        let hot: Rc<[(Rect, Hot)]> = top.hot.into();
        let kept = old
            .filter(|(known, _)| same_sides(known, &model))
            .map(|(_, sheets)| sheets.clone());
        let sheets = match kept {
            Some(sheets) => FrameSheets {
                top: Sheet::new(top.picture),
                hot,
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
                }
            }
        };
        self.frames.insert((id, output), (model, sheets.clone()));
        Some(sheets)
    }

    /// Drops the frames of a window or popup.
    pub fn forget(&mut self, id: WindowId) {
        self.frames.retain(|(known, _), _| *known != id);
    }

    /// Drops everything drawn for an output.
    pub fn forget_output(&mut self, output: OutputId) {
        self.frames.retain(|(_, known), _| *known != output);
        self.bars.remove(&output);
        self.switchers.remove(&output);
        self.wallpapers.remove(&output);
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
            layout: &model.layout,
            clock: &model.clock,
            nested: model.nested,
            attention: model.attention,
            notice: model.notice.as_deref(),
            transfer: None,
        });
        let bar = BarSheet {
            sheet: Sheet::new(picture),
            hot: hot.into(),
        };
        self.bars.insert(output, (model, bar.clone()));
        bar
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

    /// The panel that chooses among windows.
    pub fn switcher(&mut self, output: OutputId, model: SwitcherModel) -> Rc<Sheet> {
        if let Some((known, sheet)) = self.switchers.get(&output)
            && *known == model
        {
            return sheet.clone();
        }
        let cages: Vec<(CageStyle<'_>, &str)> = model
            .entries
            .iter()
            .filter_map(|(cage, title)| {
                Some((self.styles.get(cage.index())?.cage(), title.as_str()))
            })
            .collect();
        let entries: Vec<SwitcherEntry<'_>> = cages
            .iter()
            .map(|(cage, title)| SwitcherEntry { cage, title })
            .collect();
        let sheet = Sheet::new(self.painter.switcher(&SwitcherSpec {
            ui: &self.ui,
            entries: &entries,
            selected: model.selected,
            scale: model.scale,
            max_width: model.room.0,
            max_height: model.room.1,
        }));
        self.switchers.insert(output, (model, sheet.clone()));
        sheet
    }

    /// The wallpaper of an output, in physical pixels.
    pub fn wallpaper(&mut self, output: OutputId, size: (i32, i32), scale: Scale) -> Rc<Sheet> {
        if let Some((known, sheet)) = self.wallpapers.get(&output)
            && *known == size
        {
            return sheet.clone();
        }
        let sheet = Sheet::new(self.painter.wallpaper(size.0, size.1, scale, &self.ui));
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

/// Whether two frames differ in nothing but what the top picture shows.
fn same_sides(a: &FrameModel, b: &FrameModel) -> bool {
    let calm = |kind: FrameKind| match kind {
        FrameKind::Toplevel(mut toplevel) => {
            toplevel.hovered = None;
            toplevel.frozen = false;
            FrameKind::Toplevel(toplevel)
        }
        other => other,
    };
    a.cage == b.cage && a.content == b.content && a.scale == b.scale && calm(a.kind) == calm(b.kind)
}

fn rgb(colour: lisere_policy::Rgb) -> Rgb {
    Rgb {
        r: colour.r,
        g: colour.g,
        b: colour.b,
    }
}

fn style_of(policy: &Policy, cage: &lisere_policy::Cage) -> Style {
    Style {
        title: cage.title().to_owned(),
        level: level_of(policy, cage),
        categories: categories_of(policy, cage),
        colour: rgb(cage.colour()),
        text: rgb(cage.text_colour()),
        pattern: pattern_of(cage.pattern()),
    }
}

/// The name of a cage's level, unless the cage is called the same: nobody needs it twice.
fn level_of(policy: &Policy, cage: &lisere_policy::Cage) -> String {
    let level = policy.level_of(cage.id()).map(lisere_policy::Level::title);
    level
        .filter(|level| *level != cage.title())
        .unwrap_or_default()
        .to_owned()
}

fn categories_of(policy: &Policy, cage: &lisere_policy::Cage) -> String {
    let held = policy.categories().iter().enumerate();
    let held = held.filter(|(index, _)| cage.label().categories.has(*index));
    held.map(|(_, category)| category.short())
        .collect::<Vec<_>>()
        .join(", ")
}

fn pattern_of(pattern: lisere_policy::Pattern) -> Pattern {
    use lisere_policy::Pattern as P;
    match pattern {
        P::Solid => Pattern::Solid,
        P::Diagonal => Pattern::Diagonal,
        P::Dots => Pattern::Dots,
        P::Checks => Pattern::Checks,
        P::Dashes => Pattern::Dashes,
        P::Waves => Pattern::Waves,
        P::Chevrons => Pattern::Chevrons,
        P::Bars => Pattern::Bars,
    }
}

fn ui_of(policy: &Policy) -> Ui {
    let theme = policy.theme();
    Ui {
        bar_background: rgb(theme.bar_background),
        bar_text: rgb(theme.bar_text),
        bar_dim_text: rgb(theme.bar_dim_text),
        accent: rgb(theme.accent),
        contrast_light: rgb(theme.frame_contrast_light),
        contrast_dark: rgb(theme.frame_contrast_dark),
        wallpaper_top: rgb(theme.wallpaper_top),
        wallpaper_bottom: rgb(theme.wallpaper_bottom),
        backdrop: rgb(theme.backdrop),
    }
}
