//! xdg_toplevel and the decorations of toplevels.

use lisere_policy::Limit;

use super::{Call, Verdict, World, xdg_surface};
use crate::fault::Fault;
use crate::kinds::Kind;
use crate::objects::{Data, Toplevel};

/// `xdg_toplevel.error`.
const INVALID_RESIZE_EDGE: u32 = 0;
const INVALID_PARENT: u32 = 1;
const INVALID_SIZE: u32 = 2;
/// `zxdg_toplevel_decoration_v1.error`.
const UNCONFIGURED_BUFFER: u32 = 0;
const ALREADY_CONSTRUCTED: u32 = 1;
const ORPHANED: u32 = 2;
const INVALID_MODE: u32 = 3;

pub(super) fn request(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    match call.opcode {
        0 => destroy(world, call),
        1 => parent(world, call),
        2 | 3 => Ok(Verdict::pass().costing(8)),
        4 => Ok(Verdict::pass().clamped(call, &[2, 3])),
        6 if !edge(call.args.uint(2)) => {
            Err(call.fault(INVALID_RESIZE_EDGE, "there is no such edge"))
        }
        7 | 8 => size(world, call),
        9..=13 => Ok(Verdict::pass().costing(8)),
        _ => Ok(Verdict::pass()),
    }
}

/// Whether a resize can take hold there: a side, or two that meet.
fn edge(edge: u32) -> bool {
    matches!(edge, 0..=2 | 4..=6 | 8..=10)
}

fn destroy(world: &World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    let decoration = world
        .objects
        .toplevel(call.id)
        .map_or(0, |state| state.decoration);
    if decoration != 0 {
        let why = "the toplevel was destroyed before its decoration";
        return Err(Fault::of(Kind::Decoration, decoration, ORPHANED, why));
    }
    Ok(Verdict::pass().costing(4))
}

fn parent(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    let asked = call.args.uint(0);
    let mut above = asked;
    while above != 0 {
        if above == call.id {
            return Err(call.fault(INVALID_PARENT, "a window can't be above itself"));
        }
        above = world
            .objects
            .toplevel(above)
            .map_or(0, |state| state.parent);
    }
    if let Some(state) = world.objects.toplevel_mut(call.id) {
        state.parent = asked;
    }
    Ok(Verdict::pass().costing(2))
}

fn size(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    let asked = (call.args.int(0), call.args.int(1));
    if asked.0 < 0 || asked.1 < 0 {
        return Err(call.fault(INVALID_SIZE, "a size is no smaller than nothing"));
    }
    if let Some(state) = world.objects.toplevel_mut(call.id) {
        match call.opcode {
            7 => state.most = asked,
            _ => state.least = asked,
        }
    }
    Ok(Verdict::pass().clamped(call, &[0, 1]))
}

pub(super) fn ended(world: &mut World<'_>, id: u32, gone: &Toplevel) {
    world.give(Limit::Toplevels, 1);
    xdg_surface::role_ended(world, gone.xdg);
    if let Some(toplevel) = world.objects.dialog_mut(gone.dialog) {
        *toplevel = 0;
    }
    world.objects.adopt(id, gone.parent);
}

pub(super) fn decoration_manager(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    if call.opcode != 1 {
        return Ok(Verdict::pass());
    }
    let (new, id) = (call.args.uint(0), call.args.uint(1));
    // The error belongs to the object that is being made.
    let fault = |code, why| Err(Fault::of(Kind::Decoration, new, code, why));
    let Some(state) = world.objects.toplevel(id) else {
        return Ok(Verdict::pass());
    };
    if state.decoration != 0 {
        return fault(ALREADY_CONSTRUCTED, "the toplevel has a decoration already");
    }
    let surface = world.objects.xdg(state.xdg).map_or(0, |xdg| xdg.surface);
    let shown = world.objects.surface(surface);
    if shown.is_some_and(|state| state.shown.is_some() || matches!(state.attached, Some(Some(_)))) {
        return fault(UNCONFIGURED_BUFFER, "the toplevel has a buffer already");
    }
    if let Some(state) = world.objects.toplevel_mut(id) {
        state.decoration = new;
    }
    Ok(Verdict::make(Data::Decoration(id)))
}

pub(super) fn decoration(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    let orphan = world.objects.decoration(call.id).is_none_or(|id| *id == 0);
    match call.opcode {
        1 if !(1..=2).contains(&call.args.uint(0)) => {
            Err(call.fault(INVALID_MODE, "there is no such mode"))
        }
        1 | 2 if orphan => Ok(Verdict::ignore()),
        _ => Ok(Verdict::pass()),
    }
}

pub(super) fn decoration_ended(world: &mut World<'_>, toplevel: u32) {
    if let Some(state) = world.objects.toplevel_mut(toplevel) {
        state.decoration = 0;
    }
}
