//! `lisere-cage enter`: builds a sandbox round itself and becomes the cage's init.

use std::process::ExitCode;

/// Reads the recipe from standard input, a socket of the warden, and becomes the init. What
/// fails is told the warden.
#[must_use]
pub fn process() -> ExitCode {
    ExitCode::from(crate::message::code::FAILED)
}
