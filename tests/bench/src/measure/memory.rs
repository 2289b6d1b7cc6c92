//! Memory, with and without windows.

use std::io;
use std::time::Duration;

use lisere_bench::window::Damage;

use super::{Reading, look, reading};
use crate::crowd::Crowd;
use crate::note;
use crate::processes::memory_kib;
use crate::session::Session;

/// Until all that was mapped or freed has been.
const SETTLE: Duration = Duration::from_millis(1500);

/// The windows' own pixels count too, where the compositor maps them.
pub(super) fn measure(session: &Session) -> Vec<Reading> {
    let each = [0, 20, 200].map(|count| {
        let metric = format!("{count} windows");
        match with(session, count) {
            Ok(memory) => Some(reading(metric, memory, "PSS MiB")),
            Err(error) => {
                note(&format!("  {metric}: {error}"));
                None
            }
        }
    });
    each.into_iter().flatten().collect()
}

fn with(session: &Session, count: usize) -> io::Result<f64> {
    let mut crowd = Crowd::gather(&session.place, look(256, 256, Damage::Full), count, 0)?;
    crowd.run(SETTLE)?;
    Ok(memory_kib(&session.processes())? as f64 / 1024.0)
}
