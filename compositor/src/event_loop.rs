//! The session's loop: wait, dispatch what is ready, then one turn.

use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::process::{Child, Command};
use std::time::Duration;

use anyhow::Context;
use lisere_policy::CageId;
use smithay::reexports::calloop::generic::Generic;
use smithay::reexports::calloop::{EventLoop, Interest, LoopHandle, Mode, PostAction};
use smithay::reexports::wayland_server::Display;

use crate::cages::admit;
use crate::clock::Now;
use crate::control::ControlSocket;
use crate::door::{Backlog, Door};
use crate::state::Compositor;

/// How long a listener is left alone when the system cannot accept anyone.
const STUCK_PAUSE: Duration = Duration::from_millis(100);

/// Everything that lives as long as the session.
pub struct Session {
    /// The core.
    pub core: Compositor,
    display: Display<Compositor>,
    // Before the door, whose folder it leaves empty.
    control: ControlSocket,
    door: Door,
    child: Option<Child>,
    started: Now,
    stuck: Option<Now>,
}

impl Session {
    /// Puts the parts together.
    #[must_use]
    pub fn new(
        core: Compositor,
        display: Display<Compositor>,
        door: Door,
        control: ControlSocket,
    ) -> Session {
        let started = core.clock.now();
        Session { core, display, door, control, child: None, started, stuck: None }
    }

    /// Starts the command given on the command line, on the trusted side.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(&mut self, command: &[String]) -> anyhow::Result<()> {
        let Some((program, arguments)) = command.split_first() else { return Ok(()) };
        let child = Command::new(program)
            .args(arguments)
            .env("LISERE_CONTROL", self.control.path())
            .env_remove("WAYLAND_DISPLAY")
            .spawn()
            .with_context(|| format!("cannot start `{program}`: is it installed and in PATH?"))?;
        self.child = Some(child);
        Ok(())
    }

    fn dispatch_clients(&mut self) {
        if let Err(error) = self.display.dispatch_clients(&mut self.core) {
            tracing::error!(%error, "dispatching clients");
        }
    }

    fn accept(&mut self, cage: CageId) {
        let now = self.core.clock.now();
        if self.stuck.is_some_and(|until| now < until) {
            return;
        }
        let core = &mut self.core;
        let backlog = self.door.accept_all(cage, &mut |stream| {
            if let Err(error) = admit(&mut core.display, stream, cage, &core.departures) {
                tracing::warn!(%error, "a client could not be admitted");
            }
        });
        self.stuck = (backlog == Backlog::Stuck).then(|| now.after(STUCK_PAUSE));
    }

    fn serve_control(&mut self) {
        let now = self.core.clock.now();
        for (id, request) in self.control.ready() {
            let reply = self.core.respond(request.command, &self.door, self.started, now);
            self.control.reply(id, &reply);
        }
    }

    fn reap(&mut self) {
        if let Some(child) = &mut self.child
            && let Ok(Some(status)) = child.try_wait()
        {
            tracing::info!(%status, "the session's command has ended");
            self.child = None;
        }
    }

    /// Runs until the session ends.
    ///
    /// # Errors
    /// When the loop itself fails.
    pub fn run(mut self, mut events: EventLoop<'static, Session>) -> anyhow::Result<()> {
        self.watch(&events.handle())?;
        self.core.turn(self.core.clock.now());
        while !self.core.work.ended {
            let now = self.core.clock.now();
            let timeout = self.core.next_deadline(now).map(|due| now.until(due));
            events.dispatch(timeout, &mut self).context("waiting for events")?;
            self.core.turn(self.core.clock.now());
        }
        Ok(())
    }

    /// Watches everything that can wake the session.
    fn watch(&mut self, events: &LoopHandle<'static, Session>) -> anyhow::Result<()> {
        let display = self.display.backend().poll_fd().try_clone_to_owned()?;
        watch(events, display, Session::dispatch_clients)?;
        for (cage, listener) in self.door.listeners() {
            let fd = OwnedFd::from(listener.try_clone()?);
            watch(events, fd, move |session: &mut Session| session.accept(cage))?;
        }
        watch(events, self.control.as_fd().try_clone_to_owned()?, Session::serve_control)?;
        self.watch_host(events)?;
        self.watch_signals(events)
    }

    /// The session that this one is a window of, if it is one.
    fn watch_host(&mut self, events: &LoopHandle<'static, Session>) -> anyhow::Result<()> {
        let Some(host) = self.core.backend.take_events() else { return Ok(()) };
        events
            .insert_source(host, |event, (), session| {
                let now = session.core.clock.now();
                session.core.host_event(event, now);
            })
            .map_err(|error| anyhow::anyhow!("watching the host session: {error}"))?;
        Ok(())
    }

    fn watch_signals(&mut self, events: &LoopHandle<'static, Session>) -> anyhow::Result<()> {
        use signal_hook::consts::{SIGCHLD, SIGINT, SIGTERM};
        for signal in [SIGTERM, SIGINT, SIGCHLD] {
            let (ours, theirs) = UnixStream::pair()?;
            ours.set_nonblocking(true)?;
            signal_hook::low_level::pipe::register(signal, theirs)?;
            let mut drain = ours.try_clone()?;
            watch(events, OwnedFd::from(ours), move |session: &mut Session| {
                while std::io::Read::read(&mut drain, &mut [0; 64]).is_ok_and(|read| read > 0) {}
                if signal == SIGCHLD {
                    session.reap();
                } else {
                    session.core.quit();
                }
            })?;
        }
        Ok(())
    }
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
