//! The guest as its checks see it: a screen, devices and a way to run commands.

mod agent;
mod guest;
mod hands;
mod options;
mod qmp;
mod screens;
mod vnc;
pub mod wait;

pub use agent::{As, Job};
pub use guest::Guest;
pub use hands::{Button, Device};
pub use vnc::Cursor;
