//! The session's loop: wait, dispatch what is ready, then one turn.

use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::process::Child;
use std::time::Duration;

use anyhow::Context;
use lisere_policy::{CageId, Limit};
use smithay::reexports::calloop::generic::Generic;
use smithay::reexports::calloop::{
    EventLoop, Interest, LoopHandle, Mode, PostAction, RegistrationToken,
};
use smithay::reexports::wayland_server::Display;

use crate::cages::admit;
use crate::clock::Now;
use crate::connections::{bury, dispatch};
use crate::control::ControlSocket;
use crate::door::{Backlog, Door};
use crate::harden::{child, spawn};
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
    /// Listeners that are left alone until then.
    stuck: (Vec<RegistrationToken>, Option<Now>),
    listeners: Vec<(CageId, RegistrationToken)>,
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
        Session {
            core,
            display,
            control,
            door,
            child: None,
            started,
            stuck: (Vec::new(), None),
            listeners: Vec::new(),
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

    /// Admits who waits at a cage's socket, as many as the cage may have.
    fn accept(&mut self, cage: CageId) -> PostAction {
        let core = &mut self.core;
        let most = core
            .policy
            .cage(cage)
            .map_or(0, |cage| cage.limits().size(Limit::Connections));
        let backlog = self.door.accept_all(cage, &mut |stream| {
            if core.connections.clients_of(cage) >= most {
                tracing::warn!(
                    cage = cage.index(),
                    most,
                    "the cage has all its connections"
                );
                return;
            }
            if let Err(error) = admit(&mut core.display, stream, cage, &mut core.connections) {
                tracing::warn!(%error, "a client could not be admitted");
            }
        });
        if backlog != Backlog::Stuck {
            return PostAction::Continue;
        }
        let due = self.core.clock.now().after(STUCK_PAUSE);
        let tokens = self
            .listeners
            .iter()
            .filter(|(known, _)| *known == cage)
            .map(|(_, token)| *token);
        self.stuck.0.extend(tokens);
        self.stuck.1 = Some(due);
        PostAction::Disable
    }

    /// Listens again where the system could not accept anyone a moment ago.
    fn unstick(&mut self, events: &LoopHandle<'static, Session>, now: Now) {
        if self.stuck.1.is_none_or(|due| now < due) {
            return;
        }
        self.stuck.1 = None;
        for token in self.stuck.0.drain(..) {
            if let Err(error) = events.enable(&token) {
                tracing::error!(%error, "a cage's socket is watched no longer");
            }
        }
    }

    fn serve_control(&mut self) {
        let now = self.core.clock.now();
        for (id, request) in self.control.ready() {
            let reply = self
                .core
                .respond(request.command, &self.door, self.started, now);
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
        self.core.connections.bound_talk()?;
        self.core.turn(self.core.clock.now());
        while !self.core.work.ended {
            let now = self.core.clock.now();
            self.unstick(&events.handle(), now);
            let due = self
                .core
                .next_deadline(now)
                .into_iter()
                .chain(self.stuck.1)
                .chain(self.core.connections.unburied().then_some(now))
                .min();
            let timeout = due.map(|due| now.until(due));
            events
                .dispatch(timeout, &mut self)
                .context("waiting for events")?;
            bury(&mut self.display, &mut self.core);
            self.core.turn(self.core.clock.now());
        }
        Ok(())
    }

    /// Watches everything that can wake the session.
    fn watch(&mut self, events: &LoopHandle<'static, Session>) -> anyhow::Result<()> {
        let clients = self.core.connections.as_fd().try_clone_to_owned()?;
        watch(events, clients, Session::dispatch_clients)?;
        for (cage, listener) in self.door.listeners() {
            let fd = OwnedFd::from(listener.try_clone()?);
            let token = watch_until(events, fd, move |session| session.accept(cage))?;
            self.listeners.push((cage, token));
        }
        watch(
            events,
            self.control.as_fd().try_clone_to_owned()?,
            Session::serve_control,
        )?;
        self.watch_host(events)?;
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
    watch_until(events, fd, move |session| {
        ready(session);
        PostAction::Continue
    })?;
    Ok(())
}

/// Calls `ready` whenever `fd` can be read, until it says otherwise.
fn watch_until(
    events: &LoopHandle<'static, Session>,
    fd: OwnedFd,
    mut ready: impl FnMut(&mut Session) -> PostAction + 'static,
) -> anyhow::Result<RegistrationToken> {
    let source = Generic::new(fd, Interest::READ, Mode::Level);
    events
        .insert_source(source, move |_, _, session| Ok(ready(session)))
        .map_err(|error| anyhow::anyhow!("watching a file descriptor: {error}"))
}
