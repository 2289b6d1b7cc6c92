//! zwp_linux_dmabuf_v1: buffers of the graphics card, for cages that have the right to it.

use lisere_policy::Limit;

use super::{Call, Verdict, World, shm};
use crate::fault::Fault;
use crate::objects::{Buffer, Data, Params};

const ALREADY_USED: u32 = 0;
const PLANE_IDX: u32 = 1;
const PLANE_SET: u32 = 2;
const INCOMPLETE: u32 = 3;
const INVALID_DIMENSIONS: u32 = 5;
const OUT_OF_BOUNDS: u32 = 6;

pub(super) fn manager(call: &Call<'_>) -> Result<Verdict, Fault> {
    Ok(match call.opcode {
        1 => Verdict::make(Data::Params(Params::default())),
        _ => Verdict::pass(),
    }
    .costing(4))
}

pub(super) fn params(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    match call.opcode {
        1 => add(world, call),
        2 => {
            let asked = create(world, call, 0)?;
            if let Some(state) = world.objects.params_mut(call.id) {
                state.asked = Some(asked);
            }
            Ok(Verdict::pass().costing(16))
        }
        3 => {
            let (size, gpu) = create(world, call, 1)?;
            let mapped = None;
            Ok(Verdict::make(Data::Buffer(Buffer {
                size,
                mapped,
                gpu,
                ..Buffer::default()
            }))
            .costing(16))
        }
        _ => Ok(Verdict::pass()),
    }
}

fn add(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    // The descriptor is argument 0 and stands nowhere in the bytes.
    let [plane, offset, stride] = [1, 2, 3].map(|index| call.args.uint(index));
    let Some(state) = world.objects.params_mut(call.id) else {
        return Ok(Verdict::pass());
    };
    if state.used {
        return Err(call.fault(ALREADY_USED, "a buffer was made of this already"));
    }
    let slot = usize::try_from(plane)
        .ok()
        .and_then(|plane| state.planes.get_mut(plane));
    match slot {
        None => Err(call.fault(PLANE_IDX, "there is no such plane")),
        Some(Some(_)) => Err(call.fault(PLANE_SET, "the plane is set already")),
        Some(free) => {
            *free = Some((offset, stride));
            Ok(Verdict::pass().costing(4))
        }
    }
}

/// Checks a buffer to be made, with its width at this argument; its size and bytes.
fn create(
    world: &mut World<'_>,
    call: &Call<'_>,
    first: usize,
) -> Result<((i32, i32), u64), Fault> {
    let size = (call.args.int(first), call.args.int(first.saturating_add(1)));
    let Some(state) = world.objects.params_mut(call.id) else {
        return Ok((size, 0));
    };
    if std::mem::replace(&mut state.used, true) {
        return Err(call.fault(ALREADY_USED, "a buffer was made of this already"));
    }
    let planes = state.planes;
    let count = planes.iter().flatten().count();
    if count == 0 || planes.iter().take(count).any(Option::is_none) {
        return Err(call.fault(INCOMPLETE, "a plane is missing"));
    }
    if size.0 <= 0 || size.1 <= 0 {
        return Err(call.fault(INVALID_DIMENSIONS, "a buffer has a size"));
    }
    let mut bytes = 0_u64;
    for (offset, stride) in planes.iter().flatten() {
        let plane = u64::from(*stride).saturating_mul(u64::from(size.1.unsigned_abs()));
        // Planes may have fewer rows than the buffer; the first never has.
        let end = plane.saturating_add(u64::from(*offset));
        let first = bytes == 0;
        if first && end > u64::from(u32::MAX) {
            return Err(call.fault(OUT_OF_BOUNDS, "a plane is longer than any buffer"));
        }
        bytes = bytes.saturating_add(plane);
    }
    shm::sides(world, size.0, size.1)?;
    world.take(
        Limit::GpuBytes,
        bytes,
        "the cage has all its graphics memory",
    )?;
    Ok((size, bytes))
}

/// The core answers what was asked: the buffer to keep with the object it made, if it did.
pub(super) fn answered(world: &mut World<'_>, params: u32, made: bool) -> Data {
    let asked = world
        .objects
        .params_mut(params)
        .and_then(|state| state.asked.take());
    let Some((size, gpu)) = asked else {
        return Data::None;
    };
    if made {
        return Data::Buffer(Buffer {
            size,
            gpu,
            ..Buffer::default()
        });
    }
    world.give(Limit::GpuBytes, gpu);
    Data::None
}
