//! Holding the pointer for a client: only in the window that has the keys, and never against trusted UI.

use lisere_policy::CageId;
use lisere_shell::Message;
use smithay::backend::renderer::utils::with_renderer_surface_state;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::utils::{Logical, Point};

use super::constraints::{Constraint, Holder};
use super::grabs::Grab;
use super::hit::Hit;
use crate::bindings::KeyAction;
use crate::cages::cage_of_surface;
use crate::clock::Now;
use crate::seat::SurfacePoint;
use crate::state::Compositor;

impl Compositor {
    /// The pointer's device went on, by so much before and after the speed that the user
    /// likes. The client under it hears both, wherever the pointer may go.
    pub(super) fn pointer_gone(
        &mut self,
        by: Point<f64, Logical>,
        plain: Point<f64, Logical>,
        now: Now,
    ) {
        self.seats.relative(by, plain, now);
        let from = self.input.pointer.unwrap_or_default();
        self.pointer_moved(from + by, now);
    }

    /// The pointer was put somewhere by a device that knows only places.
    pub(super) fn pointer_put(&mut self, to: Point<f64, Logical>, now: Now) {
        let before = self.input.constraints.absolute.replace(to);
        if let Some(before) = before.filter(|before| *before != to) {
            self.seats.relative(to - before, to - before, now);
        }
        self.pointer_moved(to, now);
    }

    /// Where the pointer may go when it is to go to `to`; `None` is nowhere.
    pub(super) fn held_to(&mut self, to: Point<f64, Logical>) -> Option<Point<f64, Logical>> {
        self.settle_constraint();
        let Some(active) = self.input.constraints.active() else {
            return Some(to);
        };
        match &active.holder {
            Holder::Locked(_) => None,
            Holder::Confined(_) => self.confined_to(active, to),
        }
    }

    /// The place in the region of a client's wish that is nearest to `to`, along the
    /// region's edge where it is beyond. Nowhere but on the client's own surface.
    fn confined_to(
        &self,
        active: &Constraint,
        to: Point<f64, Logical>,
    ) -> Option<Point<f64, Logical>> {
        let from = self.input.pointer?;
        let start = self.on_surface(from, &active.surface)?;
        let origin = from - start.local;
        let size = with_renderer_surface_state(&active.surface, |state| state.surface_size())??;
        let stops = [to, (to.x, from.y).into(), (from.x, to.y).into()];
        let mut near = stops
            .into_iter()
            .flat_map(|to: Point<f64, Logical>| active.nearest(to - origin, size));
        near.find_map(|local| {
            let at = local + origin;
            self.on_surface(at, &active.surface).map(|_| at)
        })
    }

    /// A place on the screen as the place of a surface, if that is what is seen there.
    fn on_surface(&self, at: Point<f64, Logical>, surface: &WlSurface) -> Option<SurfacePoint> {
        match self.hit(at) {
            Hit::Content(_, point) if point.surface == *surface => Some(point),
            _ => None,
        }
    }

    /// The surface whose wish may be followed now: under the pointer, in the window that
    /// has the keys, of a cage with the right to it, and nothing trusted in between.
    fn may_hold(&self) -> Option<WlSurface> {
        let (cage, surface) = self.seats.pointer_focus()?;
        let wish = self.input.constraints.of(&surface)?;
        let window = self.root_window(&surface)?;
        let right = self.policy.cage(cage)?.rights().pointer_lock;
        let keys = self.focus.active() == Some(window) && self.focus.cage() == Some(cage);
        let still = matches!(self.input.grab, Grab::None | Grab::Client { .. });
        let free = self.input.switcher.is_none() && !self.crossing.asks();
        if !(right && keys && still && free && self.seats.drag().is_none()) {
            return None;
        }
        let at = self.on_surface(self.input.pointer?, &surface)?;
        wish.covers(at.local).then_some(surface)
    }

    /// Follows the wish that may be followed, and no other; says whether that is news.
    pub(crate) fn settle_constraint(&mut self) -> bool {
        if self.input.constraints.none() {
            return false;
        }
        let wanted = self.may_hold();
        let active = self.input.constraints.active();
        let active = active.map(|constraint| constraint.surface.clone());
        if active == wanted {
            return false;
        }
        self.input.constraints.end();
        if let Some(surface) = wanted {
            self.input.constraints.begin(&surface);
        }
        self.work.rearrange();
        true
    }

    /// A client lets the pointer go, which appears where the client drew its own, but
    /// nowhere outside of the client's surface.
    pub(crate) fn let_pointer_go(
        &mut self,
        surface: &WlSurface,
        hint: Option<Point<f64, Logical>>,
        now: Now,
    ) {
        self.work.rearrange();
        let at = self.input.pointer.and_then(|at| {
            let origin = at - self.on_surface(at, surface)?.local;
            let to = origin + hint?;
            self.on_surface(to, surface).map(|_| to)
        });
        if let Some(at) = at {
            self.pointer_moved(at, now);
        }
    }

    /// What the bar says while a client holds the pointer: who, and the way out.
    pub(crate) fn pointer_message(&self) -> Option<Message> {
        Some(Message::Held {
            cage: self.title_of(self.pointer_holder()?),
            chord: self.chord_name(KeyAction::Attention),
        })
    }

    /// The cage that holds the pointer, if one does.
    pub(crate) fn pointer_holder(&self) -> Option<CageId> {
        let active = self.input.constraints.active()?;
        cage_of_surface(&active.surface)
    }
}
