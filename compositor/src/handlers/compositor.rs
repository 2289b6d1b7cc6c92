//! wl_compositor, wl_subcompositor: surfaces and their commits.

use smithay::backend::renderer::utils::on_commit_buffer_handler;
use smithay::delegate_compositor;
use smithay::reexports::wayland_server::Client;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::wayland::compositor::{
    CompositorClientState, CompositorHandler, CompositorState, SurfaceAttributes,
    add_pre_commit_hook, is_sync_subsurface, with_states,
};

use crate::cages::ClientState;
use crate::placing::{note_places, settle_places};
use crate::state::Compositor;

impl CompositorHandler for Compositor {
    fn compositor_state(&mut self) -> &mut CompositorState {
        // The library only lists surfaces in it.
        match self.protocols.surface_lists.current() {
            Some(list) => list,
            None => &mut self.protocols.compositor,
        }
    }

    fn client_compositor_state<'a>(&self, client: &'a Client) -> &'a CompositorClientState {
        match client.get_data::<ClientState>() {
            Some(state) => &state.compositor,
            // Only `cages::admit` inserts clients, and it always attaches the state.
            None => unreachable!("a client that was not admitted"),
        }
    }

    fn new_surface(&mut self, surface: &WlSurface) {
        self.protocols.surface_lists.added(surface);
        add_pre_commit_hook::<Self, _>(surface, |state, _, surface| {
            note_places(surface);
            state.hold_commit(surface);
        });
    }

    fn commit(&mut self, surface: &WlSurface) {
        let moved = with_states(surface, |states| {
            states
                .cached_state
                .get::<SurfaceAttributes>()
                .current()
                .buffer_delta
                .take()
        });
        if let Some(by) = moved {
            self.seats.surface_offset(surface, by);
        }
        self.input.constraints.committed(surface);
        self.keep_replaced(surface);
        settle_places(surface);
        on_commit_buffer_handler::<Self>(surface);
        self.note_callbacks(surface);
        // A synchronised subsurface shows nothing until its parent commits.
        if !is_sync_subsurface(surface) {
            self.surface_committed(surface);
        }
    }

    fn destroyed(&mut self, surface: &WlSurface) {
        self.protocols.surface_lists.ends(surface);
        self.keep_last(surface);
        self.input.constraints.surface_gone(surface);
        self.seats.surface_gone(surface);
        self.foreign_window_gone(surface);
        self.work.rearrange();
    }
}

delegate_compositor!(Compositor);
