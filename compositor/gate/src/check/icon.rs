//! xdg_toplevel_icon: small pictures in shared memory, which stay as they are once a window has them.

use super::{Call, Verdict, World};
use crate::extras::Icon;
use crate::fault::Fault;
use crate::kinds::Kind;
use crate::objects::Data;

/// `xdg_toplevel_icon_v1.error`.
const INVALID_BUFFER: u32 = 1;
const IMMUTABLE: u32 = 2;
const NO_BUFFER: u32 = 3;
/// The most sizes that one has.
const SIZES: u64 = 16;

pub(super) fn manager(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    match call.opcode {
        1 => Ok(Verdict::make(Data::Icon(Icon::default())).costing(2)),
        2 => {
            let id = call.args.uint(1);
            if let Some(icon) = world.objects.icon_mut(id) {
                if icon.gone {
                    let why = "a buffer of the icon was destroyed";
                    return Err(Fault::of(Kind::Icon, id, NO_BUFFER, why));
                }
                icon.used = true;
            }
            Ok(Verdict::pass().costing(32))
        }
        _ => Ok(Verdict::pass()),
    }
}

pub(super) fn request(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    let Some(icon) = world.objects.icon_mut(call.id) else {
        return Ok(Verdict::pass());
    };
    if call.opcode == 0 {
        return Ok(Verdict::pass());
    }
    if icon.used {
        return Err(call.fault(IMMUTABLE, "a window has the icon already"));
    }
    if call.opcode != 2 {
        return Ok(Verdict::pass());
    }
    icon.sizes = icon.sizes.saturating_add(1);
    if icon.sizes > SIZES {
        return Err(Fault::quota("the icon has all the sizes it may"));
    }
    let Some(buffer) = world.objects.buffer_mut(call.args.uint(0)) else {
        return Ok(Verdict::pass());
    };
    let (width, height) = buffer.size;
    if buffer.mapped.is_none() || width != height {
        let why = "an icon is a square in shared memory";
        return Err(call.fault(INVALID_BUFFER, why));
    }
    buffer.icons.push(call.id);
    Ok(match call.args.int(1) {
        ..1 => Verdict::ignore(),
        _ => Verdict::pass().costing(4),
    })
}
