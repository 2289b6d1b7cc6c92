//! wp_viewporter, wp_viewport and the fractional scale of a surface.

use super::{Call, Verdict, World};
use crate::fault::Fault;
use crate::objects::Data;

/// `wp_viewporter.error` and `wp_fractional_scale_manager_v1.error`.
const EXISTS: u32 = 0;
/// `wp_viewport.error`.
const BAD_VALUE: u32 = 0;
const NO_SURFACE: u32 = 3;

/// The longest side that a surface is stretched to, whatever it asks: four times the longest buffer's.
const LONGEST: i32 = 65_536;
/// -1 as a fixed-point number.
const UNSET: i32 = -256;

pub(super) fn manager(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    if call.opcode != 1 {
        return Ok(Verdict::pass());
    }
    let (new, id) = (call.args.uint(0), call.args.uint(1));
    let Some(surface) = world.objects.surface_mut(id) else {
        return Ok(Verdict::pass());
    };
    if surface.viewport != 0 {
        return Err(call.fault(EXISTS, "the surface has a viewport already"));
    }
    surface.viewport = new;
    Ok(Verdict::make(Data::Viewport(id)))
}

pub(super) fn request(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    if call.opcode == 0 {
        return Ok(Verdict::pass());
    }
    let id = world.objects.viewport(call.id).copied().unwrap_or(0);
    let Some(surface) = world.objects.surface_mut(id) else {
        return Err(call.fault(NO_SURFACE, "the surface is gone"));
    };
    let mut verdict = Verdict::pass();
    if call.opcode == 1 {
        let source = [0, 1, 2, 3].map(|index| call.args.int(index));
        let [x, y, w, h] = source;
        let unset = source == [UNSET; 4];
        if !unset && (x < 0 || y < 0 || w <= 0 || h <= 0) {
            return Err(call.fault(BAD_VALUE, "a source lies in its buffer"));
        }
        surface.source = (!unset).then_some(source);
    } else {
        let size = (call.args.int(0), call.args.int(1));
        let unset = size == (-1, -1);
        if !unset && (size.0 <= 0 || size.1 <= 0) {
            return Err(call.fault(BAD_VALUE, "a surface has a size"));
        }
        surface.stretched = !unset;
        verdict.patch(0, size.0, size.0.min(LONGEST));
        verdict.patch(1, size.1, size.1.min(LONGEST));
    }
    Ok(verdict)
}

pub(super) fn ended(world: &mut World<'_>, surface: u32) {
    if let Some(surface) = world.objects.surface_mut(surface) {
        surface.viewport = 0;
        surface.source = None;
        surface.stretched = false;
    }
}

pub(super) fn fractional_manager(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    if call.opcode != 1 {
        return Ok(Verdict::pass());
    }
    let (new, id) = (call.args.uint(0), call.args.uint(1));
    let Some(surface) = world.objects.surface_mut(id) else {
        return Ok(Verdict::pass());
    };
    if surface.fractional != 0 {
        return Err(call.fault(EXISTS, "the surface has a fractional scale already"));
    }
    surface.fractional = new;
    Ok(Verdict::make(Data::Fractional(id)))
}

pub(super) fn fractional_ended(world: &mut World<'_>, surface: u32) {
    if let Some(surface) = world.objects.surface_mut(surface) {
        surface.fractional = 0;
    }
}
