//! Glue from protocols to the core: one protocol, one file.

mod compositor;
mod shm;
