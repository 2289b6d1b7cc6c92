//! Waiting for another process: a condition, asked again and again, until a deadline.

use std::time::Duration;

use lisere::clock::Clock;
use rustix::time::Timespec;

/// Long enough for a loaded machine; a test that waits this long has failed.
const PATIENCE: Duration = Duration::from_secs(20);
/// Between two questions.
const PAUSE: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 10_000_000,
};

/// Waits until `ask` has an answer.
pub(crate) fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let deadline = Clock::System.now().after(PATIENCE);
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(
            Clock::System.now() < deadline,
            "{what}: not within {PATIENCE:?}"
        );
        rustix::event::poll(&mut [], Some(&PAUSE)).expect("a pause");
    }
}

/// Waits until `holds` does.
pub(crate) fn until_true(what: &str, mut holds: impl FnMut() -> bool) {
    until(what, || holds().then_some(()));
}
