//! The honest client: a window that is always animated, and a question every two milliseconds.

use std::collections::VecDeque;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::client::Client;
use crate::numbers::percentile;
use crate::window::{Damage, Look, Window};

/// Between two questions, whether the last ones were answered or not.
const EACH: Duration = Duration::from_millis(2);
/// Questions without an answer, above which no more are asked.
const OPEN: usize = 2000;
/// How long a window may take to be shown.
const SHOWN: Duration = Duration::from_secs(5);

/// What an honest client saw in some time: milliseconds that half of its questions took, 99 of
/// 100, and the slowest; and its frames a second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// Half of them.
    pub p50_ms: f64,
    /// 99 of 100.
    pub p99_ms: f64,
    /// All of them.
    pub max_ms: f64,
    /// Frames a second.
    pub fps: f64,
}

/// An honest client.
#[derive(Debug)]
pub struct Probe {
    window: Window,
    client: Client,
    /// Callbacks and when they were asked for, oldest first.
    open: VecDeque<(u32, Instant)>,
    due: Instant,
    /// Milliseconds.
    times: Vec<f64>,
}

impl Probe {
    /// Shows its window.
    ///
    /// # Errors
    /// When nobody listens at the socket, or the connection ends.
    pub fn new(socket: &Path) -> io::Result<Self> {
        let look = Look {
            width: 640,
            height: 480,
            buffers: 2,
            damage: Damage::Full,
        };
        let mut window = Window::new(Client::connect(socket)?, look, "honest")?;
        window.map(SHOWN)?;
        window.animate()?;
        let mut probe = Self {
            window,
            client: Client::connect(socket)?,
            open: VecDeque::new(),
            due: Instant::now(),
            times: Vec::new(),
        };
        probe.idle(Duration::from_secs(1))?;
        Ok(probe)
    }

    /// Lets time pass.
    ///
    /// # Errors
    /// When the connection ends.
    pub fn idle(&mut self, time: Duration) -> io::Result<()> {
        let end = Instant::now() + time;
        while Instant::now() < end {
            self.step()?;
        }
        Ok(())
    }

    /// Lets so many frames of its window end.
    ///
    /// # Errors
    /// When the connection ends, or they don't come.
    pub fn frames(&mut self, count: u64) -> io::Result<()> {
        let (end, late) = (self.window.frames + count, Instant::now() + SHOWN);
        while self.window.frames < end {
            if Instant::now() > late {
                return Err(io::Error::other("no frame ends any more"));
            }
            self.step()?;
        }
        Ok(())
    }

    /// What is seen in some time.
    ///
    /// # Errors
    /// When the connection ends.
    pub fn seen(&mut self, time: Duration) -> io::Result<Seen> {
        self.times.clear();
        let (frames, begin) = (self.window.frames, Instant::now());
        self.idle(time)?;
        let seconds = begin.elapsed().as_secs_f64();
        let fps = (self.window.frames - frames) as f64 / seconds;
        // What is still open has taken this long at least.
        let open = self.open.iter();
        self.times
            .extend(open.map(|(_, asked)| millis(asked.elapsed())));
        let share = |share| percentile(&self.times, share).map_or(f64::NAN, rounded);
        Ok(Seen {
            p50_ms: share(0.5),
            p99_ms: share(0.99),
            max_ms: share(1.0),
            fps: (fps * 10.0).round() / 10.0,
        })
    }

    fn step(&mut self) -> io::Result<()> {
        self.window.pump()?;
        let now = Instant::now();
        if now >= self.due {
            self.due = (self.due + EACH).max(now);
            if self.open.len() < OPEN {
                self.open.push_back((self.client.connection.sync(), now));
                self.client.connection.flush()?;
            }
        }
        self.client.connection.try_read()?;
        while let Some(event) = self.client.connection.next_event() {
            if self.open.front().is_some_and(|(id, _)| *id == event.object) {
                let asked = self.open.pop_front().map(|(_, asked)| asked.elapsed());
                self.times.extend(asked.map(millis));
            }
        }
        let left = self.due.saturating_duration_since(Instant::now());
        let left = Timespec::try_from(left).map_err(io::Error::other)?;
        let sockets = [&self.window.client.connection, &self.client.connection];
        let mut sockets = sockets.map(|socket| PollFd::new(socket, PollFlags::IN));
        match poll(&mut sockets, Some(&left)) {
            Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
