//! wl_subcompositor and wl_subsurface.

use lisere_policy::Limit;

use super::{Call, Verdict, World};
use crate::fault::Fault;
use crate::objects::{Data, Objects, Role, Surface};

const BAD_SURFACE: u32 = 0;
const BAD_PARENT: u32 = 1;

pub(super) fn manager(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    if call.opcode != 1 {
        return Ok(Verdict::pass());
    }
    let new = call.args.uint(0);
    let (surface, parent) = (call.args.uint(1), call.args.uint(2));
    let Some(state) = world.objects.surface(surface) else {
        return Ok(Verdict::pass());
    };
    let free = matches!(state.role, Role::None | Role::Subsurface);
    if !free || state.xdg != 0 || state.subsurface != 0 {
        return Err(call.fault(BAD_SURFACE, "the surface has a role already"));
    }
    let depth = depth(world.objects, parent, surface);
    let depth = depth.ok_or(call.fault(BAD_PARENT, "a surface can't be above itself"))?;
    fits(world, surface, parent, depth)?;
    if let Some(state) = world.objects.surface_mut(surface) {
        state.role = Role::Subsurface;
        state.parent = parent;
        state.subsurface = new;
    }
    if let Some(state) = world.objects.surface_mut(parent) {
        state.children.push(surface);
    }
    Ok(Verdict::make(Data::Subsurface(surface)).costing(3))
}

/// How many surfaces are above a child of `parent`; none if `surface` is one of them.
fn depth(objects: &Objects, parent: u32, surface: u32) -> Option<u64> {
    let (mut depth, mut at) = (0_u64, parent);
    while at != 0 {
        if at == surface {
            return None;
        }
        depth = depth.saturating_add(1);
        at = objects.surface(at).map_or(0, |state| state.parent);
    }
    Some(depth)
}

/// Whether the tree with a new branch is neither too deep nor too large.
fn fits(world: &World<'_>, surface: u32, parent: u32, depth: u64) -> Result<(), Fault> {
    let deepest = world.limit(Limit::SubsurfaceDepth);
    let most = world.limit(Limit::SubsurfaceChildren);
    let (size, height) = measure(world.objects, surface, most);
    if depth.saturating_add(height) > deepest.saturating_add(1) {
        return Err(Fault::quota(
            "subsurfaces are nested as deep as they may be",
        ));
    }
    let mut root = parent;
    while let Some(above) = world.objects.surface(root).map(|state| state.parent)
        && above != 0
    {
        root = above;
    }
    let (there, _) = measure(world.objects, root, most);
    // The root is no child of its own.
    if there.saturating_add(size).saturating_sub(1) > most {
        return Err(Fault::quota("the tree has all its subsurfaces"));
    }
    Ok(())
}

/// How many surfaces a tree has, counted up to a little above `most`, and how many
/// stand one on the other.
fn measure(objects: &Objects, root: u32, most: u64) -> (u64, u64) {
    let mut level = vec![root];
    let (mut size, mut height) = (0_u64, 0_u64);
    while !level.is_empty() && size <= most {
        size = size.saturating_add(u64::try_from(level.len()).unwrap_or(u64::MAX));
        height = height.saturating_add(1);
        let below = level.iter().filter_map(|id| objects.surface(*id));
        level = below
            .flat_map(|state| state.children.iter().copied())
            .collect();
    }
    (size, height)
}

pub(super) fn request(world: &mut World<'_>, call: &Call<'_>) -> Result<Verdict, Fault> {
    let surface = world.objects.subsurface(call.id).copied().unwrap_or(0);
    let parent = world
        .objects
        .surface(surface)
        .map_or(0, |state| state.parent);
    match call.opcode {
        0 => Ok(Verdict::pass()),
        // Without its surface or the one above, it has nothing to place.
        _ if parent == 0 => Ok(Verdict::ignore()),
        1 => Ok(Verdict::pass().clamped(call, &[0, 1])),
        2 | 3 => {
            let beside = call.args.uint(0);
            let sibling = world.objects.surface(beside).map(|state| state.parent);
            if beside == surface || (beside != parent && sibling != Some(parent)) {
                let why = "a subsurface is placed beside a sibling or its parent";
                return Err(call.fault(BAD_SURFACE, why));
            }
            Ok(Verdict::pass())
        }
        _ => Ok(Verdict::pass()),
    }
}

/// A subsurface is gone; its surface stands alone.
pub(super) fn ended(world: &mut World<'_>, surface: u32) {
    let Some(state) = world.objects.surface_mut(surface) else {
        return;
    };
    let parent = std::mem::take(&mut state.parent);
    state.subsurface = 0;
    if let Some(state) = world.objects.surface_mut(parent) {
        state.children.retain(|child| *child != surface);
    }
}

/// A surface is gone: it is in no tree any more.
pub(super) fn leave(world: &mut World<'_>, id: u32, gone: &Surface) {
    if let Some(surface) = world.objects.subsurface_mut(gone.subsurface) {
        *surface = 0;
    }
    if let Some(parent) = world.objects.surface_mut(gone.parent) {
        parent.children.retain(|child| *child != id);
    }
    for child in &gone.children {
        if let Some(child) = world.objects.surface_mut(*child) {
            child.parent = 0;
        }
    }
}
