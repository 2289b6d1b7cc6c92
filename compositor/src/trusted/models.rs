//! What trusted pictures depend on, and what comes of that.

use std::rc::Rc;

use lisere_policy::CageId;
use lisere_shell::{
    BarHot, FrameKind, Hot, IndicatorKind, Message, Picture, Rect, Scale, Workspace,
};
use smithay::utils::{Physical, Point};

use super::Sheet;
use crate::crossing::{Choice, TransferChip};
use crate::desk::WindowId;

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
    /// The window's own picture, and where it lies from the frame's outer corner.
    pub icon: Option<(Rc<Sheet>, Point<i32, Physical>)>,
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
    /// The window's own picture.
    pub icon: Option<Icon>,
}

/// A window's own picture as it was copied; a new one is another one, whatever it shows.
#[derive(Clone, Debug)]
pub struct Icon(pub Rc<Picture>);

impl PartialEq for Icon {
    fn eq(&self, other: &Icon) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
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
    /// The name of the mode of keys that is on.
    pub mode: Option<String>,
    /// Short name of the keyboard layout.
    pub layout: String,
    /// Time of day.
    pub clock: String,
    /// Whether another session lies beneath.
    pub nested: bool,
    /// Whether the attention key took the keys from every client.
    pub attention: bool,
    /// Whether the session is locked.
    pub locked: bool,
    /// What the core has to say, the most important first.
    pub messages: Vec<Message>,
    /// What is being carried.
    pub transfer: Option<TransferChip>,
    /// What else goes on.
    pub indicators: Vec<IndicatorModel>,
    /// The part that the keyboard is on.
    pub chosen: Option<BarHot>,
}

/// What an indicator on the bar depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndicatorModel {
    /// What it tells.
    pub kind: IndicatorKind,
    /// Of which cage, where it is about one.
    pub cage: Option<CageId>,
    /// How much, in hundredths, where that is told.
    pub level: Option<u8>,
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
    /// Candidates: window, cage and cleaned title, most recent first.
    pub entries: Vec<(WindowId, CageId, String)>,
    /// Which one is chosen.
    pub selected: usize,
    /// The output's scale.
    pub scale: Scale,
    /// Most room, in physical pixels.
    pub room: (i32, i32),
}

/// The switcher's panel, and where windows are shown on it.
#[derive(Clone, Debug)]
pub struct SwitcherSheet {
    /// The panel.
    pub sheet: Rc<Sheet>,
    /// The content of each window shown, physical pixels from the panel's corner.
    pub thumbnails: Rc<[(WindowId, Rect)]>,
}

/// The prompt's picture, where it goes, and what the pointer meets on it.
#[derive(Clone, Debug)]
pub struct PromptSheet {
    /// The picture.
    pub sheet: Rc<Sheet>,
    /// Its top left corner in the output's physical pixels: right below the bar, in the middle.
    pub at: Point<i32, Physical>,
    /// Hot areas, physical pixels from the prompt's corner.
    pub hot: Rc<[(Rect, Choice)]>,
}
