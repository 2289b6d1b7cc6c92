//! Many windows, each of a client of its own, served by one loop.

use std::io;
use std::os::fd::OwnedFd;
use std::time::{Duration, Instant};

use lisere_bench::client::Client;
use lisere_bench::window::{Look, Window};
use rustix::buffer::spare_capacity;
use rustix::event::{Timespec, epoll};
use rustix::io::Errno;

use crate::session::Place;

/// How long one window may take to be shown.
const SHOWN: Duration = Duration::from_secs(20);
/// How many windows are shown between two looks at what the others were sent.
const BATCH: usize = 16;

#[derive(Debug)]
pub(crate) struct Crowd {
    windows: Vec<Window>,
    epoll: OwnedFd,
}

impl Crowd {
    /// Shows windows, of which the last ones, on top, are to be animated.
    pub(crate) fn gather(
        place: &Place,
        look: Look,
        count: usize,
        animated: usize,
    ) -> io::Result<Self> {
        let epoll = epoll::create(epoll::CreateFlags::CLOEXEC)?;
        let mut crowd = Self {
            windows: Vec::new(),
            epoll,
        };
        let mut scatter = place.scatter()?;
        for index in 0..count {
            // What stands still needs no second buffer.
            let buffers = if index + animated < count { 1 } else { 2 };
            let name = format!("bench-{}-{index}", std::process::id());
            let shown = crowd.add(place, Look { buffers, ..look }, &name);
            let why = |error| io::Error::other(format!("{index} of {count} shown: {error}"));
            shown.map_err(why)?;
            if let Some(scatter) = &mut scatter {
                scatter.place(&name, look.width, look.height)?;
            }
            if index % BATCH == 0 {
                crowd.pump()?;
            }
        }
        Ok(crowd)
    }

    fn add(&mut self, place: &Place, look: Look, name: &str) -> io::Result<()> {
        let mut window = Window::new(Client::connect(&place.socket())?, look, name)?;
        window.map(SHOWN)?;
        let number = u64::try_from(self.windows.len()).unwrap_or(u64::MAX);
        let data = epoll::EventData::new_u64(number);
        let connection = &window.client.connection;
        epoll::add(&self.epoll, connection, data, epoll::EventFlags::IN)?;
        self.windows.push(window);
        Ok(())
    }

    fn pump(&mut self) -> io::Result<()> {
        self.windows.iter_mut().try_for_each(Window::pump)
    }

    /// Animates the last ones.
    pub(crate) fn animate(&mut self, count: usize) -> io::Result<()> {
        let last = self.windows.iter_mut().rev().take(count);
        last.into_iter().try_for_each(Window::animate)
    }

    /// Serves every window for a time.
    ///
    /// # Errors
    /// When one loses its connection.
    pub(crate) fn run(&mut self, time: Duration) -> io::Result<()> {
        let end = Instant::now() + time;
        let mut ready = Vec::with_capacity(256);
        loop {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(());
            }
            let timeout = Timespec::try_from(left).ok();
            ready.clear();
            match epoll::wait(&self.epoll, spare_capacity(&mut ready), timeout.as_ref()) {
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
            for event in &ready {
                let number = usize::try_from(event.data.u64()).unwrap_or(usize::MAX);
                if let Some(window) = self.windows.get_mut(number) {
                    window.pump()?;
                }
            }
        }
    }

    /// How many frames the window that saw most of them was told of: as many as were drawn.
    pub(crate) fn frames(&self) -> u64 {
        let frames = self.windows.iter().map(|window| window.frames);
        frames.max().unwrap_or(0)
    }
}
