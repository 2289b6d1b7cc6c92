//! Programs of a cage that run on another machine.

use lisere_policy::Remote;

use crate::message::Run;

/// What is run inside of the cage's sandbox so that `run` runs on the other machine and its
/// windows are shown here.
#[must_use]
pub fn run_there(remote: &Remote, run: &Run) -> Run {
    let _ = remote;
    run.clone()
}
