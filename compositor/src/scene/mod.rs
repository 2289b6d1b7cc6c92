//! What one output shows, from top to bottom; windows only as `Framed`.

mod build;
mod framed;

use std::rc::Rc;

use lisere_policy::CageId;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::utils::{Physical, Point, Rectangle};

use crate::desk::WindowId;
use crate::trusted::Sheet;

pub use build::{DragIcon, Pointer, Stage, build, repoint};
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
}

/// Tells layers apart from frame to frame.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LayerId {
    /// A trusted picture, by its place in the order of trusted things.
    Trusted(&'static str),
    /// A window or popup.
    Framed(WindowId),
}

/// The pointer's layer.
pub const POINTER: LayerId = LayerId::Trusted("pointer");

/// Everything of one output, from top to bottom.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// The layers with their identities.
    pub layers: Vec<(LayerId, Layer)>,
}

impl Layer {
    /// The pixels it may touch.
    #[must_use]
    pub fn outer(&self) -> Rectangle<i32, Physical> {
        match self {
            Layer::Trusted(placed) => placed.rect(),
            Layer::Framed(framed) => framed.outer(),
            Layer::Cursor(cursor) => cursor.inside.rect(),
        }
    }

    /// Whether nothing beneath shows through. Frames always are: under content
    /// that is translucent or missing lies the backdrop, never another window.
    #[must_use]
    pub fn opaque(&self) -> bool {
        match self {
            Layer::Trusted(placed) => placed.sheet.opaque,
            Layer::Framed(_) => true,
            Layer::Cursor(_) => false,
        }
    }
}
