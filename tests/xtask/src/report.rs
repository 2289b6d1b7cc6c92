//! What a person reads while a task runs.

use std::io::{self, Write};
use std::time::Duration;

/// One line on standard output; a reader that went away is no reason to stop.
pub(crate) fn say(line: &str) {
    let mut stdout = io::stdout().lock();
    let _ = writeln!(stdout, "{line}").and_then(|()| stdout.flush());
}

/// Why the task could not be done, on standard error.
pub(crate) fn fault(text: &str) {
    let _ = writeln!(io::stderr().lock(), "xtask: {text}");
}

/// A duration as a person says it.
pub(crate) fn time(took: Duration) -> String {
    let seconds = took.as_secs();
    match seconds / 60 {
        0 => format!("{:.1} s", took.as_secs_f64()),
        minutes => format!("{minutes} min {} s", seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_well() {
        assert_eq!(time(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(time(Duration::from_secs(125)), "2 min 5 s");
    }
}
