//! `lisere-cage init`: the first process inside of a cage, which starts all others.

use std::process::ExitCode;

/// Does what the warden says, until it is gone or says that it is enough.
#[must_use]
pub fn process() -> ExitCode {
    ExitCode::from(crate::message::code::FAILED)
}
