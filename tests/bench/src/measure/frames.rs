//! CPU time of an output's frame, with more and more windows.

use std::io;
use std::time::{Duration, Instant};

use lisere_bench::window::{Damage, Look};

use super::{Reading, look, reading};
use crate::crowd::Crowd;
use crate::note;
use crate::plan::Plan;
use crate::processes::Usage;
use crate::session::Session;

/// Between the last window's appearance and the first frame.
const SETTLE: Duration = Duration::from_millis(700);
/// Frames that are drawn before the first one that counts.
const WARM: Duration = Duration::from_millis(1000);

/// Every window is animated.
pub(super) fn all(session: &Session, damage: Damage, plan: &Plan) -> io::Result<Vec<Reading>> {
    let time = plan.seconds(6, 2);
    let each = [1, 10, 50, 200].map(|count| {
        let scene = Scene {
            metric: format!("all of {count}"),
            look: look(640, 480, damage),
            count,
            animated: count,
        };
        scene.measure(session, time)
    });
    Ok(each.into_iter().flatten().collect())
}

/// One window is animated, the others stand still.
pub(super) fn one_of_many(session: &Session, plan: &Plan) -> io::Result<Vec<Reading>> {
    let time = plan.seconds(5, 2);
    let each = [1, 100, 500].map(|count| {
        let scene = Scene {
            metric: format!("1 of {count}"),
            look: look(320, 240, Damage::Full),
            count,
            animated: 1,
        };
        scene.measure(session, time)
    });
    Ok(each.into_iter().flatten().collect())
}

struct Scene {
    metric: String,
    look: Look,
    count: usize,
    animated: usize,
}

impl Scene {
    /// CPU time of a frame, and frames a second; nothing, and a note why, when it can't be shown.
    fn measure(&self, session: &Session, time: Duration) -> Vec<Reading> {
        match self.frame(session, time) {
            Ok((cost, rate)) => vec![
                reading(&self.metric, cost, "CPU µs/frame"),
                reading(&self.metric, rate, "frames/s"),
            ],
            Err(error) => {
                note(&format!("  {}: {error}", self.metric));
                Vec::new()
            }
        }
    }

    fn frame(&self, session: &Session, time: Duration) -> io::Result<(f64, f64)> {
        let mut crowd = Crowd::gather(&session.place, self.look, self.count, self.animated)?;
        crowd.run(SETTLE)?;
        crowd.animate(self.animated)?;
        crowd.run(WARM)?;
        let processes = session.processes();
        let frames = crowd.frames();
        let (before, start) = (Usage::of(&processes), Instant::now());
        crowd.run(time)?;
        let used = Usage::of(&processes).since(before);
        let seconds = start.elapsed().as_secs_f64();
        let frames = (crowd.frames() - frames) as f64;
        if frames < 1.0 {
            return Err(io::Error::other("no frame was drawn"));
        }
        Ok((used.cpu_us() / frames, frames / seconds))
    }
}
