//! What the watched cage's programs do, and the user's hands on them: values, so that both worlds can have the same.

use super::dice::Dice;
use super::pen::Stroke;

/// One step of the watched cage's script. Windows are counted modulo what there is;
/// the first one stays for ever.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Act {
    /// A program connects and binds everything, every output included.
    Join,
    /// The program that came last ends, unless it is the first.
    Leave,
    /// A window appears.
    Open((i32, i32)),
    /// A dialog of the first window appears.
    Dialog((i32, i32)),
    /// A window is destroyed.
    Destroy(usize),
    /// A window draws so many frames, each when it is told of the last.
    Animate(usize, u32),
    /// A window draws, and asks when that is seen.
    Feedback(usize),
    /// A window draws at another size.
    Resize(usize, (i32, i32)),
    /// A window says something else in its title.
    Title(usize, usize),
    /// A subsurface appears in a window, or the one there is moves.
    Sub(usize, (i32, i32)),
    /// A popup opens on a window.
    Popup(usize, Spot),
    /// A window's topmost popup closes.
    PopDown(usize),
    /// A window's topmost popup moves.
    Reposition(usize, Spot),
    /// A window asks for another mode.
    Mode(usize, Mode),
    /// The pointer's image: named, drawn or none.
    Cursor(Image),
    /// Something is copied.
    Copy,
    /// What was copied is asked for.
    Paste,
    /// Something is selected.
    Select,
    /// What was pressed is dragged.
    Drag,
    /// Nothing but a round trip.
    Sync,
    /// The registry again.
    Registry,
    /// The user turns to something else.
    Phase(super::Phase),
    /// The user lets go of everything.
    HandsOff,
    /// The user puts the first window away.
    PutAway,
    /// The user asks a window to close.
    AskClose(usize),
    /// The user types a letter.
    Key(char),
    /// The user presses Caps Lock.
    Caps,
    /// The user points into the first window, in hundredths of it.
    Point(i32, i32),
    Press,
    Release,
    Scroll(i32),
    /// A finger is put on the first window, moved on it, or lifted.
    Finger(Finger, i32, i32),
    /// A pen does something over the first window, or fingers on a touchpad do.
    Pen(Stroke, i32, i32),
}

/// Modes that a window can ask for.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum Mode {
    Maximised(bool),
    Fullscreen(bool),
}

/// Where a popup wants to be, and whether it grabs.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// Of its parent.
    pub at: (i32, i32),
    /// Its own.
    pub size: (i32, i32),
    /// Whether it may be slid and flipped onto the screen.
    pub kept: bool,
    /// Whether it takes a grab.
    pub grabs: bool,
}

/// What the pointer looks like.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum Image {
    None,
    Named,
    Drawn,
}

/// What a finger does.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum Finger {
    Down,
    Move,
    Up,
}

impl Act {
    /// What programs do while the user is away or typing.
    pub(super) fn of_program(dice: &mut Dice, away: bool) -> Act {
        let window = dice.below(4);
        match dice.below(24) {
            0 => Act::Join,
            1 => Act::Leave,
            2 | 3 if !away => Act::Open(dice.size()),
            2 | 3 => Act::PutAway,
            4 => Act::Dialog(dice.size()),
            5 => Act::Destroy(window),
            6 => Act::Resize(window, dice.size()),
            7 | 8 => Act::Popup(window, Spot::new(dice)),
            9 => Act::PopDown(window),
            10 => Act::Reposition(window, Spot::new(dice)),
            11 => Act::Mode(window, Mode::Maximised(dice.percent(50))),
            12 => Act::Mode(window, Mode::Fullscreen(dice.percent(50))),
            13 | 14 => Act::Sub(window, (dice.within(-20, 90), dice.within(-20, 60))),
            _ => Act::quiet(dice),
        }
    }

    /// What programs do that leaves all in its place.
    pub(super) fn quiet(dice: &mut Dice) -> Act {
        let window = dice.below(4);
        match dice.below(10) {
            0 | 1 => Act::Animate(window, dice.within(1, 12) as u32),
            2 | 3 => Act::Feedback(window),
            4 => Act::Title(window, dice.below(40)),
            5 => Act::Sync,
            6 => Act::Registry,
            7 => Act::Copy,
            8 => Act::Paste,
            _ => Act::Select,
        }
    }

    /// What the user does with both hands on the keyboard.
    pub(super) fn of_keyboard(dice: &mut Dice) -> Act {
        match dice.below(12) {
            0 => Act::Caps,
            1 => Act::AskClose(dice.below(4)),
            _ => Act::Key(dice.pick(&['a', 'e', 'l', 's', 'z'])),
        }
    }

    /// What the user does with pointer and fingers, and programs about it.
    pub(super) fn of_pointer(dice: &mut Dice) -> Act {
        let (x, y) = (dice.within(2, 98), dice.within(2, 98));
        match dice.below(26) {
            0..=5 => Act::Point(x, y),
            6..=8 => Act::Press,
            9..=11 => Act::Release,
            12 => Act::Scroll(dice.within(-30, 30)),
            13 => Act::Cursor(dice.pick(&[Image::None, Image::Named, Image::Drawn])),
            14 => Act::Drag,
            15 => Act::Popup(0, Spot::new(dice)),
            16 => Act::Finger(Finger::Down, x, y),
            17 => Act::Finger(Finger::Move, x, y),
            18 => Act::Finger(Finger::Up, x, y),
            19..=24 => Act::Pen(Stroke::any(dice), x, y),
            _ => Act::Key('q'),
        }
    }
}

impl Spot {
    fn new(dice: &mut Dice) -> Spot {
        Spot {
            at: (dice.within(-10, 200), dice.within(-10, 120)),
            size: (dice.within(20, 200), dice.within(20, 160)),
            kept: dice.percent(75),
            grabs: dice.percent(50),
        }
    }
}

impl Act {
    /// The number of the window that it is about.
    pub(super) fn window(&self) -> Option<usize> {
        match self {
            Act::Animate(number, _)
            | Act::Feedback(number)
            | Act::Resize(number, _)
            | Act::Title(number, _)
            | Act::Sub(number, _)
            | Act::Popup(number, _)
            | Act::PopDown(number)
            | Act::Reposition(number, _)
            | Act::Mode(number, _) => Some(*number),
            _ => None,
        }
    }
}
