//! The core of Liseré: it owns screens and input devices, and frames what cages draw.

pub mod actions;
pub mod backend;
pub mod bindings;
pub mod cages;
pub mod clock;
pub mod control;
pub mod desk;
pub mod door;
pub mod event_loop;
pub mod focus;
pub mod globals;
mod handlers;
pub mod input;
pub mod outputs;
pub mod picture_file;
pub mod preferences;
pub mod render;
pub mod respond;
pub mod scene;
pub mod seat;
pub mod shown;
pub mod state;
pub mod tell;
pub mod trusted;
pub mod turn;
pub mod windows;
pub mod work;
