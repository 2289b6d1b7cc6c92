//! What happens while nothing changes.

use std::io;
use std::time::Duration;

use lisere_bench::window::Damage;

use super::{Reading, look, reading};
use crate::crowd::Crowd;
use crate::processes::Usage;
use crate::session::Session;

/// Until a compositor has done with what it was told.
const SETTLE: Duration = Duration::from_secs(2);
const IDLE: Duration = Duration::from_secs(10);

/// Wakeups and CPU time in ten seconds with twenty still windows.
pub(super) fn measure(session: &Session) -> io::Result<Vec<Reading>> {
    let mut crowd = Crowd::gather(&session.place, look(640, 480, Damage::Full), 20, 0)?;
    crowd.run(SETTLE)?;
    let processes = session.processes();
    let before = Usage::of(&processes);
    crowd.run(IDLE)?;
    let used = Usage::of(&processes).since(before);
    Ok(vec![
        reading("20 still", used.wakeups as f64, "wakeups/10 s"),
        reading("20 still", used.cpu_us() / 1e3, "CPU ms/10 s"),
    ])
}
