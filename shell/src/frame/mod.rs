//! Frames: what they are told, the four pictures they are made of.

mod hot;
mod layout;
mod sides;
mod strip;
#[cfg(test)]
mod tests;

use crate::geometry::LARGEST;
use crate::{CageStyle, Metrics, Painter, Picture, Rect, Scale, Ui};

use layout::Layout;

pub use hot::{Edges, Hot};

/// Longest side of a frame's content, so that frame and content fit a canvas.
const MOST: i32 = LARGEST - 1024;

/// The buttons of a title strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Button {
    /// Hides the window.
    Minimise,
    /// Makes the window as large as the output allows, or brings it back.
    Maximise,
    /// Asks the window to close.
    Close,
}

/// What a toplevel's frame shows of the window's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Toplevel {
    /// Whether the window gets the keys.
    pub focused: bool,
    /// Whether it fills the space under the bar.
    pub maximised: bool,
    /// Whether it does so without a strip.
    pub fullscreen: bool,
    /// Whether its cage is frozen.
    pub frozen: bool,
    /// Whether it asks for attention.
    pub urgent: bool,
    /// The button under the pointer.
    pub hovered: Option<Button>,
    /// Whether its borders resize it.
    pub resizable: bool,
    /// Which one it is, from 1, of how many that are shown one at a time in one place.
    pub stack: Option<(usize, usize)>,
}

/// What kind of thing the frame goes round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FrameKind {
    /// A window.
    Toplevel(Toplevel),
    /// A menu or a tooltip: a thinner border and no strip.
    Popup,
    /// A small likeness of a window: a strip without buttons.
    Thumbnail,
}

impl FrameKind {
    /// Whether there is a title strip.
    #[must_use]
    pub const fn has_strip(&self) -> bool {
        match self {
            Self::Toplevel(toplevel) => !toplevel.fullscreen,
            Self::Popup => false,
            Self::Thumbnail => true,
        }
    }

    /// The window's state, where there is a window.
    pub(crate) const fn toplevel(&self) -> Option<&Toplevel> {
        match self {
            Self::Toplevel(toplevel) => Some(toplevel),
            Self::Popup | Self::Thumbnail => None,
        }
    }
}

/// What a frame is to show.
#[derive(Debug, Clone, Copy)]
pub struct FrameSpec<'a> {
    /// The cage whose window this is.
    pub cage: &'a CageStyle<'a>,
    /// Neutral colours.
    pub ui: &'a Ui,
    /// The client's title, cleaned.
    pub title: &'a str,
    /// Width and height of the content in physical pixels, taken as at
    /// least 1 and at most 31 744 each.
    pub content: (i32, i32),
    /// The output's scale.
    pub scale: Scale,
    /// What the frame goes round.
    pub kind: FrameKind,
    /// Whether the window has a picture of its own, which a place is kept for.
    pub icon: bool,
}

/// The part above the content, which alone depends on the title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameTop {
    /// Outer width × (border + strip).
    pub picture: Picture,
    /// What the pointer meets on the whole frame, relative to the outer top
    /// left; where two overlap the earlier one counts.
    pub hot: Vec<(Rect, Hot)>,
    /// The place of the window's own picture, relative to the outer top left; `None` where
    /// there is none, or no room.
    pub icon: Option<Rect>,
}

/// The parts beside and below the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameSides {
    /// Border × content height.
    pub left: Picture,
    /// Border × content height.
    pub right: Picture,
    /// Outer width × border.
    pub bottom: Picture,
}

/// A whole frame: four opaque pictures round the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FramePictures {
    /// Outer width × (border + strip), above the content.
    pub top: Picture,
    /// Border × content height, left of the content.
    pub left: Picture,
    /// Border × content height, right of the content.
    pub right: Picture,
    /// Outer width × border, below the content.
    pub bottom: Picture,
    /// As in [`FrameTop::hot`].
    pub hot: Vec<(Rect, Hot)>,
}

impl FrameSpec<'_> {
    /// The whole frame with its content, at 0, 0.
    #[must_use]
    pub fn outer(&self) -> Rect {
        let insets = Metrics::at(self.scale).insets(&self.kind);
        let content = self.content_rect();
        Rect::new(
            0,
            0,
            content.right() + insets.right,
            content.bottom() + insets.bottom,
        )
    }

    /// The content's place inside [`FrameSpec::outer`].
    #[must_use]
    pub fn content_rect(&self) -> Rect {
        let insets = Metrics::at(self.scale).insets(&self.kind);
        let (w, h) = self.content;
        Rect::new(insets.left, insets.top, w.clamp(1, MOST), h.clamp(1, MOST))
    }
}

impl Painter {
    /// The whole frame.
    #[must_use]
    pub fn frame(&mut self, spec: &FrameSpec<'_>) -> FramePictures {
        let FrameTop {
            picture: top, hot, ..
        } = self.frame_top(spec);
        let FrameSides {
            left,
            right,
            bottom,
        } = self.frame_sides(spec);
        FramePictures {
            top,
            left,
            right,
            bottom,
            hot,
        }
    }

    /// The part that changes with title, focus and hovering.
    #[must_use]
    pub fn frame_top(&mut self, spec: &FrameSpec<'_>) -> FrameTop {
        let layout = spec
            .kind
            .has_strip()
            .then(|| Layout::of(&mut self.texts, spec));
        FrameTop {
            picture: strip::picture(&mut self.texts, spec, layout.as_ref()),
            hot: hot::areas(spec, layout.as_ref()),
            icon: layout
                .map(|layout| layout.icon)
                .filter(|icon| !icon.empty()),
        }
    }

    /// A window's own picture for its place of `side` physical pixels on the strip: opaque, on
    /// the strip's ground, which the client's title stands on too.
    #[must_use]
    pub fn frame_icon(&self, spec: &FrameSpec<'_>, icon: &Picture, side: i32) -> Picture {
        strip::icon(spec, icon, side)
    }

    /// The parts that change only with cage, size and scale.
    #[must_use]
    pub fn frame_sides(&mut self, spec: &FrameSpec<'_>) -> FrameSides {
        sides::pictures(spec)
    }
}
