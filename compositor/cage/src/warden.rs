//! `lisere-cage warden`: keeps a sandbox for each cage that has programs, for one session.

use std::process::ExitCode;

/// Does what the core says by standard input, a socket, until the core is gone.
#[must_use]
pub fn process() -> ExitCode {
    ExitCode::from(crate::message::code::FAILED)
}
