//! How long a compositor takes to start.

use std::io;
use std::time::Duration;

use lisere_bench::client::Client;
use lisere_bench::window::{Damage, Look, Window};

use super::{Reading, look, reading};
use crate::peer::Peer;
use crate::plan::Plan;
use crate::session::{Session, pause};
use lisere_bench::numbers::median;

const PATIENCE: Duration = Duration::from_secs(10);
/// Until the processes of the last instance have gone.
const BETWEEN: Duration = Duration::from_millis(300);

/// From the start of the program to the registry's first answer, and to a window's first frame.
pub(super) fn measure(peer: Peer, plan: &Plan) -> io::Result<Vec<Reading>> {
    let (mut registries, mut frames) = (Vec::new(), Vec::new());
    for _ in 0..plan.choose(7, 3) {
        let (registry, frame) = once(peer, plan)?;
        registries.push(registry.as_secs_f64() * 1e3);
        frames.push(frame.as_secs_f64() * 1e3);
        pause(BETWEEN)?;
    }
    let both = [("to the registry", registries), ("to a frame", frames)];
    let readings = both.into_iter().filter_map(|(metric, times)| {
        let time = median(&times)?;
        Some(reading(metric, time, "ms"))
    });
    Ok(readings.collect())
}

fn once(peer: Peer, plan: &Plan) -> io::Result<(Duration, Duration)> {
    let mut session = Session::start(peer, plan)?;
    let client = Client::on(session.connect()?)?;
    let registry = session.began.elapsed();
    // A compositor may keep the first buffer until it has the second.
    let look = Look {
        buffers: 2,
        ..look(640, 480, Damage::Full)
    };
    let mut window = Window::new(client, look, "bench-start")?;
    window.map(PATIENCE)?;
    window.animate()?;
    window.first_frame(PATIENCE)?;
    Ok((registry, session.began.elapsed()))
}
