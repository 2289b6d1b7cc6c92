//! Glue from protocols to the core: one protocol, one file.

mod compositor;
mod cursor_shape;
pub(crate) mod data_device;
pub(crate) mod primary_selection;
mod seat;
mod shm;
