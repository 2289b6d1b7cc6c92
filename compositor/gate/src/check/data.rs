//! Clipboards and drags: what is offered, and under which names. The rest is the core's, cage by cage.

use lisere_policy::Limit;

use super::{Call, Verdict, World, surface};
use crate::fault::Fault;
use crate::kinds::Kind;
use crate::objects::{Data, Role};

/// `wl_data_source.error`.
const INVALID_ACTION_MASK: u32 = 0;
/// `wl_data_device.error`.
const DEVICE_ROLE: u32 = 0;
/// `wl_data_offer.error`.
const OFFER_INVALID_ACTION_MASK: u32 = 1;
/// Copy, move and ask.
const ACTIONS: u32 = 7;

pub(super) fn manager(call: &Call<'_>) -> Result<Verdict, Fault> {
    Ok(match call.opcode {
        0 => Verdict::make(Data::Source(0)),
        _ => Verdict::pass(),
    }
    .costing(2))
}

pub(super) fn source(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    match (call.kind, call.opcode) {
        (_, 0) => {
            named(world, call.args.text(0))?;
            let most = world.limit(Limit::MimeTypes);
            if let Some(count) = world.objects.source_mut(call.id) {
                *count = count.saturating_add(1);
                if *count > most {
                    return Err(Fault::quota("the source offers all the types it may"));
                }
            }
            Ok(Verdict::pass().costing(1))
        }
        (Kind::DataSource, 2) if call.args.uint(0) & !ACTIONS != 0 => {
            Err(call.fault(INVALID_ACTION_MASK, "there are no such actions"))
        }
        _ => Ok(Verdict::pass()),
    }
}

/// Whether a type's name is as short as it must be.
pub(super) fn named(world: &World<'_>, name: &str) -> Result<(), Fault> {
    if u64::try_from(name.len()).unwrap_or(u64::MAX) > world.limit(Limit::MimeBytes) {
        return Err(Fault::quota("the name of a type is longer than it may be"));
    }
    Ok(())
}

pub(super) fn device(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    if call.opcode == 0 {
        let icon = call.args.uint(2);
        if icon != 0 && !surface::take_role(world, icon, Role::Icon) {
            return Err(call.fault(DEVICE_ROLE, "the icon has another role"));
        }
    }
    Ok(Verdict::pass().costing(8))
}

pub(super) fn offer(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    match (call.kind, call.opcode) {
        (Kind::DataOffer, 0) => named(world, call.args.text(1))?,
        (Kind::DataOffer, 1) | (Kind::PrimaryOffer, 0) => named(world, call.args.text(0))?,
        (Kind::DataOffer, 4) if call.args.uint(0) & !ACTIONS != 0 => {
            return Err(call.fault(OFFER_INVALID_ACTION_MASK, "there are no such actions"));
        }
        _ => {}
    }
    Ok(Verdict::pass().costing(4))
}
