//! What the host tells of the window, as a source of the session's loop.

use std::io;

use smithay::backend::input::InputEvent as FromHost;
use smithay::backend::winit::{WinitEvent, WinitEventLoop, WinitInput};
use smithay::reexports::calloop::{
    EventSource, Poll, PostAction, Readiness, Result, Token, TokenFactory,
};
use smithay::utils::{Physical, Size};

use super::drawable;
use super::input::Place;
use crate::backend::Backend;
use crate::clock::Now;
use crate::state::Compositor;

/// What happened to the window.
#[derive(Debug)]
pub(crate) enum HostEvent {
    /// The host said so.
    Told(WinitEvent),
    /// The host is gone.
    Gone,
}

/// Smithay's source, which by itself falls silent when the host goes away.
pub(crate) struct HostEvents(WinitEventLoop);

impl HostEvents {
    pub(super) fn new(events: WinitEventLoop) -> HostEvents {
        HostEvents(events)
    }
}

impl EventSource for HostEvents {
    type Event = HostEvent;
    type Metadata = ();
    type Ret = ();
    type Error = io::Error;

    // Toolkits read their connection at odd times, so what they read has to be
    // asked for before each sleep; the descriptor alone would not tell.
    const NEEDS_EXTRA_LIFECYCLE_EVENTS: bool = true;

    fn before_sleep(&mut self) -> Result<Option<(Readiness, Token)>> {
        self.0.before_sleep()
    }

    fn process_events<F>(
        &mut self,
        readiness: Readiness,
        token: Token,
        mut tell: F,
    ) -> io::Result<PostAction>
    where
        F: FnMut(HostEvent, &mut ()),
    {
        let told = |event, (): &mut ()| tell(HostEvent::Told(event), &mut ());
        let action = self.0.process_events(readiness, token, told)?;
        if action == PostAction::Remove {
            tell(HostEvent::Gone, &mut ());
        }
        Ok(action)
    }

    fn register(&mut self, poll: &mut Poll, tokens: &mut TokenFactory) -> Result<()> {
        self.0.register(poll, tokens)
    }

    fn reregister(&mut self, poll: &mut Poll, tokens: &mut TokenFactory) -> Result<()> {
        // Smithay's own registers a second time, which the kernel refuses.
        self.0.unregister(poll)?;
        self.0.register(poll, tokens)
    }

    fn unregister(&mut self, poll: &mut Poll) -> Result<()> {
        self.0.unregister(poll)
    }
}

impl Compositor {
    /// Follows what the host does to the window.
    pub(crate) fn host_event(&mut self, event: HostEvent, now: Now) {
        match event {
            HostEvent::Told(WinitEvent::Resized { size, scale_factor }) => {
                self.follow_window(size, scale_factor);
            }
            HostEvent::Told(WinitEvent::Focus(true)) => {}
            HostEvent::Told(WinitEvent::Focus(false)) => self.let_go(now),
            HostEvent::Told(WinitEvent::Input(event)) => self.host_input(&event, now),
            HostEvent::Told(WinitEvent::CloseRequested) => self.quit(),
            HostEvent::Told(WinitEvent::Redraw) => self.window_lost(),
            HostEvent::Gone => {
                tracing::error!("the host session has ended, and this one with it");
                self.quit();
            }
        }
    }

    /// The output takes the window's size, and its scale unless the user named one.
    fn follow_window(&mut self, size: Size<i32, Physical>, factor: f64) {
        let Backend::Nested(nested) = &self.backend else {
            return;
        };
        let scale = nested.scale(factor);
        let Some(screen) = nested.output.and_then(|id| self.outputs.get_mut(id)) else {
            return;
        };
        if !drawable(size) || (screen.size == size && screen.scale == scale) {
            return;
        }
        screen.size = size;
        screen.scale = scale;
        let id = screen.id;
        if let Err(error) = self.shape_output(id) {
            tracing::error!(%error, "the output could not follow its window");
        }
    }

    fn window_lost(&mut self) {
        let Backend::Nested(nested) = &mut self.backend else {
            return;
        };
        nested.lost();
        if let Some(screen) = nested.output.and_then(|id| self.outputs.get_mut(id)) {
            screen.dirty = true;
        }
    }

    /// Without the host's focus nobody would tell when a key goes up.
    fn let_go(&mut self, now: Now) {
        let Backend::Nested(nested) = &mut self.backend else {
            return;
        };
        for event in nested.devices.let_go() {
            self.input(event, now);
        }
    }

    fn host_input(&mut self, event: &FromHost<WinitInput>, now: Now) {
        let Backend::Nested(nested) = &mut self.backend else {
            return;
        };
        let Some(screen) = nested.output.and_then(|id| self.outputs.get(id)) else {
            return;
        };
        let place = Place {
            position: screen.position,
            size: screen.size,
            scale: screen.scale.factor(),
            transform: screen.transform,
        };
        for event in nested.devices.translate(event, &place) {
            self.input(event, now);
        }
    }
}
