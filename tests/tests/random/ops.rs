//! What random programs and the random user can do.

/// A window of one of three programs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    pub(crate) program: usize,
    pub(crate) window: usize,
}

/// A pair of numbers: a place or a size.
pub(crate) type Pair = (i32, i32);

/// What a window may ask for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wish {
    Maximise,
    Unmaximise,
    Fullscreen,
    Unfullscreen,
    Minimise,
}

/// Something that a program does.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Act {
    /// Opens a window, or shows content of another size.
    Draw { size: Pair, shade: u32 },
    /// Draws what it was told to.
    Obey,
    /// Takes the content away.
    Unmap,
    /// Destroys the window.
    Destroy,
    /// Adds a subsurface.
    Sub {
        at: Pair,
        size: Pair,
        shade: u32,
        above: bool,
        sync: bool,
    },
    /// Moves a subsurface and puts it above or below the window itself.
    SubMove { which: usize, at: Pair, above: bool },
    /// Destroys the newest subsurface.
    SubGone,
    /// Opens a popup, of the newest popup if there is one and it is to be nested.
    Popup {
        anchor: Pair,
        offset: Pair,
        size: Pair,
        adjust: u32,
        nested: bool,
        grab: bool,
    },
    /// Moves the newest popup.
    Reposition {
        anchor: Pair,
        offset: Pair,
        size: Pair,
    },
    /// Shows another content in the newest popup.
    PopupDraw { size: Pair },
    /// Destroys the newest popup.
    PopupGone,
    /// Says which part of the surface is the window.
    Geometry { at: Pair, size: Pair },
    /// Draws at a buffer scale.
    Scale { scale: i32, size: Pair },
    /// Turns its buffer.
    Transform { number: u32 },
    /// Cuts and stretches its buffer.
    Viewport {
        source: Option<Pair>,
        to: Option<Pair>,
    },
    /// Asks for room, or to be put away.
    Ask(Wish),
    /// Becomes a dialog of its program's other window, or of none.
    Parent { whose: bool },
    /// Renames itself.
    Title { words: usize },
    /// Sets a pointer image.
    Cursor { size: Pair, hotspot: Pair },
    /// Begins a drag with an icon.
    Drag { size: Pair, at: Pair },
    /// Asks to be moved.
    MoveAlong,
    /// Asks to be resized at an edge.
    ResizeAlong { edge: u32 },
    /// Says its least and largest size.
    Limits { least: Pair, most: Pair },
    /// Moves its own content.
    Offset { by: Pair },
}

impl Act {
    /// Whether the user has a hand in it.
    pub(crate) fn by_hand(&self) -> bool {
        match self {
            Act::Popup { grab, .. } => *grab,
            Act::Cursor { .. } | Act::Drag { .. } | Act::MoveAlong | Act::ResizeAlong { .. } => {
                true
            }
            _ => false,
        }
    }
}

/// Something that the user does.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Hand {
    Point(Pair),
    Nudge(Pair),
    Press,
    Release,
    PressRight,
    ReleaseRight,
    SuperDrag { from: Pair, to: Pair, right: bool },
    Key(usize),
    Chord(usize),
    Touch { at: Pair, to: Pair },
    Wait(u64),
}

/// One step.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Op {
    Program(Slot, Act),
    User(Hand),
}
