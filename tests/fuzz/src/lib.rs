//! Hostile programs made of bytes: what they do, what must hold meanwhile, and what is new about it.

pub mod behaviour;
mod connection;
mod files;
mod input;
mod line;
pub mod mutate;
mod newer;
mod recipes;
mod requests;
pub mod stage;
mod tables;
pub mod targets;

pub use behaviour::Behaviour;
pub use targets::Target;
