//! What clients, the user and the outputs may do: plain values, so that a failing list can be printed, cut short and kept.

use lisere_tests::twins::Stroke;

/// One step of a sequence. A step that does not apply when its turn comes does nothing.
#[derive(Clone, Debug)]
pub(crate) enum Op {
    /// A client does something; clients are counted from 0 to 2.
    Client(usize, Act),
    /// The user does something.
    User(Hand),
    /// An output comes or goes.
    Screens(Plug),
    /// Time passes, in milliseconds.
    Wait(u16),
}

/// What one client does. Windows, subsurfaces and popups are counted modulo what there is.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// A new window appears.
    Open(Picture),
    /// Something is drawn; a window that vanished appears again.
    Show(Place, Picture),
    /// A window vanishes.
    Unmap(usize),
    /// A window is destroyed, with all that hangs on it.
    Destroy(usize),
    /// What was asked for is drawn at the size that the core wants.
    Obey(usize),
    /// A surface commits as it is, and asks for a frame callback or not.
    Commit(Place, bool),
    /// A window changes what it says about itself.
    Window(usize, Wish),
    /// A surface changes what it says about itself.
    Region(Place, bool, Option<[i32; 4]>),
    /// A subsurface of a surface.
    Sub(Place, (i32, i32), Picture),
    /// A subsurface of a window shows nothing any more.
    Hide(usize, usize),
    /// A subsurface changes.
    SubWish(usize, usize, SubWish),
    /// A popup.
    Popup(usize, Spot, PopupKind, Picture),
    /// A window's topmost popup moves.
    Reposition(usize, Spot),
    /// A window's topmost popup is destroyed.
    PopDown(usize),
    /// The pointer's image.
    Cursor((i32, i32), Picture),
    /// No pointer's image.
    HideCursor,
    /// A drag out of a window, with or without an icon.
    Drag(usize, Option<((i32, i32), Picture)>),
    /// Whatever is dragged over it is welcome.
    Accept,
    /// The client ends, and another joins.
    Leave,
}

/// A surface of a client: of the window counted first.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// The window itself.
    Root(usize),
    /// One of its subsurfaces.
    Sub(usize, usize),
    /// One of its popups.
    Popup(usize, usize),
}

impl Place {
    /// The window.
    pub(crate) fn window(self) -> usize {
        match self {
            Place::Root(window) | Place::Sub(window, _) | Place::Popup(window, _) => window,
        }
    }
}

/// What a window says about itself.
#[derive(Clone, Debug)]
pub(crate) enum Wish {
    Geometry(i32, i32, i32, i32),
    Least(i32, i32),
    Most(i32, i32),
    Title(String),
    Parent(Option<usize>),
    Maximise(bool),
    Fullscreen(bool),
    Minimise,
}

/// What a subsurface says about itself.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SubWish {
    At(i32, i32),
    Sync(bool),
    /// Right above or below the sibling of this number, or its parent.
    Stack {
        above: bool,
        sibling: Option<usize>,
    },
    Destroy,
}

/// Where a popup wants to be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot {
    pub(crate) size: (i32, i32),
    pub(crate) anchor: (i32, i32, i32, i32),
    pub(crate) offset: (i32, i32),
    /// Bits of the constraint adjustment.
    pub(crate) adjust: u32,
}

/// What a popup hangs on, and whether it grabs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PopupKind {
    pub(crate) nested: bool,
    pub(crate) grabs: bool,
}

/// What a surface shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Picture {
    /// In surface-local units, before the viewport.
    pub(crate) size: (i32, i32),
    pub(crate) scale: i32,
    /// A wl_output.transform.
    pub(crate) turn: u32,
    pub(crate) ink: Ink,
    pub(crate) view: View,
}

/// What a buffer holds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ink {
    Solid,
    Glass,
    Clear,
    /// Opaque and clear squares.
    Chess,
    /// A buffer of one pixel; the size does not count.
    Pixel(bool),
}

/// What a viewport does; parts are in hundredths of what is left.
#[derive(Clone, Copy, Debug)]
pub(crate) enum View {
    None,
    To(i32, i32),
    Cut([i32; 4]),
    CutTo([i32; 4], (i32, i32)),
}

/// What the user does.
#[derive(Clone, Debug)]
pub(crate) enum Hand {
    Point(Aim),
    Press,
    Release,
    Click(Aim),
    RightClick(Aim),
    Drag(Aim, Aim),
    /// Super held, dragged with the left or the right button.
    SuperDrag(bool, Aim, Aim),
    Scroll(i16),
    Key(char),
    Hold(char),
    LetGo,
    Chord(Chord),
    TouchDown(i32, Aim),
    TouchMove(i32, Aim),
    TouchUp(i32),
    /// With a pen, or with fingers on a touchpad.
    Pen(Stroke, Aim),
}

/// Keys pressed together.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Chord {
    AltTab,
    Attention,
    Escape,
    Super(char),
    SuperShift(char),
}

/// A place that the user means.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Aim {
    /// In the global logical space.
    At(i32, i32),
    /// In a client's window, in hundredths of its content.
    In(usize, usize, i32, i32),
    /// On a window's title strip, so far from its left.
    Strip(usize, usize, i32),
}

/// What happens to outputs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Plug {
    /// A second one, turned or not.
    In(bool),
    /// One is pulled out, unless it is the last.
    Out(usize),
    /// All are pulled out, and one comes back after so many milliseconds.
    Blackout(u16),
}
