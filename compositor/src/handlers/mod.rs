//! Glue from protocols to the core: one protocol, one file.

mod compositor;
mod cursor_shape;
mod data_control;
pub(crate) mod data_device;
mod decoration;
mod dmabuf;
mod gestures;
mod label;
mod output;
pub(crate) mod primary_selection;
mod seat;
mod shm;
pub(crate) mod surface_lists;
mod surfaces;
pub(crate) mod tablet;
mod xdg_shell;
