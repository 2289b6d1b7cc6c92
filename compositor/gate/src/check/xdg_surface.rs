//! xdg_wm_base and xdg_surface.

use lisere_policy::Limit;

use super::{Call, Verdict, World};
use crate::fault::Fault;
use crate::kinds::Kind;
use crate::objects::{Data, Popup, Positioner, Role, Toplevel, XdgSurface};

/// `xdg_wm_base.error`.
const BASE_ROLE: u32 = 0;
const DEFUNCT_SURFACES: u32 = 1;
const INVALID_POPUP_PARENT: u32 = 3;
const INVALID_SURFACE_STATE: u32 = 4;
pub(super) const INVALID_POSITIONER: u32 = 5;
/// `xdg_surface.error`.
const NOT_CONSTRUCTED: u32 = 1;
const ALREADY_CONSTRUCTED: u32 = 2;
const INVALID_SERIAL: u32 = 4;
const INVALID_SIZE: u32 = 5;
const DEFUNCT_ROLE_OBJECT: u32 = 6;

pub(super) fn base(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    match call.opcode {
        0 if world.objects.base(call.id).is_some_and(|count| *count > 0) => {
            Err(call.fault(DEFUNCT_SURFACES, "windows of this are still there"))
        }
        1 => Ok(Verdict::make(Data::Positioner(Positioner::default()))),
        2 => surface(world, call),
        _ => Ok(Verdict::pass()),
    }
}

fn surface(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    let (new, id) = (call.args.uint(0), call.args.uint(1));
    let Some(state) = world.objects.surface_mut(id) else {
        return Ok(Verdict::pass());
    };
    let free = matches!(state.role, Role::None | Role::Toplevel | Role::Popup);
    if !free || state.xdg != 0 {
        return Err(call.fault(BASE_ROLE, "the surface has a role already"));
    }
    if state.shown.is_some() || matches!(state.attached, Some(Some(_))) {
        return Err(call.fault(INVALID_SURFACE_STATE, "the surface has a buffer already"));
    }
    state.xdg = new;
    if let Some(count) = world.objects.base_mut(call.id) {
        *count = count.saturating_add(1);
    }
    let made = XdgSurface {
        surface: id,
        base: call.id,
        ..XdgSurface::default()
    };
    Ok(Verdict::make(Data::XdgSurface(Box::new(made))).costing(2))
}

pub(super) fn request(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    let Some(state) = world.objects.xdg_mut(call.id) else {
        return Ok(Verdict::pass());
    };
    let role = state.role;
    let unfit = |code, why| Err(call.fault(code, why));
    match call.opcode {
        0 if role != 0 => unfit(DEFUNCT_ROLE_OBJECT, "its toplevel or popup is still there"),
        1 => toplevel(world, call),
        2 => popup(world, call),
        3 | 4 if role == 0 => unfit(NOT_CONSTRUCTED, "the window has no role yet"),
        3 if call.args.int(2) <= 0 || call.args.int(3) <= 0 => {
            unfit(INVALID_SIZE, "a window has a size")
        }
        3 => Ok(Verdict::pass().clamped(call, &[0, 1, 2, 3])),
        4 => {
            let serial = call.args.uint(0);
            let found = state.configures.iter().position(|(own, _)| *own == serial);
            let Some(index) = found else {
                return unfit(
                    INVALID_SERIAL,
                    "no configure with this serial waits for an answer",
                );
            };
            state.configured = true;
            let mut verdict = Verdict::pass();
            let last = state.configures.drain(..=index).next_back();
            verdict.patches.extend(last.map(|(_, core)| (0, core)));
            Ok(verdict)
        }
        _ => Ok(Verdict::pass()),
    }
}

/// Gives the surface its role, for as long as it lives.
fn construct(world: &mut World<'_>, call: &Call<'_>, role: Role) -> Result<(), Fault> {
    let state = world.objects.xdg(call.id);
    let (surface, base, before) = state.map_or((0, 0, 0), |xdg| (xdg.surface, xdg.base, xdg.role));
    if before != 0 {
        return Err(call.fault(ALREADY_CONSTRUCTED, "the window has its role already"));
    }
    if let Some(surface) = world.objects.surface_mut(surface) {
        if surface.role != Role::None && surface.role != role {
            let why = "the surface has another role for life";
            return Err(Fault::of(Kind::XdgWmBase, base, BASE_ROLE, why));
        }
        surface.role = role;
    }
    let new = call.args.uint(0);
    if let Some(state) = world.objects.xdg_mut(call.id) {
        state.role = new;
    }
    Ok(())
}

fn toplevel(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    construct(world, call, Role::Toplevel)?;
    world.take(Limit::Toplevels, 1, "the cage has all its windows")?;
    let made = Toplevel {
        xdg: call.id,
        ..Toplevel::default()
    };
    Ok(Verdict::make(Data::Toplevel(made)).costing(12))
}

fn popup(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    let (parent, positioner) = (call.args.uint(1), call.args.uint(2));
    let base = world.objects.xdg(call.id).map_or(0, |xdg| xdg.base);
    let fault = |code, why| Err(Fault::of(Kind::XdgWmBase, base, code, why));
    if !world
        .objects
        .positioner(positioner)
        .is_some_and(|state| state.complete())
    {
        return fault(
            INVALID_POSITIONER,
            "the positioner lacks a size or an anchor",
        );
    }
    let deepest = world.limit(Limit::PopupDepth);
    // Nothing else could give it a parent later: no such protocol is offered.
    let depth = world.objects.xdg(parent).filter(|_| parent != call.id);
    let Some(depth) = depth.filter(|xdg| xdg.role != 0).map(|xdg| xdg.depth) else {
        return fault(INVALID_POPUP_PARENT, "a popup belongs to a window");
    };
    construct(world, call, Role::Popup)?;
    if depth >= deepest {
        return Err(Fault::quota("popups are nested as deep as they may be"));
    }
    world.take(Limit::Popups, 1, "the cage has all its popups")?;
    if let Some(xdg) = world.objects.xdg_mut(parent) {
        xdg.popups = xdg.popups.saturating_add(1);
    }
    if let Some(xdg) = world.objects.xdg_mut(call.id) {
        xdg.depth = depth.saturating_add(1);
    }
    let made = Popup {
        xdg: call.id,
        parent,
        grabbed: false,
    };
    Ok(Verdict::make(Data::Popup(made)).costing(12))
}

pub(super) fn ended(world: &mut World<'_>, gone: &XdgSurface) {
    if let Some(surface) = world.objects.surface_mut(gone.surface) {
        surface.xdg = 0;
    }
    if let Some(count) = world.objects.base_mut(gone.base) {
        *count = count.saturating_sub(1);
    }
}

/// The toplevel or popup of an xdg surface is gone; another may come.
pub(super) fn role_ended(world: &mut World<'_>, xdg: u32) {
    let Some(state) = world.objects.xdg_mut(xdg) else {
        return;
    };
    state.role = 0;
    state.configured = false;
    state.configures.clear();
    let surface = state.surface;
    if let Some(surface) = world.objects.surface_mut(surface) {
        // A window without a role shows nothing, whatever was attached.
        (surface.shown, surface.attached) = (None, None);
    }
}

/// Notes a configure to be acknowledged. Of a program that never does, the oldest
/// are forgotten.
pub(super) fn configured(world: &mut World<'_>, xdg: u32, serials: (u32, u32)) {
    let most = usize::try_from(world.limit(Limit::Configures)).unwrap_or(usize::MAX);
    if let Some(state) = world.objects.xdg_mut(xdg) {
        if state.configures.len() >= most {
            state.configures.remove(0);
        }
        state.configures.push(serials);
    }
}
