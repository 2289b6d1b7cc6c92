//! Protocols with one thing to check: pointer images, cursor shapes, single pixels, presentation.

use super::{Call, Verdict, World, surface};
use crate::fault::Fault;
use crate::objects::{Buffer, Data, Role};

/// `wl_pointer.error` and `zwp_tablet_tool_v2.error`.
const POINTER_ROLE: u32 = 0;
/// `wp_cursor_shape_device_v1.error`.
const INVALID_SHAPE: u32 = 1;
/// The last shape of version 1, and of version 2.
const SHAPES: [u32; 2] = [34, 36];

/// The picture of a pointer or of a tablet's tool.
pub(super) fn pointer(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    if call.opcode != 0 {
        return Ok(Verdict::pass());
    }
    let image = call.args.uint(1);
    if image != 0 && !surface::take_role(world, image, Role::Cursor) {
        return Err(call.fault(POINTER_ROLE, "the surface has another role"));
    }
    Ok(Verdict::pass().clamped(call, &[2, 3]).costing(2))
}

pub(super) fn cursor_shape(call: &Call<'_>) -> Result<Verdict, Fault> {
    let [first, second] = SHAPES;
    let last = if call.version < 2 { first } else { second };
    if call.opcode == 1 && !(1..=last).contains(&call.args.uint(1)) {
        return Err(call.fault(INVALID_SHAPE, "there is no such shape"));
    }
    Ok(Verdict::pass())
}

pub(super) fn single_pixel(call: &Call<'_>) -> Result<Verdict, Fault> {
    Ok(match call.opcode {
        1 => Verdict::make(Data::Buffer(Buffer {
            size: (1, 1),
            ..Buffer::default()
        })),
        _ => Verdict::pass(),
    })
}

pub(super) fn presentation(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    if call.opcode != 1 {
        return Ok(Verdict::pass());
    }
    let id = call.args.uint(0);
    surface::asks(world, id)?;
    Ok(Verdict::make(Data::Callback(id)))
}
