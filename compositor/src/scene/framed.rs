//! A window as it may be shown: content cut to its rectangle, the frame of its cage outside.

use std::rc::Rc;

use lisere_policy::CageId;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::utils::{Physical, Point, Rectangle};

use super::{Owner, Placed};
use crate::desk::WindowId;
use crate::trusted::{FrameSheets, Sheet};

/// The only form in which a client's surface reaches a screen.
///
/// Content is cut to `content`, and the four pictures of the frame stand right
/// outside it, so that no surface, popup or subsurface can paint over a frame.
#[derive(Debug)]
pub struct Framed {
    id: WindowId,
    window: WindowId,
    cage: CageId,
    content: Rectangle<i32, Physical>,
    /// What the client shows; nothing of it where the content is covered.
    surface: Option<WlSurface>,
    /// What stands in its place there.
    cover: Option<Rc<Sheet>>,
    origin: Point<i32, Physical>,
    sheets: FrameSheets,
    veiled: bool,
    /// How much smaller than its own size the surface is shown, at most 1.
    zoom: f64,
    /// The part of the content that the surface is cut to.
    shown: Rectangle<i32, Physical>,
}

/// Pixels inside a frame: where a client's pointer image may be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inside(Rectangle<i32, Physical>);

impl Inside {
    /// The pixels.
    #[must_use]
    pub fn rect(&self) -> Rectangle<i32, Physical> {
        self.0
    }
}

impl Framed {
    /// Puts the surface tree of `surface`, whose origin lies at `origin`, behind
    /// the window `content` in a frame made of `sheets`. The sheets must be made
    /// for a content of this size; content that is larger is cut. `id` names the
    /// window or popup shown, `window` the toplevel it belongs to.
    #[must_use]
    pub fn new(
        (id, window): (WindowId, WindowId),
        cage: CageId,
        content: Rectangle<i32, Physical>,
        surface: WlSurface,
        origin: Point<i32, Physical>,
        sheets: FrameSheets,
    ) -> Framed {
        Framed {
            id,
            window,
            cage,
            content,
            surface: Some(surface),
            cover: None,
            origin,
            sheets,
            veiled: false,
            zoom: 1.0,
            shown: content,
        }
    }

    /// A window of which nothing is shown but that it is there: `cover` lies in the middle of
    /// `content`, and no surface is at hand that could be drawn.
    #[must_use]
    pub fn covered(
        window: WindowId,
        cage: CageId,
        content: Rectangle<i32, Physical>,
        cover: Rc<Sheet>,
        sheets: FrameSheets,
    ) -> Framed {
        Framed {
            id: window,
            window,
            cage,
            content,
            surface: None,
            cover: Some(cover),
            origin: content.loc,
            sheets,
            veiled: false,
            zoom: 1.0,
            shown: content,
        }
    }

    /// What lies in the middle of covered content.
    #[must_use]
    pub fn cover(&self) -> Option<Placed> {
        let sheet = self.cover.clone()?;
        let free = self.content.size - sheet.size;
        let at = self.content.loc + Point::from((free.w / 2, free.h / 2));
        let owner = Owner::Backdrop(self.cage);
        Some(Placed { sheet, at, owner })
    }

    /// The same with its surface drawn `zoom` times as large, at most 1, and cut to the part
    /// of `shown` that lies in the content.
    #[must_use]
    pub fn shrunk(self, zoom: f64, shown: Rectangle<i32, Physical>) -> Framed {
        let shown = shown.intersection(self.content).unwrap_or_default();
        Framed {
            zoom,
            shown,
            ..self
        }
    }

    /// How much smaller than its own size the surface is shown, at most 1.
    #[must_use]
    pub fn zoom(&self) -> f64 {
        self.zoom
    }

    /// The part of the content that the surface is cut to.
    #[must_use]
    pub fn shown(&self) -> Rectangle<i32, Physical> {
        self.shown
    }

    /// The same with its content under a veil, or not: a frozen window is seen dimly.
    #[must_use]
    pub fn veiled(self, veiled: bool) -> Framed {
        Framed { veiled, ..self }
    }

    /// Whether a veil of the core lies over the content.
    #[must_use]
    pub fn has_veil(&self) -> bool {
        self.veiled
    }

    /// The window or popup shown.
    #[must_use]
    pub fn id(&self) -> WindowId {
        self.id
    }

    /// The toplevel it belongs to; the same as [`Framed::id`] for a toplevel.
    #[must_use]
    pub fn window(&self) -> WindowId {
        self.window
    }

    /// The cage whose frame this is.
    #[must_use]
    pub fn cage(&self) -> CageId {
        self.cage
    }

    /// The only pixels that the client's surfaces may touch.
    #[must_use]
    pub fn content(&self) -> Rectangle<i32, Physical> {
        self.content
    }

    /// The root of the surface tree shown; none where the content is covered.
    #[must_use]
    pub fn surface(&self) -> Option<&WlSurface> {
        self.surface.as_ref()
    }

    /// Where the surface's own origin lies, in physical pixels.
    #[must_use]
    pub fn origin(&self) -> Point<i32, Physical> {
        self.origin
    }

    /// The frame's pictures.
    #[must_use]
    pub fn sheets(&self) -> &FrameSheets {
        &self.sheets
    }

    /// Content and frame.
    #[must_use]
    pub fn outer(&self) -> Rectangle<i32, Physical> {
        let [top, left, _, bottom] = self.pieces();
        let loc = Point::from((left.at.x, top.at.y));
        let end = bottom.rect().loc + bottom.rect().size.to_point();
        Rectangle::new(loc, (end.x - loc.x, end.y - loc.y).into())
    }

    /// The four pictures at their places: top, left, right, bottom.
    #[must_use]
    pub fn pieces(&self) -> [Placed; 4] {
        let owner = Owner::Frame(self.cage);
        let content = self.content;
        let left = content.loc.x - self.sheets.left.size.w;
        let top = content.loc.y - self.sheets.top.size.h;
        let right = content.loc.x + content.size.w;
        let bottom = content.loc.y + content.size.h;
        let place = |sheet: &Rc<Sheet>, x, y| Placed {
            sheet: sheet.clone(),
            at: (x, y).into(),
            owner,
        };
        [
            place(&self.sheets.top, left, top),
            place(&self.sheets.left, left, content.loc.y),
            place(&self.sheets.right, right, content.loc.y),
            place(&self.sheets.bottom, left, bottom),
        ]
    }

    /// The window's own picture, which lies on the frame's and is the client's.
    #[must_use]
    pub fn icon(&self) -> Option<Placed> {
        let (sheet, into) = self.sheets.icon.as_ref()?;
        Some(Placed {
            sheet: sheet.clone(),
            at: self.outer().loc + *into,
            owner: Owner::Client(self.cage),
        })
    }

    /// Where a pointer image of this client may be drawn.
    #[must_use]
    pub fn inside(&self) -> Inside {
        Inside(self.content)
    }
}
