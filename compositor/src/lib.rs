//! The core of Liseré: it owns screens and input devices, and frames what cages draw.

pub mod actions;
pub mod backend;
pub mod bindings;
pub mod cages;
pub mod clock;
pub mod desk;
pub mod focus;
pub mod globals;
mod handlers;
pub mod input;
pub mod outputs;
pub mod preferences;
pub mod render;
pub mod scene;
pub mod seat;
pub mod shown;
pub mod state;
pub mod tell;
pub mod trusted;
pub mod turn;
pub mod windows;
pub mod work;
