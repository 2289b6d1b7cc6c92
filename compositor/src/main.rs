//! The compositor.
fn main() {}
