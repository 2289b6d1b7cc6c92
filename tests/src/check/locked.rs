//! Nothing of any cage is seen while the session is locked: neither its pixels nor its frames; and no pixel
//! of one whose level is.

use lisere::scene::Owner;

use super::Frame;

pub(super) fn faults(frame: &Frame) -> Option<String> {
    if !frame.locked {
        return covered(frame);
    }
    for y in 0..frame.map.height {
        let row = frame.map.row(y);
        if let Some(x) = row.iter().position(|cell| cell.owner != Owner::Trusted) {
            let owner = row[x].owner;
            return Some(format!("the locked screen shows {owner:?} at {x}, {y}"));
        }
    }
    let mut pointers = frame.map.pointer.iter();
    let (rect, owner) = pointers.find(|(_, owner)| *owner != Owner::Trusted)?;
    Some(format!(
        "the locked screen's pointer is {owner:?}'s at {rect:?}"
    ))
}

/// Nothing that a program of a covered cage drew is seen: frame and cover are the core's.
fn covered(frame: &Frame) -> Option<String> {
    let hidden = |owner: Owner| match owner {
        Owner::Client(cage) => frame.covered.contains(&cage),
        Owner::Trusted | Owner::Frame(_) | Owner::Backdrop(_) => false,
    };
    for y in 0..frame.map.height {
        let row = frame.map.row(y);
        if let Some(x) = row.iter().position(|cell| hidden(cell.owner)) {
            let owner = row[x].owner;
            return Some(format!("a covered cage is seen: {owner:?} at {x}, {y}"));
        }
    }
    let mut pointers = frame.map.pointer.iter();
    let (rect, owner) = pointers.find(|(_, owner)| hidden(*owner))?;
    Some(format!(
        "the pointer is {owner:?}'s at {rect:?}, which is covered"
    ))
}
