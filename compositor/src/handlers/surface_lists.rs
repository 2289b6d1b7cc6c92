//! Smithay's list of all surfaces in many short pieces, so that ends of surfaces stay cheap.
//!
//! The library looks through its one list whenever a surface ends, and reads it for
//! nothing else: as many looks as there are surfaces when a client goes, each as long as
//! there are surfaces in all cages. Here every surface is in one of many lists, and only
//! that one is handed to the library.

use smithay::reexports::wayland_server::Display;
use smithay::reexports::wayland_server::backend::InitError;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::wayland::compositor::{CompositorState, with_states};

use crate::state::Compositor;

/// With every cage at its quota a list has some hundreds of surfaces.
const LISTS: usize = 256;

/// The lists, and which one the library is given next.
#[derive(Debug)]
pub struct SurfaceLists {
    lists: Vec<List>,
    /// The list of a surface that the library removes next.
    ending: Option<usize>,
}

#[derive(Debug)]
struct List {
    state: CompositorState,
    surfaces: usize,
}

/// Which list a surface is in.
struct Place(usize);

impl SurfaceLists {
    /// Empty lists.
    ///
    /// # Errors
    /// When the system has no descriptor left.
    pub(crate) fn new() -> Result<SurfaceLists, InitError> {
        // The library makes globals with each of its states: these are in a display
        // that nobody will ever connect to.
        let nowhere = Display::<Compositor>::new()?.handle();
        let list = |_| List {
            state: CompositorState::new_v6::<Compositor>(&nowhere),
            surfaces: 0,
        };
        Ok(SurfaceLists {
            lists: (0..LISTS).map(list).collect(),
            ending: None,
        })
    }

    /// How many surfaces the longest list has.
    #[must_use]
    pub fn longest(&self) -> usize {
        let lengths = self.lists.iter().map(|list| list.surfaces);
        lengths.max().unwrap_or(0)
    }

    /// The list that the library removes a surface from, else the one it adds one to:
    /// the shortest, so that no order of coming and going makes a long one.
    fn next(&self) -> Option<usize> {
        let shortest = || {
            let lists = self.lists.iter().enumerate();
            lists
                .min_by_key(|(_, list)| list.surfaces)
                .map(|(at, _)| at)
        };
        self.ending.or_else(shortest)
    }

    /// The list that the library asks for.
    pub(super) fn current(&mut self) -> Option<&mut CompositorState> {
        let next = self.next()?;
        let list = self.lists.get_mut(next)?;
        if self.ending.take().is_some() {
            list.surfaces = list.surfaces.saturating_sub(1);
        }
        Some(&mut list.state)
    }

    /// Notes that the library has added a surface to the list it was given.
    pub(super) fn added(&mut self, surface: &WlSurface) {
        let Some(place) = self.next() else { return };
        if let Some(list) = self.lists.get_mut(place) {
            list.surfaces = list.surfaces.saturating_add(1);
        }
        with_states(surface, |states| {
            states
                .data_map
                .insert_if_missing_threadsafe(|| Place(place));
        });
    }

    /// Notes that the library is going to remove a surface.
    pub(super) fn ends(&mut self, surface: &WlSurface) {
        self.ending = with_states(surface, |states| {
            states.data_map.get::<Place>().map(|place| place.0)
        });
    }
}
