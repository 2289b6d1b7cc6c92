//! `lisere-cage --init`: the first process of a cage, which starts all others and gathers those
//! that have ended.
//!
//! It hears the warden along standard input, and each program's caller along its line. Nothing
//! that comes is taken for granted: what is on the other side of a line is as untrusted as the
//! programs themselves.

mod bus;
mod daemon;
mod desktop;
mod ear;
pub(crate) mod entries;
mod hold;
mod life;
mod notices;
mod program;
mod sound;
pub mod start;

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::process::ExitCode;

use lisere_post::{PostError, Received, Wait, packed, receive, send};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::{Errno, fcntl_dupfd_cloexec};
use rustix::stdio::{dup2_stderr, dup2_stdin, dup2_stdout, stdin};

use self::bus::Bus;
use self::daemon::Daemons;
use self::ear::Ear;
use self::life::Life;
use self::notices::Notices;
use self::sound::Sound;
use crate::message::{Down, Refusal, Task, Tiding, code};
use crate::reason::{Reason, errno};
use crate::resources;

/// What has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    /// The warden says something, or has gone.
    Warden,
    /// A process has ended.
    Child,
    /// Somebody wants the bus.
    Bus,
    /// Somebody wants the sound server.
    Sound,
    /// The microphone can go on.
    Ear,
    /// A program has something to tell the user.
    Notice,
    /// Whoever runs that program says something, or has gone.
    Line(usize),
}

struct Init {
    warden: OwnedFd,
    children: UnixStream,
    daemons: Daemons,
    notices: Notices,
    life: Life,
}

/// Does what the warden says, until it is gone or says that it is enough.
#[must_use]
pub fn process() -> ExitCode {
    let Ok(warden) = take_standard() else {
        return ExitCode::from(code::FAILED);
    };
    let held = hold::check()
        .and_then(|()| hold::settle())
        .and_then(|()| bound())
        .and_then(|()| Init::new(&warden));
    match held {
        Ok(mut init) => init.serve(),
        Err(refusal) => {
            // If the warden is gone, nobody is left to be told.
            let _ = send(&warden, &packed(&Tiding::Failed(refusal)), &[], Wait::Yes);
            ExitCode::from(code::FAILED)
        }
    }
}

/// Bounds the processes of the cage, where that was left to us: outside those of the user's
/// other programs would count too.
fn bound() -> Result<(), Refusal> {
    let most = std::env::args().nth(2).and_then(|most| most.parse().ok());
    most.map_or(Ok(()), resources::bound_processes)
}

/// Takes the warden's socket from standard input, and leaves nothing of the outside in its place
/// or in that of the outputs: programs inherit those.
fn take_standard() -> io::Result<OwnedFd> {
    let warden = fcntl_dupfd_cloexec(stdin(), 3)?;
    let null = rustix::fs::open("/dev/null", OFlags::RDWR | OFlags::CLOEXEC, Mode::empty())?;
    dup2_stdin(&null)?;
    dup2_stdout(&null)?;
    dup2_stderr(&null)?;
    Ok(warden)
}

impl Init {
    fn new(warden: &OwnedFd) -> Result<Self, Refusal> {
        let failed = |error: io::Error| {
            let reason = Reason::Sandbox(errno(&error));
            Refusal::failed(reason, format!("the cage's init: {error}"), "")
        };
        let (children, signalled) = UnixStream::pair().map_err(failed)?;
        children.set_nonblocking(true).map_err(failed)?;
        signal_hook::low_level::pipe::register(libc::SIGCHLD, signalled).map_err(failed)?;
        Ok(Self {
            warden: warden.try_clone().map_err(failed)?,
            children,
            daemons: Daemons {
                bus: Bus::listen().map_err(failed)?,
                sound: None,
            },
            notices: Notices::listen().map_err(failed)?,
            life: Life::default(),
        })
    }

    /// Until the warden has gone.
    fn serve(&mut self) -> ExitCode {
        if self.tell(&Tiding::Ready).is_err() {
            return ExitCode::from(code::FAILED);
        }
        loop {
            let Ok(events) = self.wait() else {
                return ExitCode::from(code::FAILED);
            };
            for event in events {
                if self.handle(event).is_err() {
                    return ExitCode::SUCCESS;
                }
            }
            if self.life.became_idle() && self.tell(&Tiding::Idle).is_err() {
                return ExitCode::SUCCESS;
            }
        }
    }

    /// Waits for something to happen. Lines come last to first, so that what is done with one
    /// leaves the numbers of the others.
    fn wait(&self) -> Result<Vec<Event>, Errno> {
        let watched = self.watched();
        let mut polled: Vec<_> = watched
            .iter()
            .map(|(_, fd, flags)| PollFd::from_borrowed_fd(*fd, *flags))
            .collect();
        loop {
            match poll(&mut polled, None) {
                Err(Errno::INTR) => {}
                Err(error) => return Err(error),
                Ok(_) => break,
            }
        }
        let happened = watched
            .iter()
            .zip(&polled)
            .filter(|(_, fd)| !fd.revents().is_empty());
        Ok(happened.map(|((event, ..), _)| *event).collect())
    }

    /// All that may happen, and by what it is seen.
    fn watched(&self) -> Vec<(Event, BorrowedFd<'_>, PollFlags)> {
        let mut watched = vec![
            (Event::Warden, self.warden.as_fd(), PollFlags::IN),
            (Event::Child, self.children.as_fd(), PollFlags::IN),
            (Event::Notice, self.notices.as_fd(), PollFlags::IN),
        ];
        let bus = self.daemons.bus.as_ref();
        let bus = bus.and_then(|bus| bus.daemon.wanted());
        watched.extend(bus.map(|fd| (Event::Bus, fd, PollFlags::IN)));
        if let Some(sound) = &self.daemons.sound {
            let called = sound.daemon.wanted();
            watched.extend(called.map(|fd| (Event::Sound, fd, PollFlags::IN)));
            let ear = sound.ear.as_ref().map(Ear::wanted);
            watched.extend(ear.map(|(fd, flags)| (Event::Ear, fd, flags)));
        }
        let lines = self.life.lines();
        watched.extend(lines.map(|(number, fd)| (Event::Line(number), fd, PollFlags::IN)));
        watched
    }

    /// An error means that the warden has gone.
    fn handle(&mut self, event: Event) -> Result<(), Errno> {
        match event {
            Event::Warden => self.hear_warden(),
            Event::Child => {
                drain(&self.children);
                let ended = self.life.reap();
                self.daemons.ended(&ended);
                self.life.settle(|| self.daemons.alone());
                Ok(())
            }
            Event::Bus => {
                self.daemons.bus.iter_mut().for_each(Bus::start);
                Ok(())
            }
            Event::Sound => {
                self.daemons.sound.iter_mut().for_each(Sound::start);
                Ok(())
            }
            Event::Ear => {
                let sound = self.daemons.sound.as_mut();
                let ear = sound.and_then(|sound| sound.ear.as_mut());
                ear.map_or(Ok(()), Ear::go_on)
            }
            Event::Notice => match self.notices.hear() {
                Some(notice) => self.tell(&Tiding::Notice(notice)),
                None => Ok(()),
            },
            Event::Line(number) => {
                self.hear_line(number);
                Ok(())
            }
        }
    }

    fn hear_warden(&mut self) -> Result<(), Errno> {
        match receive::<Task>(&self.warden, Wait::No) {
            Ok(received) => self.perform(received),
            // A newer warden's word, which the older init can't know.
            Err(PostError::Nothing | PostError::Bad) => Ok(()),
            Err(PostError::End) => Err(Errno::PIPE),
        }
    }

    fn perform(&mut self, received: Received<Task>) -> Result<(), Errno> {
        match received.message {
            Task::Run { act, run } => {
                let refusal = self.life.run(&run, received.fds).err();
                self.tell(&Tiding::Ran { act, refusal })
            }
            Task::Freeze => {
                self.life.freeze();
                Ok(())
            }
            Task::Thaw => {
                self.life.thaw();
                Ok(())
            }
            Task::Stop => {
                self.life.stop();
                Ok(())
            }
            Task::Entries { act } => self.tell_entries(act),
            Task::Sound { sound, microphone } => {
                let mut fds = received.fds.into_iter();
                let out = sound.then(|| fds.next()).flatten();
                let ear = microphone.then(|| fds.next()).flatten();
                // Without it, programs find no server; whoever else they are, they run.
                self.daemons.sound = Sound::listen(out, ear).ok();
                Ok(())
            }
        }
    }

    fn tell_entries(&self, act: u64) -> Result<(), Errno> {
        let mut parts = entries::parts(entries::all()).into_iter().peekable();
        while let Some(entries) = parts.next() {
            let last = parts.peek().is_none();
            self.tell(&Tiding::Entries { act, entries, last })?;
        }
        Ok(())
    }

    /// Hears one message of a line, if it is one.
    fn hear_line(&mut self, number: usize) {
        let Some(line) = self.life.line(number) else {
            return;
        };
        match receive::<Down>(line, Wait::No) {
            Ok(received) => self.life.down(number, received.message),
            Err(PostError::Nothing | PostError::Bad) => {}
            Err(PostError::End) => self.life.hang_up(number),
        }
    }

    /// An error means that the warden has gone.
    fn tell(&self, tiding: &Tiding) -> Result<(), Errno> {
        send(&self.warden, &packed(tiding), &[], Wait::Yes)
    }
}

/// Forgets how often it was signalled.
fn drain(mut children: &UnixStream) {
    let mut bytes = [0; 64];
    while let Ok(count) = io::Read::read(&mut children, &mut bytes) {
        if count < bytes.len() {
            return;
        }
    }
}
