//! The core of Liseré: it owns screens and input devices, and frames what cages draw.

pub mod bindings;
pub mod cages;
pub mod clock;
pub mod control;
pub mod door;
pub mod globals;
mod handlers;
pub mod seat;
pub mod state;
