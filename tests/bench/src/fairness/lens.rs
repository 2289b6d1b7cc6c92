//! How soon the lens is seen after the attention key, by the frames of an honest client.

use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use lisere_bench::probe::Probe;
use liserectl::{Client, Command};

/// How often it is pressed for each flood.
const TIMES: usize = 8;
/// Between one press and the next.
const PAUSE: Duration = Duration::from_millis(200);
/// One frame may be on its way already when the key is pressed; the next one has the lens.
const FRAMES: u64 = 2;

/// What presses the attention key.
pub(super) struct Attention(Client);

impl Attention {
    /// That of the session in a runtime folder.
    pub(super) fn of(runtime: &Path) -> io::Result<Self> {
        let path = runtime.join("lisere/control");
        Client::connect(&path).map(Self).map_err(io::Error::other)
    }

    /// Opens the lens and closes it a few times: the milliseconds of the slowest, from the
    /// press to the end of a frame that shows it.
    pub(super) fn slowest(&mut self, probe: &mut Probe) -> io::Result<f64> {
        let mut slowest = Duration::ZERO;
        for _ in 0..TIMES {
            let begin = Instant::now();
            self.press()?;
            probe.frames(FRAMES)?;
            slowest = slowest.max(begin.elapsed());
            probe.idle(PAUSE)?;
            self.press()?;
            probe.idle(PAUSE)?;
        }
        Ok((slowest.as_secs_f64() * 1e5).round() / 1e2)
    }

    fn press(&mut self) -> io::Result<()> {
        let action = Command::Action {
            action: "attention".into(),
            window: None,
            output: None,
        };
        self.0.ask(action).map(drop).map_err(io::Error::other)
    }
}
