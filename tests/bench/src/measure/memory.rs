//! Memory, with and without windows.

use std::io;
use std::time::Duration;

use lisere_bench::window::Damage;

use super::{Reading, look, reading};
use crate::crowd::Crowd;
use crate::processes::memory_kib;
use crate::session::Session;

/// Until all that was mapped or freed has been.
const SETTLE: Duration = Duration::from_millis(1500);

/// The windows' own pixels count too, where the compositor maps them.
pub(super) fn measure(session: &Session) -> io::Result<Vec<Reading>> {
    let mut readings = Vec::new();
    for count in [0, 20, 200] {
        let mut crowd = Crowd::gather(&session.place, look(256, 256, Damage::Full), count, 0)?;
        crowd.run(SETTLE)?;
        let memory = memory_kib(&session.processes())? as f64 / 1024.0;
        readings.push(reading(format!("{count} windows"), memory, "PSS MiB"));
    }
    Ok(readings)
}
