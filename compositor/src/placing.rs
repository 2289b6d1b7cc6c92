//! Where subsurfaces lie: what their client asked for counts from the next commit of the surface above.
//!
//! The library lets it count from the subsurface's own commit, so that one that is not
//! synchronised would go ahead of what it is to lie beside.

use std::cell::{Cell, RefCell};

use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::utils::{Logical, Point};
use smithay::wayland::compositor::{
    SubsurfaceCachedState, SurfaceData, get_children, get_role, with_states,
};

/// The role of a surface that lies in another one.
const SUBSURFACE: &str = "subsurface";

/// What is kept with a surface.
#[derive(Default)]
struct Places {
    /// Where it lies in the one above.
    own: Cell<Point<i32, Logical>>,
    /// Where those in it go once its last commit counts.
    next: RefCell<Vec<(WlSurface, Point<i32, Logical>)>>,
}

fn places(states: &SurfaceData) -> &Places {
    states.data_map.get_or_insert(Places::default)
}

/// Before a commit: notes where the surfaces in this one were asked to go.
pub(crate) fn note_places(surface: &WlSurface) {
    let moved = |child: WlSurface| {
        let asked = with_states(&child, |states| {
            let mut cached = states.cached_state.get::<SubsurfaceCachedState>();
            let asked = cached.pending().location;
            (places(states).own.get() != asked).then_some(asked)
        });
        asked.map(|asked| (child, asked))
    };
    let next: Vec<_> = get_children(surface)
        .into_iter()
        .filter_map(moved)
        .collect();
    with_states(surface, |states| {
        // Most surfaces have nothing in them.
        if !next.is_empty() || states.data_map.get::<Places>().is_some() {
            places(states).next.replace(next);
        }
    });
}

/// A commit counts: the surfaces in this one go where they were asked to, and this one
/// stays where it was put.
pub(crate) fn settle_places(surface: &WlSurface) {
    let next = with_states(surface, |states| {
        if states.role == Some(SUBSURFACE) {
            put(states, places(states).own.get());
        }
        let places = states.data_map.get::<Places>();
        places.map(|places| places.next.take()).unwrap_or_default()
    });
    for (child, to) in next {
        // It may have gone meanwhile, or come back as something else.
        if get_role(&child) == Some(SUBSURFACE) {
            with_states(&child, |states| put(states, to));
        }
    }
}

fn put(states: &SurfaceData, to: Point<i32, Logical>) {
    places(states).own.set(to);
    let mut cached = states.cached_state.get::<SubsurfaceCachedState>();
    cached.current().location = to;
}
