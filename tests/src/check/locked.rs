//! Nothing of any cage is seen while the session is locked: neither its pixels nor its frames.

use lisere::scene::Owner;

use super::Frame;

pub(super) fn faults(frame: &Frame) -> Option<String> {
    if !frame.locked {
        return None;
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
