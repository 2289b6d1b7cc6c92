//! The session's loop: wait, dispatch what is ready, then one turn.

mod control;
mod errands;
mod gates;
mod journal;
mod listeners;
mod lock;
mod preferences;
mod seat;
mod warden;

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::process::Child;
use std::time::Duration;

use anyhow::Context;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use smithay::reexports::calloop::generic::Generic;
use smithay::reexports::calloop::{EventLoop, Interest, LoopHandle, Mode, PostAction};
use smithay::reexports::wayland_server::Display;

use crate::clock::Now;
use crate::connections::{bury, dispatch};
use crate::control::{ConnectionId, ControlSocket};
use crate::door::Door;
use crate::gates::Gates;
use crate::harden::{child, spawn};
use crate::identity::Examinations;
use crate::state::Compositor;
use crate::warden::Warden;

use listeners::Listeners;
use preferences::Followed;

/// Everything that lives as long as the session.
pub struct Session {
    /// The core.
    pub core: Compositor,
    display: Display<Compositor>,
    // Before the door, whose folder it leaves empty.
    control: ControlSocket,
    gates: Gates,
    warden: Warden,
    door: Door,
    child: Option<Child>,
    started: Now,
    /// Who asked for the cages and is answered when the gates have been heard, or then.
    waiting: Vec<(ConnectionId, Now)>,
    /// Who asked for the lock and hears when every screen shows it.
    lockers: Vec<ConnectionId>,
    /// Who waits to hear what becomes of files or a link, by the number of the errand.
    errands: Vec<(u64, ConnectionId)>,
    /// Programs that wait until it is seen whose they are.
    examinations: Examinations,
    /// Where preferences are read again.
    preferences: Option<Followed>,
    /// Who hears what happens.
    listeners: Listeners,
}

impl Session {
    /// Puts the parts together.
    #[must_use]
    pub fn new(
        core: Compositor,
        display: Display<Compositor>,
        door: Door,
        (gates, warden): (Gates, Warden),
        control: ControlSocket,
    ) -> Session {
        let started = core.clock.now();
        Session {
            core,
            display,
            control,
            gates,
            warden,
            door,
            child: None,
            started,
            waiting: Vec::new(),
            lockers: Vec::new(),
            errands: Vec::new(),
            examinations: Examinations::default(),
            preferences: None,
            listeners: Listeners::default(),
        }
    }

    /// Starts the command given on the command line, on the trusted side.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(&mut self, command: &[String]) -> anyhow::Result<()> {
        let Some((program, arguments)) = command.split_first() else {
            return Ok(());
        };
        let mut command = child(program);
        command
            .args(arguments)
            .env("LISERE_CONTROL", self.control.path());
        let child = spawn(&mut command)
            .with_context(|| format!("cannot start `{program}`: is it installed and in PATH?"))?;
        self.child = Some(child);
        Ok(())
    }

    fn dispatch_clients(&mut self) {
        dispatch(&mut self.display, &mut self.core);
    }

    /// Runs until the session ends.
    ///
    /// # Errors
    /// When the loop itself fails.
    pub fn run(mut self, mut events: EventLoop<'static, Session>) -> anyhow::Result<()> {
        self.watch(&events.handle())?;
        self.core.connections.bound_talk()?;
        self.follow_volume();
        self.core.turn(self.core.clock.now());
        while !self.core.work.ended {
            let now = self.core.clock.now();
            let due = self
                .core
                .next_deadline(now)
                .into_iter()
                .chain(self.gates_due())
                .chain(self.core.connections.unburied().then_some(now))
                .min();
            let timeout = due.map(|due| now.until(due));
            self.hear(&mut events, timeout)
                .context("waiting for events")?;
            let now = self.core.clock.now();
            self.carry_out_orders(now);
            bury(&mut self.display, &mut self.core);
            self.serve_launches(now);
            self.core.turn(now);
            self.tell_of_errands();
            self.tell_of_lock();
            self.tell_listeners(now);
        }
        self.finish_journal();
        Ok(())
    }

    /// Waits for somebody to say something, for so long at most, and hears it: the user and
    /// our own processes first, then clients. Clients are waited for beside the loop's other
    /// sources, which cost several system calls each time that one of them wakes it.
    fn hear(
        &mut self,
        events: &mut EventLoop<'static, Session>,
        timeout: Option<Duration>,
    ) -> anyhow::Result<()> {
        let (clients, others) = match self.core.backend.is_hosted() {
            // That source may have events that no descriptor tells of.
            true => (true, events.dispatch(timeout, self).map(|()| false)?),
            false => wait(self.core.connections.as_fd(), events.as_fd(), timeout)?,
        };
        if others {
            events.dispatch(Some(Duration::ZERO), self)?;
        }
        self.core.work.silent = clients && !others && !self.core.backend.is_hosted();
        if clients {
            self.dispatch_clients();
        }
        Ok(())
    }

    /// Watches everything that can wake the session.
    fn watch(&mut self, events: &LoopHandle<'static, Session>) -> anyhow::Result<()> {
        if self.core.backend.is_hosted() {
            let clients = self.core.connections.as_fd().try_clone_to_owned()?;
            watch(events, clients, |_| {})?;
        }
        let gates = self.gates.as_fd().try_clone_to_owned()?;
        watch(events, gates, Session::serve_gates)?;
        let warden = self.warden.as_fd().try_clone_to_owned()?;
        watch(events, warden, Session::serve_warden)?;
        watch(
            events,
            self.control.as_fd().try_clone_to_owned()?,
            Session::serve_control,
        )?;
        if let Some(helpers) = self.core.crossing.helpers_fd() {
            // The turn that follows hears them.
            watch(events, helpers.try_clone_to_owned()?, |_| {})?;
        }
        let crossing = self.core.crossing.as_fd().try_clone_to_owned()?;
        watch(events, crossing, |session: &mut Session| {
            let now = session.core.clock.now();
            session.core.serve_crossing(now);
        })?;
        self.watch_lock(events)?;
        self.watch_host(events)?;
        self.watch_seat(events)?;
        self.watch_preferences(events)?;
        self.watch_journal(events)?;
        self.watch_signals(events)
    }

    /// The session that this one is a window of, if it is one.
    fn watch_host(&mut self, events: &LoopHandle<'static, Session>) -> anyhow::Result<()> {
        let Some(host) = self.core.backend.take_events() else {
            return Ok(());
        };
        events
            .insert_source(host, |event, (), session| {
                let now = session.core.clock.now();
                session.core.host_event(event, now);
            })
            .map_err(|error| anyhow::anyhow!("watching the host session: {error}"))?;
        Ok(())
    }

    fn watch_signals(&mut self, events: &LoopHandle<'static, Session>) -> anyhow::Result<()> {
        use signal_hook::consts::{SIGCHLD, SIGHUP, SIGINT, SIGTERM};
        for signal in [SIGTERM, SIGINT, SIGCHLD, SIGHUP] {
            let (ours, theirs) = UnixStream::pair()?;
            ours.set_nonblocking(true)?;
            signal_hook::low_level::pipe::register(signal, theirs)?;
            let mut drain = ours.try_clone()?;
            watch(events, OwnedFd::from(ours), move |session: &mut Session| {
                while std::io::Read::read(&mut drain, &mut [0; 64]).is_ok_and(|read| read > 0) {}
                match signal {
                    SIGCHLD => session.reap(),
                    // What they are is said on the bar and in the log.
                    SIGHUP => session.core.work.wishes.reload = true,
                    _ => session.core.quit(),
                }
            })?;
        }
        Ok(())
    }
}

/// Waits until one of the two can be read, for so long at most; says which can.
fn wait(
    clients: BorrowedFd<'_>,
    others: BorrowedFd<'_>,
    timeout: Option<Duration>,
) -> anyhow::Result<(bool, bool)> {
    let timeout = timeout.map(Timespec::try_from).transpose()?;
    let mut fds = [clients, others].map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN));
    match poll(&mut fds, timeout.as_ref()) {
        Ok(_) => {}
        // What signals say comes through descriptors.
        Err(Errno::INTR) => return Ok((false, true)),
        Err(error) => return Err(error.into()),
    }
    let [clients, others] = fds.map(|fd| !fd.revents().is_empty());
    Ok((clients, others))
}

/// Calls `ready` whenever `fd` can be read.
fn watch(
    events: &LoopHandle<'static, Session>,
    fd: OwnedFd,
    mut ready: impl FnMut(&mut Session) + 'static,
) -> anyhow::Result<()> {
    let source = Generic::new(fd, Interest::READ, Mode::Level);
    events
        .insert_source(source, move |_, _, session| {
            ready(session);
            Ok(PostAction::Continue)
        })
        .map_err(|error| anyhow::anyhow!("watching a file descriptor: {error}"))?;
    Ok(())
}
