//! Claim 2: the bar lies above everything and names the cage that gets the keys.

use lisere::scene::Owner;

use super::Frame;

/// A run of one colour this long is an area, not the edge of a letter.
const AREA: usize = 8;

pub(super) fn faults(frame: &Frame) -> Vec<String> {
    let height = usize::try_from(frame.metrics.bar)
        .unwrap_or(0)
        .min(frame.map.height);
    let mut faults = Vec::new();
    let first = frame.map.at(0, 0);
    for y in 0..height {
        let wrong = frame
            .map
            .row(y)
            .iter()
            .position(|cell| *cell != first || cell.owner != Owner::Trusted);
        if let Some(x) = wrong {
            faults.push(format!(
                "the bar is covered by {:?} at {x}, {y}",
                frame.map.row(y)[x]
            ));
            return faults;
        }
    }
    for (index, colour) in frame.colours.iter().enumerate() {
        let longest = (0..height)
            .map(|y| longest(frame, y, *colour))
            .max()
            .unwrap_or(0);
        let named = frame
            .focused
            .is_some_and(|cage| frame.colours[cage.index()] == *colour);
        if named && longest < frame.map.width.min(4 * AREA) {
            faults.push(format!(
                "the bar lacks the colour of cage {index}, which gets the keys"
            ));
        }
        if !named && longest >= AREA {
            faults.push(format!(
                "the bar shows cage {index}, but {:?} gets the keys",
                frame.focused
            ));
        }
    }
    faults
}

/// The longest run of a colour in a row, but for the small marks that are about other cages.
fn longest(frame: &Frame, y: usize, colour: u32) -> usize {
    let marked = |x: usize| {
        let (x, y) = (x as i32, y as i32);
        frame.marks.iter().any(|rect| rect.contains(x, y))
    };
    let row = frame.bare.row(y).iter().enumerate();
    let row: Vec<bool> = row
        .map(|(x, pixel)| *pixel == colour && !marked(x))
        .collect();
    let runs = row.chunk_by(|a, b| a == b).filter(|run| run[0]);
    runs.map(<[bool]>::len).max().unwrap_or(0)
}
