//! Text fields, the cage's own input method, and the keys that it types.

use super::{Call, Verdict, World, surface};
use crate::fault::Fault;
use crate::kinds::Kind;
use crate::objects::{Data, Role};

/// What `zwp_input_method_v2` answers for a popup whose surface has a role: the protocol
/// demands an error and names none.
const METHOD_ROLE: u32 = 0;
/// `zwp_virtual_keyboard_v1.error`.
const NO_KEYMAP: u32 = 0;
/// All of `zwp_text_input_v3.content_hint`, and the last purpose.
const HINTS: u32 = 0x3ff;
const LAST_PURPOSE: u32 = 13;
const LAST_CAUSE: u32 = 1;
/// `wl_keyboard.keymap_format.xkb_v1`, the only one that means something.
const XKB_V1: u32 = 1;
/// The longest keymap in bytes: some sixteen times the longest that there is.
const KEYMAP: u32 = 1 << 20;
/// The last evdev code.
const LAST_KEY: u32 = 0x2ff;

pub(super) fn input(call: &Call<'_>) -> Result<Verdict, Fault> {
    let verdict = match call.opcode {
        3 if !inside(call.args.text(0), [call.args.int(1), call.args.int(2)]) => Verdict::ignore(),
        4 if call.args.uint(0) > LAST_CAUSE => Verdict::ignore(),
        5 => {
            let mut verdict = Verdict::pass();
            let (hints, purpose) = (call.args.uint(0), call.args.uint(1));
            if hints & !HINTS != 0 {
                verdict.patches.push((0, hints & HINTS));
            }
            if purpose > LAST_PURPOSE {
                verdict.patches.push((1, 0));
            }
            verdict
        }
        6 => Verdict::pass().clamped(call, &[0, 1, 2, 3]),
        _ => Verdict::pass(),
    };
    Ok(verdict.costing(4))
}

/// Whether these are places between two characters of a text.
fn inside(text: &str, places: [i32; 2]) -> bool {
    let mut places = places.into_iter().map(usize::try_from);
    places.all(|place| place.is_ok_and(|place| text.is_char_boundary(place)))
}

pub(super) fn method(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    match call.opcode {
        1 => Ok(preedit(call)),
        4 => {
            let id = call.args.uint(1);
            if !surface::take_role(world, id, Role::InputPopup) {
                return Err(call.fault(METHOD_ROLE, "the surface has another role"));
            }
            Ok(Verdict::pass().costing(8))
        }
        _ => Ok(Verdict::pass().costing(4)),
    }
}

/// A cursor outside of its text is none at all.
fn preedit(call: &Call<'_>) -> Verdict {
    let (from, to) = (call.args.int(1), call.args.int(2));
    let mut verdict = Verdict::pass().costing(4);
    if !inside(call.args.text(0), [from, to]) {
        verdict.patch(1, from, -1);
        verdict.patch(2, to, -1);
    }
    verdict
}

pub(super) fn keyboard_manager(call: &Call<'_>) -> Result<Verdict, Fault> {
    Ok(match (call.kind, call.opcode) {
        (Kind::VirtualKeyboardManager, 0) => Verdict::make(Data::VirtualKeyboard(false)).costing(8),
        _ => Verdict::pass(),
    })
}

pub(super) fn keyboard(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    let Some(mapped) = world.objects.virtual_keyboard_mut(call.id) else {
        return Ok(Verdict::pass());
    };
    match call.opcode {
        // The descriptor is argument 1 and stands nowhere in the bytes.
        0 if call.args.uint(0) != XKB_V1 || !(1..=KEYMAP).contains(&call.args.uint(2)) => {
            Ok(Verdict::ignore())
        }
        0 => {
            *mapped = true;
            Ok(Verdict::pass().costing(64))
        }
        1 | 2 if !*mapped => Err(call.fault(NO_KEYMAP, "a key before there is a keymap")),
        1 if call.args.uint(1) > LAST_KEY || call.args.uint(2) > 1 => Ok(Verdict::ignore()),
        _ => Ok(Verdict::pass().costing(2)),
    }
}
