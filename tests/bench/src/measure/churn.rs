//! Clients that connect, show a window and go.

use std::io;
use std::time::{Duration, Instant};

use lisere_bench::client::Client;
use lisere_bench::window::{Damage, Window};

use super::{Reading, look, reading};
use crate::note;
use crate::plan::Plan;
use crate::processes::{Usage, memory_kib};
use crate::session::{Session, pause};

const PATIENCE: Duration = Duration::from_secs(5);
/// Until the clients of the warm-up have been forgotten.
const SETTLE: Duration = Duration::from_millis(500);

/// How many a second, and the CPU time of each.
pub(super) fn measure(session: &Session, plan: &Plan) -> io::Result<Vec<Reading>> {
    let cycles = plan.choose(3000_u32, 500);
    (0..cycles / 10).try_for_each(|_| cycle(session))?;
    pause(SETTLE)?;
    let processes = session.processes();
    let held = memory_kib(&processes);
    let (before, start) = (Usage::of(&processes), Instant::now());
    (0..cycles).try_for_each(|_| cycle(session))?;
    let rate = f64::from(cycles) / start.elapsed().as_secs_f64();
    let used = Usage::of(&processes).since(before);
    let cost = used.cpu_us() / f64::from(cycles);
    pause(SETTLE)?;
    let kept = held.and_then(|held| Ok((held, memory_kib(&processes)?)));
    let kept = kept.map(|(held, after)| after.saturating_sub(held) as f64 * 1024.0);
    let kept = kept.map(|bytes| reading("64×64 windows", bytes / f64::from(cycles), "bytes kept"));
    if let Err(error) = &kept {
        note(&format!("  what is kept: {error}"));
    }
    let told = [
        reading("64×64 windows", rate, "cycles/s"),
        reading("64×64 windows", cost, "CPU µs/cycle"),
    ];
    Ok(told.into_iter().chain(kept.ok()).collect())
}

fn cycle(session: &Session) -> io::Result<()> {
    let client = Client::connect(&session.place.socket())?;
    let mut window = Window::new(client, look(64, 64, Damage::Full), "bench-churn")?;
    window.map(PATIENCE)
}
