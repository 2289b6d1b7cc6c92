//! A Wayland client written on the bare wire: cheap enough to measure with, free to misbehave.

pub mod client;
pub mod connection;
pub mod message;
pub mod numbers;
pub mod opcode;
pub mod probe;
pub mod window;
