//! The pointer: moving, pressing, scrolling.

use std::time::Duration;

use lisere_shell::{Button, Hot, Shape};
use smithay::utils::{Logical, Point, Rectangle};

use super::grabs::{Grab, resize_shape};
use super::hit::{Hit, confined};
use super::{BTN_LEFT, BTN_RIGHT, Taker};
use crate::actions::Action;
use crate::clock::Now;
use crate::desk::{Edges, WindowId};
use crate::seat::{AxisFrame, SurfacePoint};
use crate::state::Compositor;

/// Two presses on a title strip within this time are one double click.
const DOUBLE_CLICK: Duration = Duration::from_millis(400);

impl Compositor {
    pub(super) fn pointer_moved(&mut self, to: Point<f64, Logical>, now: Now) {
        let to = self.held_to(to).and_then(|to| self.on_screen(to));
        let Some(at) = to else {
            self.seats.pointer_frame();
            return;
        };
        self.input.pointer = Some(at);
        self.work.changes.pointer = true;
        let before = (self.input.hovered, self.input.shape);
        self.follow(at, now);
        self.prompt_pointed(now);
        self.panel_pointed(at, now);
        self.bar_pointed(at, now);
        let icon = self.seats.drag().is_some();
        if icon || before != (self.input.hovered, self.input.shape) {
            self.work.rearrange();
        }
    }

    /// The nearest place that the user can see; `None` without outputs.
    pub(crate) fn on_screen(&self, to: Point<f64, Logical>) -> Option<Point<f64, Logical>> {
        let areas: Vec<Rectangle<i32, Logical>> =
            self.desk.places().iter().map(|place| place.area).collect();
        confined(to, &areas)
    }

    /// What the pointer's new place means to whoever has it.
    fn follow(&mut self, at: Point<f64, Logical>, now: Now) {
        if self.drag_grab(at) {
            if let Grab::Button { .. } = self.input.grab {
                self.input.hovered = hovered_button(&self.hit(at));
            }
            return;
        }
        self.point(at, now);
        let under = self.window_at(at);
        self.input.guard.pointed(under);
    }

    /// Tells whoever is under the pointer that it is there.
    fn point(&mut self, at: Point<f64, Logical>, now: Now) {
        if let Grab::Client { at: start, origin } = &self.input.grab
            && self.seats.drag().is_none()
        {
            let point = SurfacePoint {
                local: at - *origin,
                ..start.clone()
            };
            self.point_at(Some(point), now);
            self.seats.pointer_frame();
            return;
        }
        let hit = self.pointed_hit(at);
        self.hover_at(at, &hit);
        let point = match hit {
            Hit::Content(_, point) => Some(point),
            _ => None,
        };
        self.point_at(point, now);
        self.seats.pointer_frame();
    }

    /// What the pointer is over. While the switcher is open, or a client has the tablet's
    /// tool, it is nobody's.
    fn pointed_hit(&self, at: Point<f64, Logical>) -> Hit {
        let trusted =
            self.input.switcher.is_some() || self.input.panel.is_some() || self.crossing.asks();
        if trusted || self.seats.tool_cage().is_some() {
            Hit::Nothing
        } else {
            self.hit(at)
        }
    }

    /// The same for the pointer's place: over a card, nothing under that can be done.
    fn hover_at(&mut self, at: Point<f64, Logical>, hit: &Hit) {
        match self.notice_at(at) {
            Some(_) => self.hover(&Hit::Nothing),
            None => self.hover(hit),
        }
    }

    /// Shows a pointer of this shape, until it moves again.
    pub(crate) fn point_as(&mut self, shape: Shape) {
        self.input.shape = Some(shape);
    }

    /// Whether what lies under the pointer has lain there long enough to be pressed on purpose.
    pub(crate) fn press_counts(&self, now: Now) -> bool {
        self.input.guard.settled(now) && !self.desk.gliding()
    }

    /// Shows on trusted UI what the pointer is over.
    pub(super) fn hover(&mut self, hit: &Hit) {
        let before = (self.input.hovered, self.input.shape);
        self.input.hovered = hovered_button(hit);
        self.input.shape = trusted_shape(hit);
        if before != (self.input.hovered, self.input.shape) {
            self.work.rearrange();
        }
    }

    /// The desk changed: what now lies under a still pointer hears of it at the next
    /// point of the frame grid, by when it is drawn, whoever else draws.
    pub(crate) fn note_stacking(&mut self, now: Now) {
        let place = self.input.pointer.and_then(|at| self.desk.place_near(at));
        if let Some(screen) = place.and_then(|place| self.outputs.get(place.id)) {
            self.work.point.get_or_insert(screen.begun_after(now));
        }
    }

    /// The changed desk was drawn: trusted UI follows at once.
    pub(crate) fn stacking_drawn(&mut self, now: Now) {
        let Some(at) = self.input.pointer else { return };
        if matches!(self.input.grab, Grab::None) {
            let under = self.window_at(at);
            self.input.guard.changed(under, now);
            let hit = self.pointed_hit(at);
            self.hover_at(at, &hit);
        }
    }

    /// Tells clients what came to lie under a still pointer, when that is due.
    pub(crate) fn tell_stacking(&mut self, now: Now) {
        if let Some(due) = self.work.point.filter(|due| *due <= now) {
            self.work.point = None;
            self.repoint_clients(due);
        }
    }

    fn repoint_clients(&mut self, at_time: Now) {
        if let Some(at) = self.input.pointer
            && matches!(self.input.grab, Grab::None)
        {
            self.point(at, at_time);
        }
    }

    /// Before a press or a turn of the wheel: it goes to what is drawn under the pointer.
    pub(super) fn catch_up(&mut self, now: Now) {
        self.work.point = None;
        // Also when nothing is due: what was, may have come due in the middle of a grab.
        self.repoint_clients(now);
    }

    pub(super) fn button(&mut self, code: u32, pressed: bool, now: Now) {
        if pressed {
            let taker = self.press(code, now);
            self.input.buttons.insert(code, taker);
        } else {
            self.release(code, now);
        }
    }

    fn release(&mut self, code: u32, now: Now) {
        // What is not down cannot go up, and ends nothing.
        let Some(taker) = self.input.buttons.remove(&code) else {
            return;
        };
        if code == BTN_LEFT {
            self.prompt_button(false, now);
            if let Some(at) = self.input.pointer {
                self.panel_released(at, now);
            }
        }
        if taker == Taker::Client {
            self.seats.button(code, false, now.millis());
            self.seats.pointer_frame();
        }
        if self.input.buttons.is_empty() {
            self.end_grab();
            if let Some(at) = self.input.pointer {
                self.point(at, now);
            }
        }
    }

    /// A button went down: whoever takes it also takes the release.
    fn press(&mut self, code: u32, now: Now) -> Taker {
        let Some(at) = self.input.pointer else {
            return Taker::Core;
        };
        if !self.input.buttons.is_empty() {
            return self.another_press(code, now);
        }
        self.catch_up(now);
        self.input.grab = Grab::Core;
        if self.lock.locked() {
            return Taker::Core;
        }
        if self.crossing.asks() {
            self.prompt_button(code == BTN_LEFT, now);
            return Taker::Core;
        }
        if self.panel_pressed(at, code, now) {
            return Taker::Core;
        }
        if let Some(notice) = self.notice_at(at) {
            self.dismiss_notice(notice, now);
            return Taker::Core;
        }
        if self.input.switcher.is_some() || !self.press_counts(now) {
            return Taker::Core;
        }
        let hit = self.hit(at);
        self.dismiss_grabs(hit.window());
        if hit.window().is_some() {
            self.dismiss_attention();
        }
        if self.input.keys.super_down()
            && let Some(window) = hit.window()
        {
            self.press_with_super(window, code, at);
            return Taker::Core;
        }
        match hit {
            Hit::Content(window, point) => {
                let origin = at - point.local;
                self.perform(Action::Focus(window));
                self.settle_focus();
                self.input.grab = Grab::Client { at: point, origin };
                self.seats.button(code, true, now.millis());
                self.seats.pointer_frame();
                Taker::Client
            }
            Hit::Frame(window, hot) => {
                self.press_frame(window, hot, code, now);
                Taker::Core
            }
            Hit::Bar(output, Some(part)) if code == BTN_LEFT => {
                self.act_on_bar(output, part, now);
                Taker::Core
            }
            Hit::Dead(window) => {
                self.perform(Action::Focus(window));
                Taker::Core
            }
            Hit::Cover(window) => self.press_cover(window, code),
            Hit::Bar(..) => Taker::Core,
            // The way back stays open.
            Hit::Nothing if self.focus.attention() => Taker::Core,
            Hit::Nothing => {
                self.focus_nothing();
                Taker::Core
            }
        }
    }

    /// Further buttons go where the first one went.
    fn another_press(&mut self, code: u32, now: Now) -> Taker {
        if matches!(self.input.grab, Grab::Client { .. }) {
            self.seats.button(code, true, now.millis());
            self.seats.pointer_frame();
            return Taker::Client;
        }
        Taker::Core
    }

    /// Whoever presses on what stands in a window's place wants it back.
    fn press_cover(&mut self, window: WindowId, code: u32) -> Taker {
        self.perform(Action::Focus(window));
        if code == BTN_LEFT {
            self.ask_to_uncover();
        }
        Taker::Core
    }

    fn press_with_super(&mut self, window: WindowId, code: u32, at: Point<f64, Logical>) {
        self.perform(Action::Focus(window));
        match code {
            BTN_LEFT => self.begin_move(window),
            BTN_RIGHT => {
                let edges = self.nearest_corner(window, at);
                self.begin_resize(window, edges);
            }
            _ => {}
        }
    }

    /// The corner of a window that is nearest to a point.
    fn nearest_corner(&self, window: WindowId, at: Point<f64, Logical>) -> Edges {
        let Some(entry) = self.desk.entry(window) else {
            return Edges::default();
        };
        let content = entry.content.to_f64();
        let left = at.x < content.loc.x + content.size.w / 2.0;
        let top = at.y < content.loc.y + content.size.h / 2.0;
        Edges {
            top,
            bottom: !top,
            left,
            right: !left,
        }
    }

    fn press_frame(&mut self, window: WindowId, hot: Option<Hot>, code: u32, now: Now) {
        self.perform(Action::Focus(window));
        if code != BTN_LEFT {
            return;
        }
        match hot {
            Some(Hot::Close) => self.hold_button(window, Button::Close),
            Some(Hot::Maximise) => self.hold_button(window, Button::Maximise),
            Some(Hot::Minimise) => self.hold_button(window, Button::Minimise),
            Some(Hot::Edge(edges)) => self.begin_resize(window, edges_of(edges)),
            Some(Hot::Strip) => {
                let double = self
                    .input
                    .last_press
                    .is_some_and(|(id, at)| id == window && now <= at.after(DOUBLE_CLICK));
                self.input.last_press = (!double).then_some((window, now));
                if double {
                    self.perform(Action::ToggleMaximised(window));
                    self.work.configure.insert(window);
                } else {
                    self.begin_move(window);
                }
            }
            None => {}
        }
    }

    fn hold_button(&mut self, window: WindowId, button: Button) {
        self.input.grab = Grab::Button { window, button };
    }

    pub(super) fn axis(&mut self, axis: &AxisFrame, now: Now) {
        if self.panel_scrolled(axis) || self.bar_scrolled(axis, now) {
            return;
        }
        self.catch_up(now);
        self.seats.axis(axis, now.millis());
        self.seats.pointer_frame();
    }
}

fn edges_of(edges: lisere_shell::Edges) -> Edges {
    Edges {
        top: edges.top,
        bottom: edges.bottom,
        left: edges.left,
        right: edges.right,
    }
}

fn hovered_button(hit: &Hit) -> Option<(WindowId, Button)> {
    match hit {
        Hit::Frame(window, Some(Hot::Close)) => Some((*window, Button::Close)),
        Hit::Frame(window, Some(Hot::Maximise)) => Some((*window, Button::Maximise)),
        Hit::Frame(window, Some(Hot::Minimise)) => Some((*window, Button::Minimise)),
        _ => None,
    }
}

/// The pointer's picture over trusted UI; `None` over a client's surface.
fn trusted_shape(hit: &Hit) -> Option<Shape> {
    match hit {
        Hit::Content(..) => None,
        Hit::Frame(_, Some(Hot::Edge(edges))) => Some(resize_shape(edges_of(*edges))),
        Hit::Bar(_, Some(_)) | Hit::Cover(_) => Some(Shape::Pointer),
        Hit::Frame(..) | Hit::Bar(..) | Hit::Dead(_) | Hit::Nothing => Some(Shape::Default),
    }
}
