//! What one output shows, from top to bottom; windows only as `Framed`.

mod build;
mod framed;
mod pointer;
mod thumbnail;

use std::rc::Rc;

use lisere_policy::CageId;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::utils::{Physical, Point, Rectangle};

use crate::desk::WindowId;
use crate::notices::NoticeId;
use crate::trusted::Sheet;

pub use build::{DragIcon, Pointer, Stage, TypedPopup, build, repoint};
pub use framed::{Framed, Inside};

/// Who made a pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// The core, for no cage in particular.
    Trusted,
    /// The core, as the frame of a cage's window.
    Frame(CageId),
    /// The core, as the ground under what a cage's window shows.
    Backdrop(CageId),
    /// A program of a cage.
    Client(CageId),
}

/// A trusted picture at its place.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The picture.
    pub sheet: Rc<Sheet>,
    /// Its top left corner in the output's physical pixels.
    pub at: Point<i32, Physical>,
    /// Who it speaks for.
    pub owner: Owner,
}

impl Placed {
    /// The pixels it covers.
    #[must_use]
    pub fn rect(&self) -> Rectangle<i32, Physical> {
        Rectangle::new(self.at, self.sheet.size)
    }
}

/// A client's pointer image, cut to the content it belongs to.
#[derive(Clone, Debug)]
pub struct ClientCursor {
    /// Whose image.
    pub cage: CageId,
    /// The image.
    pub surface: WlSurface,
    /// Its top left corner in physical pixels.
    pub at: Point<i32, Physical>,
    /// The only pixels it may touch.
    pub inside: Inside,
}

/// One thing an output shows.
#[derive(Clone, Debug)]
pub enum Layer {
    /// Drawn by the core.
    Trusted(Placed),
    /// A window or popup in its frame.
    Framed(Rc<Framed>),
    /// A client's pointer image.
    Cursor(ClientCursor),
    /// What dims the desktop and drains its colours while the user is asked something.
    Veil(Rectangle<i32, Physical>),
}

/// Tells layers apart from frame to frame.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LayerId {
    /// A trusted picture, by its place in the order of trusted things.
    Trusted(&'static str),
    /// A window or popup.
    Framed(WindowId),
    /// A small likeness of a window, on trusted UI.
    Thumbnail(WindowId),
    /// A notice's card.
    Notice(NoticeId),
    /// A picture of the open panel, counted from the top.
    Panel(usize),
}

/// The pointer's layer.
pub const POINTER: LayerId = LayerId::Trusted("pointer");

/// The layer that dims everything but the bar and the prompt.
pub const VEIL: LayerId = LayerId::Trusted("veil");

/// Everything of one output, from top to bottom.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// The layers with their identities.
    pub layers: Vec<(LayerId, Layer)>,
}

impl Scene {
    /// The pixels that no picture taken of the output may show.
    pub fn secrets(&self) -> impl Iterator<Item = Rectangle<i32, Physical>> + '_ {
        self.layers.iter().filter_map(|(_, layer)| layer.secret())
    }
}

impl Layer {
    /// The part of it that no picture taken of the output may show.
    #[must_use]
    pub fn secret(&self) -> Option<Rectangle<i32, Physical>> {
        let Layer::Trusted(placed) = self else {
            return None;
        };
        let secret = placed.sheet.secret?;
        Some(Rectangle::new(secret.loc + placed.at, secret.size))
    }

    /// The pixels it may touch.
    #[must_use]
    pub fn outer(&self) -> Rectangle<i32, Physical> {
        match self {
            Layer::Trusted(placed) => placed.rect(),
            Layer::Framed(framed) => framed.outer(),
            Layer::Cursor(cursor) => cursor.inside.rect(),
            Layer::Veil(rect) => *rect,
        }
    }

    /// Whether nothing beneath shows through. Frames always are: under content
    /// that is translucent or missing lies the backdrop, never another window.
    #[must_use]
    pub fn opaque(&self) -> bool {
        match self {
            Layer::Trusted(placed) => placed.sheet.opaque,
            Layer::Framed(_) => true,
            Layer::Cursor(_) | Layer::Veil(_) => false,
        }
    }
}
