//! xdg_popup: which may go, which may grab, where they may move.

use lisere_policy::Limit;

use super::{Call, Verdict, World, xdg_surface};
use crate::fault::Fault;
use crate::kinds::Kind;
use crate::objects::Popup;

/// `xdg_popup.error`.
const INVALID_GRAB: u32 = 0;
/// `xdg_wm_base.error`.
const NOT_THE_TOPMOST_POPUP: u32 = 2;

pub(super) fn request(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    let Some(state) = world.objects.popup(call.id) else {
        return Ok(Verdict::pass());
    };
    let (xdg, parent) = (state.xdg, state.parent);
    let found = world.objects.xdg(xdg);
    let (base, children) = found.map_or((0, 0), |xdg| (xdg.base, xdg.popups));
    let fault = |code, why| Err(Fault::of(Kind::XdgWmBase, base, code, why));
    match call.opcode {
        0 if children > 0 => fault(NOT_THE_TOPMOST_POPUP, "a popup of this one is still there"),
        0 => Ok(Verdict::pass().costing(4)),
        1 => grab(world, call, xdg, parent),
        2 => {
            let positioner = world.objects.positioner(call.args.uint(0));
            if !positioner.is_some_and(|state| state.complete()) {
                let why = "the positioner lacks a size or an anchor";
                return fault(xdg_surface::INVALID_POSITIONER, why);
            }
            Ok(Verdict::pass().costing(8))
        }
        _ => Ok(Verdict::pass()),
    }
}

fn grab(world: &mut World<'_>, call: &Call<'_>, xdg: u32, parent: u32) -> Result<Verdict, Fault> {
    let surface = world.objects.xdg(xdg).map_or(0, |xdg| xdg.surface);
    if world
        .objects
        .surface(surface)
        .is_some_and(|state| state.shown.is_some())
    {
        return Err(call.fault(INVALID_GRAB, "a popup grabs before it is shown"));
    }
    let above = world.objects.xdg(parent).map_or(0, |xdg| xdg.role);
    if world
        .objects
        .popup(above)
        .is_some_and(|above| !above.grabbed)
    {
        return Err(call.fault(INVALID_GRAB, "the popup below has no grab"));
    }
    if let Some(state) = world.objects.popup_mut(call.id) {
        state.grabbed = true;
    }
    Ok(Verdict::pass().costing(2))
}

pub(super) fn ended(world: &mut World<'_>, gone: &Popup) {
    world.give(Limit::Popups, 1);
    if let Some(xdg) = world.objects.xdg_mut(gone.parent) {
        xdg.popups = xdg.popups.saturating_sub(1);
    }
    xdg_surface::role_ended(world, gone.xdg);
}
