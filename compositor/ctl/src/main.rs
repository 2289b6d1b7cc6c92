//! The command line to a running session.
fn main() {}
