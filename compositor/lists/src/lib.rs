//! What a session has, told by Wayland's protocols for panels and docks.
//!
//! A program of the trusted side that connects here sees `ext_foreign_toplevel_list_v1`,
//! `ext_workspace_manager_v1` and the outputs, and nothing else: it can show no window and hears
//! no key. The core takes no part in it but by its control socket, so that it goes on accepting
//! clients from cages alone.

pub mod cli;
mod ear;
mod lists;
mod outputs;
mod serve;
#[cfg(test)]
mod tests;
mod windows;
mod workspaces;

pub use lists::{Lists, Wish};
