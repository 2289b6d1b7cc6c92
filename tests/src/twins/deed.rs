//! What everything else may do, which the watched cage must not be able to tell.

use super::dice::Dice;
use super::newer::Novelty;
use super::pen::Stroke;
use super::plan::{Phase, Plan};

/// The pause between two deeds is at most so many milliseconds.
const PAUSE: usize = 45;

/// One deed of another cage's program, or of the user with another cage's window or
/// trusted UI. Programs and windows are counted modulo what there is.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum Deed {
    Join(usize),
    Leave(usize),
    Err(usize, Fault),
    Open(usize, (i32, i32)),
    Dialog(usize, usize, (i32, i32)),
    Draw(usize, usize, (i32, i32)),
    Unmap(usize, usize),
    Destroy(usize, usize),
    /// So many commits at once, each with a callback.
    Flood(usize, usize, u32),
    /// A callback, then silence.
    Ask(usize, usize),
    Title(usize, usize, usize),
    Wish(usize, usize, Wish),
    Sub(usize, usize, (i32, i32)),
    Popup(usize, usize, (i32, i32), bool),
    PopDown(usize, usize),
    Cursor(usize, bool),
    Copy(usize),
    Select(usize),
    Drag(usize, usize),
    /// So many objects that stay.
    Crowd(usize, u32),
    Sync(usize),
    /// The machine is so loud.
    Loud(i32),
    /// By the first or the second cage, in a protocol of daily use.
    Newer(usize, Novelty),
    Hand(Hand),
}

/// How a program breaks the protocol.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum Fault {
    /// An xdg_surface for a surface with another role.
    Role,
    /// An object bound that is not there.
    Bind,
}

/// What a window asks for.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum Wish {
    Maximised(bool),
    Fullscreen(bool),
    Minimised,
    Least(i32),
    Geometry(i32),
}

/// What the user does meanwhile, on the first output only.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum Hand {
    /// Chooses a window and brings it to the first output.
    Bring(usize, usize),
    Point(i32, i32),
    /// Points into a window or at its strip.
    PointAt(usize, usize, i32, i32),
    Press,
    Release,
    RightClick,
    Drag(i32, i32),
    /// With Super held, with the left or the right button.
    SuperDrag(bool, i32, i32),
    Scroll(i32),
    Key(char),
    Hold(char),
    Caps,
    /// Super and a letter, for the window that has the keys.
    Chord(char),
    /// The switcher, opened and dismissed.
    Switcher,
    /// The attention key, and the way back.
    Attention,
    Finger(i32, i32, i32),
    FingerUp(i32),
    AskClose(usize, usize),
    /// With a pen at a place, or with fingers on a touchpad.
    Pen(Stroke, i32, i32),
}

/// Everything else's behaviour by milliseconds from the start.
#[must_use]
pub fn behaviour(plan: &Plan, seed: u64) -> Vec<(u64, Deed)> {
    let mut dice = Dice::new(seed);
    // Some worlds are busy, some nearly still.
    let pause = dice.pick(&[PAUSE, PAUSE, PAUSE * 2, PAUSE * 8, 10]);
    let mut deeds = Vec::new();
    let mut at = 3;
    while at < plan.end() {
        let phase = plan.phase(at);
        let last = plan.phase(at + 3) != phase;
        let deed = match phase {
            Phase::Away if dice.percent(45) && !last => Deed::Hand(Hand::any(&mut dice)),
            Phase::Pointing => Deed::below(&mut dice),
            _ => Deed::any(&mut dice),
        };
        deeds.push((at, deed));
        at += dice.below(pause) as u64;
    }
    deeds
}

impl Deed {
    /// The program and the window that it is about.
    pub(super) fn whose(&self) -> (usize, usize) {
        match *self {
            Deed::Dialog(who, window, _)
            | Deed::Draw(who, window, _)
            | Deed::Unmap(who, window)
            | Deed::Destroy(who, window)
            | Deed::Flood(who, window, _)
            | Deed::Ask(who, window)
            | Deed::Title(who, window, _)
            | Deed::Wish(who, window, _)
            | Deed::Sub(who, window, _)
            | Deed::Popup(who, window, _, _)
            | Deed::PopDown(who, window)
            | Deed::Drag(who, window) => (who, window),
            _ => (0, 0),
        }
    }

    fn any(dice: &mut Dice) -> Deed {
        let (who, window) = (dice.below(4), dice.below(4));
        match dice.below(14) {
            0 | 1 => Deed::Open(who, dice.size()),
            2 => Deed::Dialog(who, window, dice.size()),
            3 => Deed::Draw(who, window, (dice.within(1, 600), dice.within(1, 300))),
            4 => Deed::Unmap(who, window),
            _ => Deed::below(dice),
        }
    }

    /// Nothing that puts a new window on top.
    fn below(dice: &mut Dice) -> Deed {
        let (who, window) = (dice.below(4), dice.below(4));
        let at = (dice.within(-40, 200), dice.within(-40, 120));
        let half = dice.percent(50);
        match dice.below(28) {
            0 => Deed::Join(who),
            1 => Deed::Leave(who),
            2 if half => Deed::Err(who, Fault::Role),
            2 => Deed::Err(who, Fault::Bind),
            3 => Deed::Destroy(who, window),
            4..=6 => Deed::Flood(who, window, dice.within(1, 30) as u32),
            7..=9 => Deed::Ask(who, window),
            10 => Deed::Title(who, window, dice.below(60)),
            11..=13 => Deed::Wish(who, window, Wish::any(dice)),
            14 => Deed::Sub(who, window, at),
            15 | 16 => Deed::Popup(who, window, at, half),
            17 => Deed::PopDown(who, window),
            18 => Deed::Cursor(who, half),
            19 => Deed::Copy(who),
            20 => Deed::Select(who),
            21 => Deed::Drag(who, window),
            22 => Deed::Crowd(who, dice.within(1, 60) as u32),
            23..=26 => Deed::Newer(who, Novelty::any(dice)),
            _ if half => Deed::Loud(at.0),
            _ => Deed::Sync(who),
        }
    }
}

impl Wish {
    fn any(dice: &mut Dice) -> Wish {
        let on = dice.percent(60);
        match dice.below(7) {
            0 | 1 => Wish::Maximised(on),
            2 | 3 => Wish::Fullscreen(on),
            4 => Wish::Minimised,
            5 => Wish::Least(dice.within(1, 400)),
            _ => Wish::Geometry(dice.within(-20, 60)),
        }
    }
}

impl Hand {
    fn any(dice: &mut Dice) -> Hand {
        let (who, window) = (dice.below(4), dice.below(4));
        let (x, y) = (dice.within(0, 630), dice.within(0, 390));
        let letter = dice.pick(&['b', 'c', 'd', 'v', 'w', 'x']);
        let half = dice.percent(50);
        match dice.below(28) {
            0..=2 => Hand::Bring(who, window),
            3 | 4 => Hand::Point(x, y),
            5 => Hand::Point(x, 0),
            6..=8 => Hand::PointAt(who, window, dice.within(-10, 100), dice.within(-20, 100)),
            9 | 10 => Hand::Press,
            11 | 12 => Hand::Release,
            13 => Hand::RightClick,
            14 => Hand::Drag(x, y),
            15 => Hand::SuperDrag(half, x, y),
            16 => Hand::Scroll(dice.within(-60, 60)),
            17 => Hand::Key(letter),
            18 if half => Hand::Hold(letter),
            18 => Hand::Caps,
            19 => Hand::Chord(dice.pick(&['m', 'f', 'n', 'q', 'b'])),
            20 if half => Hand::Attention,
            20 => Hand::Switcher,
            21 => Hand::Finger(dice.within(0, 2), x, y),
            22 => Hand::FingerUp(dice.within(0, 2)),
            23 => Hand::AskClose(who, window),
            _ => Hand::Pen(Stroke::any(dice), x, y),
        }
    }
}
