//! Hostile clients: one misbehaviour a file, played against the real core.

mod h0001_a_client_that_never_pauses;
mod h0002_a_frozen_cage_is_not_heard;
mod h0003_a_client_leaves_with_many_surfaces;
