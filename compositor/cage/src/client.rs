//! `lisere-cage NAME -- CMD`: runs a program in a cage of the session, and waits for it.

use std::process::ExitCode;

/// Runs it. Returns its exit code, or one of [`crate::message::code`].
#[must_use]
pub fn process() -> ExitCode {
    ExitCode::from(crate::message::code::FAILED)
}
