//! Accepting connections without ever failing: short of descriptors, it turns people away.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;

use rustix::io::{Errno, fcntl_dupfd_cloexec};
use rustix::net::{SocketFlags, accept_with};

/// Connections accepted in one go; the rest waits for the next turn of the loop.
pub const BATCH: usize = 16;

/// What is left of a listener's queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backlog {
    /// Nobody waits.
    Empty,
    /// Somebody may; the listener stays readable.
    Waiting,
    /// Somebody does, but the system can't accept at all. Leave the listener
    /// alone for 100 ms or so, or it keeps the loop busy.
    Stuck(Errno),
}

/// Who opens: accepts connections, and keeps a descriptor for the day there are none left.
#[derive(Debug)]
pub struct Porter<L> {
    listener: L,
    reserve: Option<OwnedFd>,
    turned_away: u64,
}

impl<L: AsFd> Porter<L> {
    /// A porter at a listening socket, with a descriptor in reserve.
    ///
    /// # Errors
    /// When there is no descriptor left even now.
    pub fn new(listener: L) -> io::Result<Self> {
        let reserve = Some(spare(&listener)?);
        Ok(Self {
            listener,
            reserve,
            turned_away: 0,
        })
    }

    /// Accepts up to `most` connections, non-blocking and close-on-exec, and
    /// hands each to `each`. Errors end here; the event loop never sees one.
    pub fn accept(&mut self, most: usize, each: &mut dyn FnMut(UnixStream)) -> Backlog {
        for _ in 0..most {
            match accept(&self.listener) {
                Ok(stream) => each(stream),
                // The peer has gone, or a signal came: the next one may be there.
                Err(Errno::CONNABORTED | Errno::INTR) => {}
                Err(Errno::AGAIN) => return Backlog::Empty,
                Err(Errno::MFILE | Errno::NFILE) => match self.turn_away() {
                    Ok(()) | Err(Errno::CONNABORTED | Errno::INTR) => {}
                    Err(Errno::AGAIN) => return Backlog::Empty,
                    Err(error) => return Backlog::Stuck(error),
                },
                Err(error) => return Backlog::Stuck(error),
            }
        }
        Backlog::Waiting
    }

    /// The socket people come to.
    pub fn listener(&self) -> &L {
        &self.listener
    }

    /// How many were sent away for want of descriptors.
    #[must_use]
    pub fn turned_away(&self) -> u64 {
        self.turned_away
    }

    /// Spends the reserve on accepting one connection and hanging up on it, since one
    /// that is left in the queue would keep the listener readable for ever.
    fn turn_away(&mut self) -> Result<(), Errno> {
        self.reserve = None;
        let accepted = accept(&self.listener).map(drop);
        self.reserve = spare(&self.listener).ok();
        accepted?;
        self.turned_away = self.turned_away.saturating_add(1);
        Ok(())
    }
}

fn accept(listener: impl AsFd) -> Result<UnixStream, Errno> {
    accept_with(listener, SocketFlags::CLOEXEC | SocketFlags::NONBLOCK).map(UnixStream::from)
}

/// One more descriptor of the listener itself: a sandbox allows that, and no opening.
fn spare(listener: impl AsFd) -> Result<OwnedFd, Errno> {
    fcntl_dupfd_cloexec(listener, 0)
}

#[cfg(test)]
mod tests {
    use std::io::{ErrorKind, Read};
    use std::os::unix::net::UnixListener;

    use rustix::io::{FdFlags, fcntl_getfd};
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    use super::*;

    /// A listener that nobody else can know, and so many programs that wait at it.
    fn crowd(size: usize) -> (Porter<UnixListener>, Vec<UnixStream>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("socket");
        let listener = UnixListener::bind(&path).unwrap();
        listener.set_nonblocking(true).unwrap();
        let waiting = (0..size).map(|_| UnixStream::connect(&path).unwrap());
        let waiting = waiting.collect();
        (Porter::new(listener).unwrap(), waiting)
    }

    #[test]
    fn a_crowd_comes_in_by_batches() {
        let (mut porter, _crowd) = crowd(20);
        let mut count = 0;
        let mut accept = || porter.accept(BATCH, &mut |_| count += 1);
        assert_eq!(accept(), Backlog::Waiting);
        assert_eq!(accept(), Backlog::Empty);
        assert_eq!(count, 20);
    }

    #[test]
    fn streams_neither_block_nor_survive_exec() {
        let (mut porter, _crowd) = crowd(1);
        let mut heard = Vec::new();
        porter.accept(BATCH, &mut |stream| heard.push(stream));
        let flags = fcntl_getfd(&heard[0]).unwrap();
        assert!(flags.contains(FdFlags::CLOEXEC));
        let read = heard[0].read(&mut [0]);
        assert_eq!(read.unwrap_err().kind(), ErrorKind::WouldBlock);
    }

    /// Lowering a limit touches the whole process, so the test runs itself again in one of its own.
    #[test]
    fn without_descriptors_people_are_turned_away() {
        const CHILD: &str = "LISERE_TEST_CHILD";
        if std::env::var_os(CHILD).is_some() {
            return starve();
        }
        let name = "accept::tests::without_descriptors_people_are_turned_away";
        let mut child = std::process::Command::new(std::env::current_exe().unwrap());
        let child = child
            .args(["--exact", name, "--test-threads=1"])
            .env(CHILD, "1");
        let output = child.output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        );
    }

    fn starve() {
        let (mut porter, waiting) = crowd(5);
        let filler = exhaust();
        let mut admitted = Vec::new();
        let backlog = porter.accept(BATCH, &mut |stream| admitted.push(stream));
        assert_eq!(
            (backlog, admitted.len(), porter.turned_away()),
            (Backlog::Empty, 0, 5)
        );
        for mut stream in waiting {
            assert_eq!(stream.read(&mut [0]).unwrap(), 0);
        }
        drop(filler);
        assert_eq!(porter.accept(BATCH, &mut |_| ()), Backlog::Empty);
    }

    /// Takes every descriptor that is left, out of not too many.
    fn exhaust() -> Vec<OwnedFd> {
        let limit = Rlimit {
            current: Some(64),
            ..getrlimit(Resource::Nofile)
        };
        setrlimit(Resource::Nofile, limit).unwrap();
        let dup = || std::io::stdin().as_fd().try_clone_to_owned().ok();
        std::iter::from_fn(dup).collect()
    }
}
