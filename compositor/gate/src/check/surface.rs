//! wl_compositor, wl_surface and wl_region.

use lisere_policy::Limit;

use super::{Call, FAR, Verdict, World};
use crate::fault::Fault;
use crate::kinds::Kind;
use crate::objects::{Data, Role, Surface, XdgSurface};

const INVALID_SCALE: u32 = 0;
const INVALID_TRANSFORM: u32 = 1;
const INVALID_SIZE: u32 = 2;
const INVALID_OFFSET: u32 = 3;
const DEFUNCT_ROLE_OBJECT: u32 = 4;
/// `xdg_surface.error`.
const NOT_CONSTRUCTED: u32 = 1;
const UNCONFIGURED_BUFFER: u32 = 3;
/// `xdg_toplevel.error`.
const TOPLEVEL_INVALID_SIZE: u32 = 2;
/// `wp_viewport.error`.
const BAD_SIZE: u32 = 1;
const OUT_OF_BUFFER: u32 = 2;

/// The version from which `attach` takes no offset.
const OFFSET_SINCE: u32 = 5;
/// 256ths in a whole, as fixed-point numbers count.
const ONE: i64 = 256;

pub(super) fn compositor(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    Ok(match call.opcode {
        0 => {
            world.take(Limit::Surfaces, 1, "the cage has all its surfaces")?;
            Verdict::make(Data::Surface(Box::default())).costing(3)
        }
        1 => Verdict::make(Data::Region(0)),
        _ => Verdict::pass(),
    })
}

pub(super) fn region(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    if call.opcode == 0 {
        return Ok(Verdict::pass());
    }
    let most = world.limit(Limit::RegionRects);
    if let Some(count) = world.objects.region_mut(call.id) {
        *count = count.saturating_add(1);
        if *count > most {
            return Err(Fault::quota("the region has all its rectangles"));
        }
    }
    Ok(rectangle(call).costing(1))
}

/// Forwards a rectangle within ±[`FAR`]; one without any area means nothing.
fn rectangle(call: &Call<'_>) -> Verdict {
    let mut verdict = Verdict::pass();
    for (at, side) in [(0, 2), (1, 3)] {
        let (start, length) = (call.args.int(at), call.args.int(side));
        if length <= 0 {
            return Verdict::ignore();
        }
        let end = start.saturating_add(length).clamp(-FAR, FAR);
        let near = start.clamp(-FAR, FAR);
        let short = end.saturating_sub(near);
        if short <= 0 {
            return Verdict::ignore();
        }
        verdict.patch(at, start, near);
        verdict.patch(side, length, short);
    }
    verdict
}

pub(super) fn request(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    match call.opcode {
        0 => destroy(world, call),
        1 => attach(world, call),
        2 | 9 => Ok(damage(world, call)),
        3 => frame(world, call),
        6 => commit(world, call),
        7 => {
            let transform = call.args.int(0);
            if !(0..=7).contains(&transform) {
                return Err(call.fault(INVALID_TRANSFORM, "there is no such transform"));
            }
            if let Some(surface) = world.objects.surface_mut(call.id) {
                surface.turned = transform % 2 == 1;
            }
            Ok(Verdict::pass())
        }
        8 => {
            let scale = call.args.int(0);
            if scale < 1 {
                return Err(call.fault(INVALID_SCALE, "a scale is at least 1"));
            }
            if let Some(surface) = world.objects.surface_mut(call.id) {
                surface.scale = scale;
            }
            Ok(Verdict::pass())
        }
        10 => Ok(Verdict::pass().clamped(call, &[0, 1])),
        _ => Ok(Verdict::pass()),
    }
}

fn destroy(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    if world
        .objects
        .surface(call.id)
        .is_some_and(|surface| surface.xdg != 0)
    {
        let why = "the surface was destroyed before what gives it its role";
        return Err(call.fault(DEFUNCT_ROLE_OBJECT, why));
    }
    Ok(Verdict::pass().costing(3))
}

fn attach(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    let offset = (call.args.int(1), call.args.int(2));
    if call.version >= OFFSET_SINCE && offset != (0, 0) {
        return Err(call.fault(INVALID_OFFSET, "attach takes no offset from version 5 on"));
    }
    let buffer = call.args.uint(0);
    let size = (buffer != 0).then(|| {
        world
            .objects
            .buffer(buffer)
            .map_or((0, 0), |found| found.size)
    });
    if buffer != 0 {
        not_too_early(world, call)?;
    }
    if let Some(surface) = world.objects.surface_mut(call.id) {
        surface.attached = Some(size);
    }
    Ok(Verdict::pass().clamped(call, &[1, 2]))
}

/// Whether it is known what a surface will be before it gets a buffer. A window may hold one
/// ready while it waits to be told how to be, as LibreOffice does: its commit is when it counts.
fn not_too_early(world: &World<'_>, call: &Call<'_>) -> Result<(), Fault> {
    let xdg = world.objects.surface(call.id).map_or(0, |state| state.xdg);
    let known = |state: &XdgSurface| state.role != 0 || state.configured;
    match world.objects.xdg(xdg).is_none_or(known) {
        true => Ok(()),
        false => {
            let why = "a buffer before the first configure";
            Err(Fault::of(Kind::XdgSurface, xdg, UNCONFIGURED_BUFFER, why))
        }
    }
}

fn damage(world: &mut World<'_>, call: &Call<'_>) -> Verdict {
    let most = world.limit(Limit::DamageRects);
    let Some(surface) = world.objects.surface_mut(call.id) else {
        return Verdict::pass();
    };
    let before = surface.asked.damage;
    if before >= most {
        return Verdict::ignore();
    }
    surface.asked.damage = before.saturating_add(1);
    if surface.asked.damage < most {
        return rectangle(call);
    }
    // The last one that there is room for stands for all that follow.
    let mut verdict = Verdict::pass();
    let everything = [0, 0, FAR, FAR];
    for (index, value) in everything.into_iter().enumerate() {
        verdict.patch(index, call.args.int(index), value);
    }
    verdict
}

fn frame(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    asks(world, call.id)?;
    Ok(Verdict::make(Data::Callback(call.id)))
}

/// Counts something that the surface waits for an answer to.
pub(super) fn asks(world: &mut World<'_>, id: u32) -> Result<(), Fault> {
    let most = world.limit(Limit::FrameCallbacks);
    if let Some(surface) = world.objects.surface_mut(id) {
        surface.asked.callbacks = surface.asked.callbacks.saturating_add(1);
        if surface.asked.callbacks > most {
            return Err(Fault::quota("the surface waits for all the answers it may"));
        }
    }
    Ok(())
}

/// Something that a surface waited for was answered.
pub(super) fn answered(world: &mut World<'_>, id: u32) {
    if let Some(surface) = world.objects.surface_mut(id) {
        surface.asked.callbacks = surface.asked.callbacks.saturating_sub(1);
    }
}

fn commit(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    let Some(surface) = world.objects.surface_mut(call.id) else {
        return Ok(Verdict::pass());
    };
    let attached = surface.attached.take();
    let was_shown = surface.shown.is_some();
    if let Some(size) = attached {
        surface.shown = size;
    }
    surface.asked.damage = 0;
    surface.asked.timed = false;
    size(surface, call)?;
    viewport(surface)?;
    let (xdg, shown) = (surface.xdg, surface.shown.is_some());
    if xdg != 0 {
        window(world, xdg, shown, was_shown)?;
    }
    Ok(Verdict::pass().costing(3))
}

/// The buffer's size must fit its scale, unless a viewport says what size is meant.
fn size(surface: &Surface, call: &Call<'_>) -> Result<(), Fault> {
    let Some((width, height)) = surface.shown else {
        return Ok(());
    };
    let whole = |side: i32| side.checked_rem(surface.scale) == Some(0);
    if surface.stretched || surface.source.is_some() || (whole(width) && whole(height)) {
        return Ok(());
    }
    Err(call.fault(
        INVALID_SIZE,
        "the buffer's sides are no multiples of its scale",
    ))
}

fn viewport(surface: &Surface) -> Result<(), Fault> {
    let (Some(source), Some((width, height))) = (surface.source, surface.shown) else {
        return Ok(());
    };
    let [x, y, w, h] = source.map(i64::from);
    let fault = |code, why| Err(Fault::of(Kind::Viewport, surface.viewport, code, why));
    let whole = |side: i64| side.checked_rem(ONE) == Some(0);
    if !(surface.stretched || whole(w) && whole(h)) {
        return fault(BAD_SIZE, "a source that is not stretched has whole sides");
    }
    let (width, height) = match surface.turned {
        true => (height, width),
        false => (width, height),
    };
    let scale = i64::from(surface.scale.max(1));
    let inside = |start: i64, length: i64, side: i32| {
        start.saturating_add(length).saturating_mul(scale) <= i64::from(side).saturating_mul(ONE)
    };
    if !inside(x, w, width) || !inside(y, h, height) {
        return fault(
            OUT_OF_BUFFER,
            "the viewport's source is not inside the buffer",
        );
    }
    Ok(())
}

/// What xdg-shell says of a commit.
fn window(world: &mut World<'_>, xdg: u32, shown: bool, was_shown: bool) -> Result<(), Fault> {
    let Some(state) = world.objects.xdg_mut(xdg) else {
        return Ok(());
    };
    let fault = |code, why| Err(Fault::of(Kind::XdgSurface, xdg, code, why));
    if state.role == 0 {
        return fault(NOT_CONSTRUCTED, "a commit before the window has a role");
    }
    if shown && !state.configured {
        return fault(
            UNCONFIGURED_BUFFER,
            "a buffer before a configure was acknowledged",
        );
    }
    if was_shown && !shown {
        state.configured = false;
    }
    let role = state.role;
    let Some(toplevel) = world.objects.toplevel(role) else {
        return Ok(());
    };
    let below = |least: i32, most: i32| most != 0 && most < least;
    let (least, most) = (toplevel.least, toplevel.most);
    if below(least.0, most.0) || below(least.1, most.1) {
        let why = "the largest size is smaller than the smallest";
        return Err(Fault::of(
            Kind::XdgToplevel,
            role,
            TOPLEVEL_INVALID_SIZE,
            why,
        ));
    }
    Ok(())
}

pub(super) fn ended(world: &mut World<'_>, id: u32, gone: &Surface) {
    world.give(Limit::Surfaces, 1);
    super::subsurface::leave(world, id, gone);
    if let Some(surface) = world.objects.viewport_mut(gone.viewport) {
        *surface = 0;
    }
    if let Some(surface) = world.objects.fractional_mut(gone.fractional) {
        *surface = 0;
    }
    for id in gone.extras.ids() {
        if let Some(extra) = world.objects.extra_mut(id) {
            extra.surface = 0;
        }
    }
}

/// Gives a surface a role, if it has none or this one. False where it has another.
pub(super) fn take_role(world: &mut World<'_>, id: u32, role: Role) -> bool {
    let Some(surface) = world.objects.surface_mut(id) else {
        return false;
    };
    let fits = surface.role == Role::None || surface.role == role;
    if fits && surface.xdg == 0 {
        surface.role = role;
    }
    fits && surface.xdg == 0
}
