//! When clients hear that something was shown: at points of the frame grid that depend
//! on their own commits only, whoever else draws and whenever an output is drawn.

use std::time::Duration;

use smithay::backend::renderer::utils::{Buffer, RendererSurfaceStateUserData};
use smithay::reexports::wayland_protocols::wp::presentation_time::server::wp_presentation_feedback::Kind;
use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::wayland::compositor::{
    SurfaceAttributes, SurfaceData, TraversalAction, is_sync_subsurface, with_states,
    with_surface_tree_downward,
};
use smithay::wayland::presentation::{
    PresentationFeedbackCachedState, PresentationFeedbackCallback as Feedback, Refresh,
};

use crate::clock::Now;
use crate::desk::OutputId;
use crate::outputs::Screen;
use crate::state::Compositor;

impl Compositor {
    /// Gives a time to what was noted since the last turn.
    pub(crate) fn date_answers(&mut self, now: Now) {
        for surface in self.work.waiting.take_asked() {
            self.date_callback(surface, now);
        }
        for (surface, buffer) in std::mem::take(&mut self.work.replaced) {
            let due = self
                .screen_of(&surface)
                .map_or(now, |screen| screen.begun_after(now));
            self.work.retired.push(due, buffer);
        }
    }

    /// A surface hears when the next frame of its output is begun: then it has all the time
    /// between two frames to draw.
    fn date_callback(&mut self, surface: WlSurface, now: Now) {
        match self.screen_of(&surface) {
            Some(screen) => {
                let (due, output) = (screen.begun_after(now), screen.id);
                self.work.waiting.shown.push(due, (surface, output));
            }
            None => self.work.waiting.hidden.push(next_second(now), surface),
        }
    }

    /// The output whose frames a surface hears of: the one its window belongs to. What
    /// belongs to no window, as the pointer's image, keeps to the oldest output.
    fn screen_of(&self, surface: &WlSurface) -> Option<&Screen> {
        let window = self.root_window(surface);
        let home = window.and_then(|id| self.desk.entry(id)?.output.into());
        home.and_then(|output| self.outputs.get(output))
            .or_else(|| self.outputs.iter().next())
    }

    /// Tells clients what they are due to hear. Outputs have been drawn before.
    pub(crate) fn answer(&mut self, now: Now) {
        // Dropping a buffer releases it, now that nothing drawn holds it. Before the
        // callbacks: who has two buffers draws the next frame into the one just freed.
        drop(self.work.retired.take_due(now));
        // A visible window hears of each frame, covered or not: what covers it is not its business.
        for (due, (surface, output)) in self.work.waiting.shown.take_due(now) {
            if self.surface_visible(&surface) {
                self.work.waiting.forget(&surface);
                send_callbacks(&surface, due);
                self.shown_in_turn(&surface);
                self.answer_begun(&surface, output, due, now);
            } else {
                self.work.waiting.hidden.push(next_second(due), surface);
            }
        }
        for (due, (feedback, output)) in self.work.waiting.begun.take_due(now) {
            self.answer_shown(feedback, output, due);
        }
        for (due, surface) in self.work.waiting.hidden.take_due(now) {
            self.work.waiting.forget(&surface);
            send_callbacks(&surface, due);
            self.shown_in_turn(&surface);
        }
    }

    /// Surfaces that were hidden and are not any more hear at the next frame.
    pub(crate) fn hurry_shown(&mut self, now: Now) {
        for (due, surface) in self.work.waiting.hidden.take_all() {
            if self.surface_visible(&surface) {
                self.date_callback(surface, now);
            } else {
                self.work.waiting.hidden.push(due, surface);
            }
        }
    }

    /// When somebody is due to hear something.
    pub(crate) fn next_answer(&self) -> Option<Now> {
        let callbacks = self.work.waiting.next();
        callbacks.into_iter().chain(self.work.retired.next()).min()
    }

    /// What was committed is in a frame: whoever wants to know hears when that is shown.
    fn answer_begun(&mut self, surface: &WlSurface, output: OutputId, at: Now, now: Now) {
        let Some(screen) = self.outputs.get(output).filter(|_| surface.is_alive()) else {
            return;
        };
        let shown = at.after(screen.lead());
        let feedback: Vec<_> = with_states(surface, |states| {
            let mut cached = states.cached_state.get::<PresentationFeedbackCachedState>();
            cached.current().callbacks.drain(..).collect()
        });
        match feedback.is_empty() {
            true => {}
            false if shown <= now => self.answer_shown(feedback, output, shown),
            false => self.work.waiting.begun.push(shown, (feedback, output)),
        }
    }

    fn answer_shown(&mut self, feedback: Vec<Feedback>, output: OutputId, at: Now) {
        let unseen = self.unseen();
        let Some(screen) = self.outputs.get_mut(output).filter(|_| !unseen) else {
            feedback.into_iter().for_each(Feedback::discarded);
            return;
        };
        let (shown, sequence) = screen.present(at);
        // A screen with a rhythm of its own says when frames are shown.
        let how = match screen.tempo.rhythm {
            Some(_) => Kind::Vsync | Kind::HwClock | Kind::HwCompletion,
            None => Kind::empty(),
        };
        for feedback in feedback {
            let pace = match screen.tempo.adaptive {
                true => Refresh::variable(screen.refresh),
                false => Refresh::fixed(screen.refresh),
            };
            feedback.presented(&screen.handle, shown.0, pace, sequence, how);
        }
    }

    /// Whether nobody sees a window: outputs are dark or locked, or another session has the seat.
    fn unseen(&self) -> bool {
        self.outputs.wall.idle.dark() || self.lock.locked() || self.backend.away()
    }

    /// Whether a surface belongs to something an output shows now.
    fn surface_visible(&self, surface: &WlSurface) -> bool {
        if self.unseen() {
            return false;
        }
        match self.root_window(surface) {
            Some(window) => self.desk.is_visible(window),
            None => true,
        }
    }

    /// Notes a committed surface that wants to hear of the next frame.
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
        if wants || Self::goes_first(surface) {
            self.work.waiting.ask(surface);
        }
    }

    /// Keeps the buffers that a commit is about to replace until nothing drawn can hold
    /// them: drawing must not decide when they are released.
    pub(crate) fn keep_replaced(&mut self, surface: &WlSurface) {
        if is_sync_subsurface(surface) {
            return;
        }
        let replaced = &mut self.work.replaced;
        with_surface_tree_downward(
            surface,
            (),
            |_, _, ()| TraversalAction::DoChildren(()),
            |_, states, ()| {
                let mut cached = states.cached_state.get::<SurfaceAttributes>();
                if cached.current().buffer.is_some() {
                    replaced.extend(buffer_of(states).map(|buffer| (surface.clone(), buffer)));
                }
            },
            |_, _, ()| true,
        );
    }

    /// Keeps the buffer of a surface that is being destroyed, for the same reason.
    pub(crate) fn keep_last(&mut self, surface: &WlSurface) {
        let last = with_states(surface, buffer_of);
        let last = last.map(|buffer| (surface.clone(), buffer));
        self.work.replaced.extend(last);
    }
}

fn buffer_of(states: &SurfaceData) -> Option<Buffer> {
    let state = states.data_map.get::<RendererSurfaceStateUserData>()?;
    state.lock().ok()?.buffer().cloned()
}

/// The whole second of the clock after `now`: how often hidden windows are told.
fn next_second(now: Now) -> Now {
    Now(Duration::from_secs(now.0.as_secs().saturating_add(1)))
}

fn send_callbacks(surface: &WlSurface, at: Now) {
    if !surface.is_alive() {
        return;
    }
    with_states(surface, |states| {
        let mut cached = states.cached_state.get::<SurfaceAttributes>();
        for callback in cached.current().frame_callbacks.drain(..) {
            callback.done(at.millis());
        }
    });
}
