//! How windows stand to one another and to the user: activation, windows of other programs as parents, dialogs.

use super::{Call, Verdict, World};
use crate::fault::Fault;
use crate::kinds::Kind;
use crate::objects::{Data, Objects};

/// `xdg_activation_token_v1.error`.
const TOKEN_USED: u32 = 0;
/// `zxdg_exporter_v2.error` and `zxdg_imported_v2.error`.
const INVALID_SURFACE: u32 = 0;
/// `xdg_wm_dialog_v1.error`.
const DIALOG_USED: u32 = 0;
/// The opcodes of a token that come before the one that destroys it.
const TOKEN_COMMIT: u16 = 3;

pub(super) fn activation(call: &Call<'_>) -> Result<Verdict, Fault> {
    Ok(match call.opcode {
        1 => Verdict::make(Data::Token(false)).costing(2),
        _ => Verdict::pass().costing(8),
    })
}

pub(super) fn token(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    let Some(used) = world.objects.token_mut(call.id) else {
        return Ok(Verdict::pass());
    };
    if *used && call.opcode <= TOKEN_COMMIT {
        return Err(call.fault(TOKEN_USED, "the token was committed before"));
    }
    *used |= call.opcode == TOKEN_COMMIT;
    Ok(Verdict::pass().costing(4))
}

/// Whether a surface is a window.
fn window(objects: &Objects, surface: u32) -> bool {
    let xdg = objects
        .surface(surface)
        .and_then(|state| objects.xdg(state.xdg));
    xdg.is_some_and(|xdg| objects.toplevel(xdg.role).is_some())
}

/// A surface is let out, or made a child, and is no window. The first version of the
/// protocol has no code of its own for that.
fn no_window(call: &Call<'_>) -> Fault {
    let why = "the surface is no window";
    match call.kind {
        Kind::ExporterV1 | Kind::ImportedV1 => Fault::object(why),
        _ => call.fault(INVALID_SURFACE, why),
    }
}

pub(super) fn exporter(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    if call.opcode == 1 && !window(world.objects, call.args.uint(1)) {
        return Err(no_window(call));
    }
    Ok(Verdict::pass().costing(8))
}

pub(super) fn imported(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    if call.opcode == 1 && !window(world.objects, call.args.uint(0)) {
        return Err(no_window(call));
    }
    Ok(Verdict::pass().costing(8))
}

pub(super) fn dialog_manager(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    if call.opcode != 1 {
        return Ok(Verdict::pass());
    }
    let (new, id) = (call.args.uint(0), call.args.uint(1));
    let Some(toplevel) = world.objects.toplevel_mut(id) else {
        return Ok(Verdict::pass());
    };
    if toplevel.dialog != 0 {
        return Err(call.fault(DIALOG_USED, "the window is a dialog already"));
    }
    toplevel.dialog = new;
    Ok(Verdict::make(Data::Dialog(id)).costing(2))
}

pub(super) fn dialog_ended(world: &mut World<'_>, toplevel: u32) {
    if let Some(toplevel) = world.objects.toplevel_mut(toplevel) {
        toplevel.dialog = 0;
    }
}

/// A registry that its program has no more use for ends, as if it had a request for that.
pub(super) fn fixes(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    if call.opcode == 1 {
        let registry = call.args.uint(0);
        if world
            .objects
            .live(registry)
            .is_some_and(|entry| entry.kind == Kind::Registry)
        {
            world.objects.destroy(registry);
        }
    }
    Ok(Verdict::pass().costing(8))
}
