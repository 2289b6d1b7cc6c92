//! Workspace commands.
fn main() {}
