//! What happens after each dispatch, in this order and nowhere else.

use std::time::Duration;

use smithay::reexports::wayland_protocols::wp::presentation_time::server::wp_presentation_feedback::Kind;
use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::wayland::compositor::{SurfaceAttributes, with_states};
use smithay::wayland::presentation::{PresentationFeedbackCachedState, Refresh as Pace};

use crate::clock::Now;
use crate::desk::OutputId;
use crate::render::Refresh;
use crate::state::Compositor;

/// How often hidden windows are told of a frame.
const HIDDEN_PACE: Duration = Duration::from_secs(1);

impl Compositor {
    /// Brings everything up to date at `now` and flushes what clients are to hear.
    pub fn turn(&mut self, now: Now) {
        self.bury_departed();
        self.settle_focus();
        self.configure_all();
        self.tick_clock(now);
        if self.desk.take_changed() {
            self.tell_moved();
            self.work.rearrange();
        }
        self.mark_outputs();
        self.draw_due(now);
        self.answer_hidden(now);
        if let Err(error) = self.display.flush_clients() {
            tracing::warn!(%error, "flushing clients");
        }
    }

    /// When the next turn is due if nothing else happens; `None` means never.
    #[must_use]
    pub fn next_deadline(&self, now: Now) -> Option<Now> {
        let waiting = !self.work.callbacks.is_empty();
        let frames = self
            .outputs
            .iter()
            .filter(|screen| screen.dirty || waiting)
            .map(|screen| screen.next_frame(screen.last_frame).max(now));
        let hidden = (!self.work.idle_callbacks.is_empty())
            .then_some(self.work.idle_tick)
            .flatten();
        frames.chain(hidden).chain(self.work.clock_tick).min()
    }

    /// Forgets what clients that have left still had.
    fn bury_departed(&mut self) {
        for (cage, client) in self.connections.take_departed() {
            self.seats.client_gone(cage, &client);
            self.work.rearrange();
        }
    }

    fn tick_clock(&mut self, now: Now) {
        if self.work.clock_tick.is_none_or(|due| due <= now) {
            let time = self.clock.time_of_day();
            self.work.clock_tick =
                Some(now.after(Duration::from_secs(u64::from(time.seconds_left))));
            self.work.rearrange();
        }
    }

    /// Hands what changed to the outputs that show it.
    fn mark_outputs(&mut self) {
        let changes = std::mem::take(&mut self.work.changes);
        if changes.is_empty() {
            return;
        }
        for screen in self.outputs.iter_mut() {
            let here = |at| screen.area().to_f64().contains(at);
            let shown = changes.arranged
                || (changes.pointer && self.input.pointer.is_some_and(here))
                || screen
                    .scene
                    .layers
                    .iter()
                    .any(|(id, _)| crate::render::Stale::stale(&changes, id));
            if shown {
                screen.dirty = true;
                screen.changes.merge(&changes);
            }
        }
    }

    /// Draws the outputs whose frame is due and tells their clients.
    fn draw_due(&mut self, now: Now) {
        let waiting = !self.work.callbacks.is_empty();
        let due: Vec<OutputId> = self
            .outputs
            .iter()
            .filter(|screen| screen.dirty || waiting)
            .filter(|screen| screen.next_frame(screen.last_frame) <= now)
            .map(|screen| screen.id)
            .collect();
        for id in &due {
            self.draw_output(*id, now);
        }
        if !due.is_empty() {
            self.answer_shown(&due);
        }
    }

    fn draw_output(&mut self, id: OutputId, now: Now) {
        let Some(screen) = self.outputs.get_mut(id) else {
            return;
        };
        let changes = std::mem::take(&mut screen.changes);
        screen.dirty = false;
        screen.last_frame = screen.grid_before(now);
        if changes.arranged {
            let scene = self.scene_of(id);
            if let Some(screen) = self.outputs.get_mut(id) {
                screen.scene = scene;
            }
            self.stacking_changed(now);
        } else if changes.pointer {
            self.repoint(id);
        }
        let Some(screen) = self.outputs.get_mut(id) else {
            return;
        };
        let refresh = Refresh {
            stale: &changes,
            arranged: changes.arranged,
            pointer: changes.pointer,
        };
        match self.backend.draw(id, &screen.scene, refresh) {
            Ok(drawn) => screen.drawn(drawn),
            Err(error) => screen.not_drawn(&error),
        }
    }

    /// Answers the surfaces that wait for a frame. Every visible window is
    /// answered each frame, covered or not: what covers it is not its business.
    fn answer_shown(&mut self, due: &[OutputId]) {
        let Some(screen) = due.first().and_then(|id| self.outputs.get(*id)) else {
            return;
        };
        let at = screen.last_frame;
        let refresh = screen.refresh;
        let sequence = u64::try_from(at.0.as_nanos() / refresh.as_nanos().max(1)).unwrap_or(0);
        let output = screen.handle.clone();
        for surface in self.work.callbacks.take() {
            if !surface.is_alive() {
                continue;
            }
            if !self.surface_visible(&surface) {
                self.work.idle_callbacks.push(surface);
                continue;
            }
            send_callbacks(&surface, at);
            with_states(&surface, |states| {
                let mut cached = states.cached_state.get::<PresentationFeedbackCachedState>();
                for feedback in cached.current().callbacks.drain(..) {
                    feedback.presented(
                        &output,
                        at.0,
                        Pace::fixed(refresh),
                        sequence,
                        Kind::empty(),
                    );
                }
            });
        }
    }

    /// Answers hidden surfaces at a slow, steady pace.
    fn answer_hidden(&mut self, now: Now) {
        if self.work.idle_callbacks.is_empty() {
            self.work.idle_tick = None;
            return;
        }
        let due = *self.work.idle_tick.get_or_insert(now.after(HIDDEN_PACE));
        if due > now {
            return;
        }
        self.work.idle_tick = None;
        for surface in self.work.idle_callbacks.take() {
            if surface.is_alive() {
                send_callbacks(&surface, now);
            }
        }
    }

    /// Whether a surface belongs to something an output shows now.
    fn surface_visible(&self, surface: &WlSurface) -> bool {
        match self.root_window(surface) {
            Some(window) => self.desk.is_visible(window),
            None => true,
        }
    }

    /// Notes the surfaces of a committed surface's tree that want to hear of the next frame.
    pub(crate) fn note_callbacks(&mut self, surface: &WlSurface) {
        let wants = with_states(surface, |states| {
            let frame = !states
                .cached_state
                .get::<SurfaceAttributes>()
                .current()
                .frame_callbacks
                .is_empty();
            let feedback = !states
                .cached_state
                .get::<PresentationFeedbackCachedState>()
                .current()
                .callbacks
                .is_empty();
            frame || feedback
        });
        if wants && !self.work.idle_callbacks.contains(surface) {
            self.work.callbacks.push(surface.clone());
        }
    }
}

fn send_callbacks(surface: &WlSurface, at: Now) {
    with_states(surface, |states| {
        let mut cached = states.cached_state.get::<SurfaceAttributes>();
        for callback in cached.current().frame_callbacks.drain(..) {
            callback.done(at.millis());
        }
    });
}
