//! What happens after each dispatch, in this order and nowhere else.

use std::time::Duration;

use crate::clock::Now;
use crate::desk::{Mode, OutputId};
use crate::outputs::Screen;
use crate::preferences::Motion;
use crate::render::Refresh;
use crate::state::Compositor;
use crate::work::Changes;

impl Compositor {
    /// Brings everything up to date at `now` and flushes what clients are to hear.
    pub fn turn(&mut self, now: Now) {
        self.bury_departed();
        self.end_waits(now);
        self.end_flash(now);
        self.write_journal(now);
        self.serve_logind(now);
        self.serve_lock(now);
        self.settle_crossing(now);
        self.settle_notices(now);
        self.settle_bar(now);
        self.repeat_key(now);
        self.settle_panel(now);
        self.settle_focus();
        self.press_paste_key(now);
        self.backend.show_leds(self.leds());
        self.settle_constraint();
        self.configure_all();
        self.tick_clock(now);
        self.rest(now);
        if self.desk.take_changed() {
            self.desk.glide(self.jumps(), now);
            self.tell_moved();
            self.hurry_shown(now);
            self.work.rearrange();
        }
        self.date_answers(now);
        self.mark_outputs(now);
        self.mark_gliding(now);
        self.draw_due(now);
        self.tell_stacking(now);
        if self.settle_constraint() {
            self.mark_outputs(now);
        }
        self.answer(now);
        self.tell_logind(now);
        if let Err(error) = self.display.flush_clients() {
            tracing::warn!(%error, "flushing clients");
        }
    }

    /// When the next turn is due if nothing else happens; `None` means never.
    #[must_use]
    pub fn next_deadline(&self, now: Now) -> Option<Now> {
        let frames = self
            .outputs
            .iter()
            .filter(|screen| screen.dirty && self.backend.ready(screen.id))
            .map(Screen::due);
        let lost = self.in_flight().map(Screen::lost_after);
        frames
            .chain(lost)
            .chain(self.next_answer())
            .chain(self.waits_due(now))
            .chain(self.protocols.bell.due())
            .chain(self.work.point)
            .chain(self.work.clock_tick)
            .chain(self.rest_due())
            .chain(self.notices_due())
            .chain(self.bar.due())
            .chain(self.panel_due())
            .chain(self.input.keys.repeat_due())
            .chain(self.crossing.next_deadline())
            .chain(self.journal.next_deadline())
            .chain(self.lock.due())
            .min()
            .map(|due| due.max(now))
    }

    /// Lets the journal go on; the bar says when it can't.
    fn write_journal(&mut self, now: Now) {
        self.record_faults(now);
        match self.work.silent {
            true => self.journal.go_on(now),
            false => self.journal.ready(now),
        }
        if self.journal.take_changed() {
            self.work.rearrange();
        }
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
            // Once a minute is often enough for the evening too, and wakes nobody.
            self.tint_outputs();
            self.look_at_battery();
            self.work.rearrange();
        }
    }

    /// Hands what changed to the outputs that show it.
    fn mark_outputs(&mut self, now: Now) {
        let changes = std::mem::take(&mut self.work.changes);
        if changes.is_empty() {
            return;
        }
        if changes.arranged || self.pointed_anew(&changes) {
            self.note_stacking(now);
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

    /// Whether the window or popup under the pointer shows something else: another of its
    /// surfaces may lie there now, or the same one elsewhere.
    fn pointed_anew(&self, changes: &Changes) -> bool {
        let under = self.input.pointer.and_then(|at| self.drawn_at(at));
        under.is_some_and(|id| changes.stale.contains(&id))
    }

    /// Whether windows are at a new place at once: the user wants that, moves one by hand, or
    /// sees none.
    fn jumps(&self) -> bool {
        self.preferences.layout.motion == Motion::Reduced
            || self.input.moves_windows()
            || self.lock.locked()
    }

    /// Outputs draw again and again while windows are on their way. The desk is as it was:
    /// clients are told nothing.
    fn mark_gliding(&mut self, now: Now) {
        if self.desk.take_glide(now) {
            for screen in self.outputs.iter_mut() {
                screen.dirty = true;
                screen.changes.arranged = true;
            }
        }
    }

    /// Outputs that have something new to show while their last frame is not shown yet.
    fn in_flight(&self) -> impl Iterator<Item = &Screen> {
        let dirty = self.outputs.iter().filter(|screen| screen.dirty);
        dirty.filter(|screen| self.backend.in_flight(screen.id))
    }

    /// A card that does not tell for long that a frame is shown never will, as after the
    /// machine slept: it is told everything anew.
    fn give_up_lost(&mut self, now: Now) {
        let lost = self.in_flight().filter(|screen| screen.lost_after() <= now);
        let lost: Vec<OutputId> = lost.map(|screen| screen.id).collect();
        for id in lost {
            self.backend.give_up(id);
            self.work.rearrange();
        }
    }

    /// Draws the outputs whose frame is due.
    fn draw_due(&mut self, now: Now) {
        self.give_up_lost(now);
        let due: Vec<OutputId> = self
            .outputs
            .iter()
            .filter(|screen| screen.dirty && self.backend.ready(screen.id))
            .filter(|screen| screen.due() <= now)
            .map(|screen| screen.id)
            .collect();
        for id in due {
            self.draw_output(id, now);
        }
    }

    fn draw_output(&mut self, id: OutputId, now: Now) {
        let Some(screen) = self.outputs.get_mut(id) else {
            return;
        };
        let changes = std::mem::take(&mut screen.changes);
        screen.dirty = false;
        screen.begun(now);
        if changes.arranged {
            let scene = self.scene_of(id);
            if let Some(screen) = self.outputs.get_mut(id) {
                screen.scene = scene;
            }
            self.stacking_drawn(now);
            self.adapt(id);
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
            Ok(drawn) => {
                screen.drawn(drawn);
                self.lock.drawn(id);
                self.prompt_drawn(id, now);
            }
            Err(error) => screen.not_drawn(&error),
        }
    }
    /// A screen that can shows frames as soon as they are there while one window fills it:
    /// then no other cage's frames show in their times.
    fn adapt(&mut self, id: OutputId) {
        let alone = self
            .desk
            .visible()
            .rfind(|(_, entry)| entry.output == id)
            .is_some_and(|(_, entry)| entry.mode == Mode::Fullscreen);
        let Some(screen) = self.outputs.get(id) else {
            return;
        };
        let setup = self.outputs.wall.setup(&screen.name);
        let wanted = alone && setup.is_some_and(|setup| setup.vrr);
        if screen.tempo.adaptive == wanted {
            return;
        }
        let adaptive = self.backend.set_adaptive(id, wanted) && wanted;
        if let Some(screen) = self.outputs.get_mut(id) {
            screen.tempo.adaptive = adaptive;
        }
    }
}
