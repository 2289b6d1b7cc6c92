//! Data control: a cage's selections for its programs without the keys; each source is used once.

use lisere_policy::Limit;

use super::data::named;
use super::{Call, Verdict, World};
use crate::fault::Fault;
use crate::objects::{Control, Data};

/// The devices' `used_source`.
const USED_SOURCE: u32 = 1;
/// The sources' `invalid_offer`.
const INVALID_OFFER: u32 = 1;
/// The opcodes of a device that set a selection.
const SET_SELECTION: u16 = 0;
const SET_PRIMARY_SELECTION: u16 = 2;
/// What a change costs beyond one unit: every device of the cage is told all the types.
const CHANGE: u64 = 32;

pub(super) fn manager(call: &Call<'_>) -> Result<Verdict, Fault> {
    Ok(match call.opcode {
        0 => Verdict::make(Data::Control(Control::default())).costing(2),
        // A new device is told of both selections.
        1 => Verdict::pass().costing(CHANGE),
        _ => Verdict::pass(),
    })
}

pub(super) fn device(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    if !matches!(call.opcode, SET_SELECTION | SET_PRIMARY_SELECTION) {
        return Ok(Verdict::pass());
    }
    if let Some(source) = world.objects.control_mut(call.args.uint(0)) {
        if source.used {
            return Err(call.fault(USED_SOURCE, "the source was used before"));
        }
        source.used = true;
    }
    Ok(Verdict::pass().costing(CHANGE))
}

pub(super) fn source(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    if call.opcode != 0 {
        return Ok(Verdict::pass());
    }
    named(world, call.args.text(0))?;
    let most = world.limit(Limit::MimeTypes);
    if let Some(source) = world.objects.control_mut(call.id) {
        if source.used {
            let why = "a source that is in use offers no more types";
            return Err(call.fault(INVALID_OFFER, why));
        }
        source.types = source.types.saturating_add(1);
        if source.types > most {
            return Err(Fault::quota("the source offers all the types it may"));
        }
    }
    Ok(Verdict::pass().costing(1))
}

pub(super) fn offer(world: &World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    if call.opcode == 0 {
        named(world, call.args.text(0))?;
    }
    Ok(Verdict::pass().costing(4))
}
