//! Claim 1: what a cage produced lies inside a frame of its colour, whichever way one looks.
//!
//! Nothing here knows how windows are laid out or cut: it reads the owners of
//! pixels along rows and columns, and the colours that were really drawn.

use lisere::render::DESKTOP_VEIL;
use lisere::render::provenance::Cell;
use lisere::scene::Owner;
use lisere_policy::CageId;

use super::Frame;
use super::map::{Run, Way};

/// How many faults one frame reports at most.
const ENOUGH: usize = 8;

pub(super) fn faults(frame: &Frame) -> Vec<String> {
    let mut faults = Vec::new();
    for way in [Way::Across, Way::Down] {
        for (at, runs) in frame.map.lines(way) {
            line(frame, way, at, &runs, &mut faults);
        }
    }
    faults.extend(pointer(frame));
    faults.truncate(ENOUGH);
    faults
}

/// One row or column.
fn line(frame: &Frame, way: Way, at: usize, runs: &[Run], faults: &mut Vec<String>) {
    for (index, run) in runs.iter().enumerate().filter(|(_, run)| run.content()) {
        let before = index.checked_sub(1).and_then(|index| runs.get(index));
        let after = runs.get(index + 1);
        for (beside, beyond) in [
            (
                before,
                index.checked_sub(2).and_then(|index| runs.get(index)),
            ),
            (after, runs.get(index + 2)),
        ] {
            let Some(beside) = beside else { continue };
            if let Some(fault) = side(frame, way, at, run, beside, beyond) {
                faults.push(format!(
                    "{way:?} line {at}, pixels {}–{}: {fault}",
                    run.start, run.end
                ));
            }
        }
    }
    faults.extend(separated(way, at, runs));
}

/// What may stand beside content: content of the same window, its own frame,
/// or something that lies above it.
fn side(
    frame: &Frame,
    way: Way,
    at: usize,
    run: &Run,
    beside: &Run,
    beyond: Option<&Run>,
) -> Option<String> {
    let cage = cage_of(run.cell)?;
    if beside.cell.layer < run.cell.layer {
        return None;
    }
    if beside.cell.layer > run.cell.layer {
        return Some(format!(
            "{:?} touches {:?}, which lies beneath it",
            run.cell, beside.cell
        ));
    }
    match beside.cell.owner {
        Owner::Client(other) | Owner::Backdrop(other) if other == cage => None,
        Owner::Frame(other) if other == cage => thick(frame, way, at, cage, run, (beside, beyond)),
        other => Some(format!("{:?} touches {other:?} of its own layer", run.cell)),
    }
}

/// A frame is a border thick at least, unless something above it or the end of
/// the output hides the rest, and its outer ring has the cage's colour, unmixed.
fn thick(
    frame: &Frame,
    way: Way,
    at: usize,
    cage: CageId,
    run: &Run,
    (border, beyond): (&Run, Option<&Run>),
) -> Option<String> {
    let cut = beyond.is_none_or(|beyond| beyond.cell.layer < border.cell.layer);
    if cut {
        return None;
    }
    let least = frame.metrics.popup_border.min(frame.metrics.border);
    if border.len() < usize::try_from(least).unwrap_or(0) {
        return Some(format!("the frame is {} pixels thick", border.len()));
    }
    // Between the content and the window's own picture on the strip there is no rim.
    if beyond.is_some_and(|beyond| beyond.content() && beyond.cell.layer == run.cell.layer) {
        return None;
    }
    let (line, ring) = (px(frame.metrics.contrast), px(frame.metrics.ring));
    let colour = frame.colours[cage.index()];
    let wrong = (line..line + ring).find(|depth| {
        let along = if border.start < run.start {
            border.start + depth
        } else {
            border.end - 1 - depth
        };
        let (x, y) = place(way, at, along);
        let (drawn, meant) = (frame.bare.row(y)[x], seen(frame, colour, (x, y)));
        if meant == colour {
            drawn != colour
        } else {
            !alike(drawn, meant)
        }
    })?;
    Some(format!(
        "the ring of {cage:?} is not of its colour {wrong} pixels from its rim"
    ))
}

/// Between content of two windows stands a frame, or something trusted that hides it.
fn separated(way: Way, at: usize, runs: &[Run]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut last: Option<Cell> = None;
    for run in runs {
        match (run.content(), last) {
            (false, _) => last = None,
            (true, Some(before)) if before.layer != run.cell.layer => {
                faults.push(format!(
                    "{way:?} line {at}: {before:?} meets {:?}",
                    run.cell
                ));
            }
            (true, _) => last = Some(run.cell),
        }
    }
    faults
}

/// A client's pointer image covers nothing but content of its own cage.
fn pointer(frame: &Frame) -> Vec<String> {
    let mut faults = Vec::new();
    for (rect, owner) in &frame.map.pointer {
        let Owner::Client(cage) = owner else { continue };
        for y in rect.loc.y.max(0)..(rect.loc.y + rect.size.h).min(frame.map.height as i32) {
            for x in rect.loc.x.max(0)..(rect.loc.x + rect.size.w).min(frame.map.width as i32) {
                let under = frame.map.at(x as usize, y as usize).owner;
                if under != Owner::Client(*cage) && under != Owner::Backdrop(*cage) {
                    faults.push(format!(
                        "the pointer of {cage:?} covers {under:?} at {x}, {y}"
                    ));
                }
            }
        }
    }
    faults
}

fn cage_of(cell: Cell) -> Option<CageId> {
    match cell.owner {
        Owner::Client(cage) | Owner::Backdrop(cage) | Owner::Frame(cage) => Some(cage),
        Owner::Trusted => None,
    }
}

/// What is left of a colour at a pixel: under the veil, its share beside the backdrop's.
fn seen(frame: &Frame, colour: u32, (x, y): (usize, usize)) -> u32 {
    let at = (x as i32, y as i32);
    if !frame.veil.is_some_and(|veil| veil.contains(at)) {
        return colour;
    }
    let channel = |shift: u32| {
        let part = |colour: u32| f64::from(colour >> shift & 0xff);
        let hidden = f64::from(DESKTOP_VEIL);
        let mixed = part(colour) * (1.0 - hidden) + part(frame.backdrop) * hidden;
        (mixed.round() as u32) << shift
    };
    channel(0) | channel(8) | channel(16)
}

/// Whether two colours are the same, but for what a renderer rounds when it mixes them.
fn alike(a: u32, b: u32) -> bool {
    let apart = |shift: u32| (a >> shift & 0xff).abs_diff(b >> shift & 0xff);
    [0, 8, 16].into_iter().all(|shift| apart(shift) <= 1)
}

fn place(way: Way, at: usize, along: usize) -> (usize, usize) {
    match way {
        Way::Across => (along, at),
        Way::Down => (at, along),
    }
}

fn px(length: i32) -> usize {
    usize::try_from(length).unwrap_or(0)
}
