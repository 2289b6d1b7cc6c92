//! A machine of its own for Liseré: made from the host's files, booted in QEMU, driven and
//! looked at from outside, while a session in it drives screens and devices.

pub mod checks;
pub mod image;
pub mod machine;
pub mod picture;
pub mod report;
pub mod session;
