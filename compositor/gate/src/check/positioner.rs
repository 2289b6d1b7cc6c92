//! xdg_positioner: the numbers a popup may be placed by.

use super::{Call, Verdict, World};
use crate::fault::Fault;

const INVALID_INPUT: u32 = 0;
/// The last of the anchors and of the gravities.
const LAST_EDGE: u32 = 8;

pub(super) fn request(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    let invalid = |why| Err(call.fault(INVALID_INPUT, why));
    match call.opcode {
        1 => {
            if call.args.int(0) <= 0 || call.args.int(1) <= 0 {
                return invalid("a popup has a size");
            }
            if let Some(state) = world.objects.positioner_mut(call.id) {
                state.size = true;
            }
            Ok(Verdict::pass().clamped(call, &[0, 1]))
        }
        2 => {
            if call.args.int(2) < 0 || call.args.int(3) < 0 {
                return invalid("an anchor is no smaller than nothing");
            }
            if let Some(state) = world.objects.positioner_mut(call.id) {
                state.anchor = true;
            }
            let mut verdict = Verdict::pass().clamped(call, &[0, 1, 2, 3]);
            // The core knows no anchor of nothing, which the protocol allows.
            for index in [2, 3] {
                let side = call.args.int(index);
                verdict.patch(index, side, side.max(1));
            }
            Ok(verdict)
        }
        3 | 4 if call.args.uint(0) > LAST_EDGE => invalid("there is no such edge"),
        6 => Ok(Verdict::pass().clamped(call, &[0, 1])),
        8 => {
            if call.args.int(0) < 0 || call.args.int(1) < 0 {
                return invalid("a window is no smaller than nothing");
            }
            Ok(Verdict::pass().clamped(call, &[0, 1]))
        }
        _ => Ok(Verdict::pass()),
    }
}
