//! Protocols that give a surface one object: content types, transparency, order and time of commits, tearing, held pointers.

use super::{Call, Verdict, World};
use crate::extras::{Extra, Which};
use crate::fault::Fault;
use crate::objects::Data;

/// `zwp_pointer_constraints_v1.error`; the other managers' code for the same is 0.
const ALREADY_CONSTRAINED: u32 = 1;
const EXISTS: u32 = 0;
/// `wp_commit_timer_v1.error`; the other objects' code for a surface that is gone is 0.
const INVALID_TIMESTAMP: u32 = 0;
const TIMESTAMP_EXISTS: u32 = 1;
const TIMER_SURFACE_DESTROYED: u32 = 2;
const NO_SURFACE: u32 = 0;
/// `zwp_pointer_constraints_v1.lifetime`: until it ends for the first time.
const ONESHOT: u32 = 1;
const PERSISTENT: u32 = 2;
/// The last of `wp_content_type_v1.type`, and of `wp_tearing_control_v1.presentation_hint`.
const LAST_TYPE: u32 = 3;
const LAST_HINT: u32 = 1;
/// Billionths in a second.
const NANOS: u32 = 1_000_000_000;

pub(super) fn manager(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    let made = Which::made_by(call.kind).filter(|_| call.opcode != 0);
    let Some(which) = made else {
        return Ok(Verdict::pass());
    };
    let (new, id) = (call.args.uint(0), call.args.uint(1));
    let Some(surface) = world.objects.surface_mut(id) else {
        return Ok(Verdict::pass());
    };
    if surface.extras.get(which) != 0 {
        let code = match which {
            Which::Constraint => ALREADY_CONSTRAINED,
            _ => EXISTS,
        };
        return Err(call.fault(code, "the surface has one already"));
    }
    surface.extras.set(which, new);
    let lifetime = match which {
        Which::Constraint => call.args.uint(4),
        _ => PERSISTENT,
    };
    let once = lifetime != PERSISTENT;
    let mut verdict = Verdict::make(Data::Extra(Extra {
        which,
        surface: id,
        once,
    }));
    if once && lifetime != ONESHOT {
        verdict.patches.push((4, ONESHOT));
    }
    Ok(verdict.costing(4))
}

pub(super) fn request(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    let Some(extra) = world.objects.extra(call.id).copied() else {
        return Ok(Verdict::pass());
    };
    match (extra.which, call.opcode) {
        (Which::ContentType, 1) if call.args.uint(0) > LAST_TYPE => Ok(Verdict::ignore()),
        (Which::Tearing, 0) if call.args.uint(0) > LAST_HINT => Ok(Verdict::ignore()),
        (Which::Alpha, 1) | (Which::Fifo, 0 | 1) if extra.surface == 0 => {
            Err(call.fault(NO_SURFACE, "the surface is gone"))
        }
        (Which::Timer, 0) => timestamp(world, call, extra.surface),
        _ => Ok(Verdict::pass()),
    }
}

fn timestamp(world: &mut World<'_>, call: &Call<'_>, surface: u32) -> Result<Verdict, Fault> {
    let Some(surface) = world.objects.surface_mut(surface) else {
        return Err(call.fault(TIMER_SURFACE_DESTROYED, "the surface is gone"));
    };
    if call.args.uint(2) >= NANOS {
        let why = "a second has fewer billionths";
        return Err(call.fault(INVALID_TIMESTAMP, why));
    }
    if std::mem::replace(&mut surface.asked.timed, true) {
        return Err(call.fault(TIMESTAMP_EXISTS, "the next commit has a time already"));
    }
    Ok(Verdict::pass().costing(2))
}

/// The core ended what the surface had: what was for once leaves room for another.
pub(super) fn released(world: &mut World<'_>, id: u32) {
    if let Some(extra) = world.objects.extra(id).copied().filter(|extra| extra.once) {
        ended(world, id, extra);
    }
}

pub(super) fn ended(world: &mut World<'_>, id: u32, gone: Extra) {
    if let Some(surface) = world.objects.surface_mut(gone.surface)
        && surface.extras.get(gone.which) == id
    {
        surface.extras.set(gone.which, 0);
    }
}
