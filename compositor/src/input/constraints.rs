//! What clients ask of the pointer, one wish a surface: that it stays where it is, or within a region.

use std::collections::HashMap;

use smithay::reexports::wayland_protocols::wp::pointer_constraints::zv1::server::zwp_confined_pointer_v1::ZwpConfinedPointerV1;
use smithay::reexports::wayland_protocols::wp::pointer_constraints::zv1::server::zwp_locked_pointer_v1::ZwpLockedPointerV1;
use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::backend::ObjectId;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::utils::{Logical, Point, Rectangle, Size};
use smithay::wayland::compositor::{RectangleKind, RegionAttributes};

/// How the pointer is held, and who is told.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Holder {
    /// It stays where it is.
    Locked(ZwpLockedPointerV1),
    /// It stays within a region.
    Confined(ZwpConfinedPointerV1),
}

impl Holder {
    fn begun(&self) {
        match self {
            Holder::Locked(object) => object.locked(),
            Holder::Confined(object) => object.confined(),
        }
    }

    fn ended(&self) {
        match self {
            Holder::Locked(object) if object.is_alive() => object.unlocked(),
            Holder::Confined(object) if object.is_alive() => object.unconfined(),
            _ => {}
        }
    }

    fn id(&self) -> ObjectId {
        match self {
            Holder::Locked(object) => object.id(),
            Holder::Confined(object) => object.id(),
        }
    }
}

/// A client's wish.
#[derive(Debug)]
pub(crate) struct Constraint {
    pub(crate) holder: Holder,
    pub(crate) surface: WlSurface,
    /// Whether it may begin again once it was ended.
    pub(crate) persistent: bool,
    /// Where it holds; `None` is all of the surface.
    pub(crate) region: Option<RegionAttributes>,
    /// What the next commit makes the region.
    pub(crate) next_region: Option<Option<RegionAttributes>>,
    /// Where the client drew its own pointer last, in its surface.
    pub(crate) hint: Option<Point<f64, Logical>>,
    /// What the next commit makes the hint.
    pub(crate) next_hint: Option<Point<f64, Logical>>,
}

impl Constraint {
    /// Whether it holds at a place of its surface.
    pub(crate) fn covers(&self, at: Point<f64, Logical>) -> bool {
        let at = at.to_i32_floor();
        self.region
            .as_ref()
            .is_none_or(|region| region.contains(at))
    }

    /// The places nearest to `at` that the pointer may go to, in a surface of this size.
    pub(crate) fn nearest(
        &self,
        at: Point<f64, Logical>,
        size: Size<i32, Logical>,
    ) -> Vec<Point<f64, Logical>> {
        let whole = Rectangle::from_size(size);
        let rects: Vec<Rectangle<i32, Logical>> = match &self.region {
            None => vec![whole],
            Some(region) => region
                .rects
                .iter()
                .filter(|(kind, _)| matches!(kind, RectangleKind::Add))
                .filter_map(|(_, rect)| rect.intersection(whole))
                .collect(),
        };
        let away = |to: &Point<f64, Logical>| (to.x - at.x).powi(2) + (to.y - at.y).powi(2);
        let mut found: Vec<_> = rects.iter().map(|rect| within(at, *rect)).collect();
        found.retain(|to| self.covers(*to));
        found.sort_by(|one, other| away(one).total_cmp(&away(other)));
        found
    }
}

/// The place in a rectangle that is nearest to `at`.
fn within(at: Point<f64, Logical>, rect: Rectangle<i32, Logical>) -> Point<f64, Logical> {
    let rect = rect.to_f64();
    let right = (rect.loc.x + rect.size.w - 1.0).max(rect.loc.x);
    let bottom = (rect.loc.y + rect.size.h - 1.0).max(rect.loc.y);
    Point::from((
        at.x.clamp(rect.loc.x, right),
        at.y.clamp(rect.loc.y, bottom),
    ))
}

/// All wishes, by surface, and the one that is followed.
#[derive(Debug, Default)]
pub(crate) struct Constraints {
    all: HashMap<ObjectId, Constraint>,
    active: Option<ObjectId>,
    /// Where an absolute pointer was last, which may be beyond where it is held.
    pub(crate) absolute: Option<Point<f64, Logical>>,
}

impl Constraints {
    /// Takes a wish; one that the surface had before is over.
    pub(crate) fn add(&mut self, new: Constraint) {
        self.surface_gone(&new.surface);
        self.all.insert(new.surface.id(), new);
    }

    /// Whether nobody wishes for anything.
    pub(crate) fn none(&self) -> bool {
        self.all.is_empty()
    }

    pub(crate) fn of(&self, surface: &WlSurface) -> Option<&Constraint> {
        self.all.get(&surface.id())
    }

    /// The wish with this object, to change it.
    pub(crate) fn with(&mut self, surface: &WlSurface, id: &ObjectId) -> Option<&mut Constraint> {
        let found = self.all.get_mut(&surface.id());
        found.filter(|constraint| constraint.holder.id() == *id)
    }

    /// The wish that is followed.
    pub(crate) fn active(&self) -> Option<&Constraint> {
        self.all.get(self.active.as_ref()?)
    }

    /// Follows the wish of a surface from now on.
    pub(crate) fn begin(&mut self, surface: &WlSurface) {
        if let Some(constraint) = self.all.get(&surface.id()) {
            constraint.holder.begun();
            self.active = Some(surface.id());
        }
    }

    /// Follows none any more; its client is told, and one that was for once is forgotten.
    pub(crate) fn end(&mut self) {
        let Some(id) = self.active.take() else { return };
        if let Some(constraint) = self.all.get(&id) {
            constraint.holder.ended();
            if !constraint.persistent {
                self.all.remove(&id);
            }
        }
    }

    /// The client takes its wish back. Where its pointer is to be seen, if it was followed.
    pub(crate) fn take_back(
        &mut self,
        surface: &WlSurface,
        id: &ObjectId,
    ) -> Option<Point<f64, Logical>> {
        self.with(surface, id)?;
        let gone = self.all.remove(&surface.id())?;
        let followed = self.active.take_if(|active| *active == surface.id());
        followed.and(gone.hint)
    }

    /// What was set since the last commit counts.
    pub(crate) fn committed(&mut self, surface: &WlSurface) {
        if self.all.is_empty() {
            return;
        }
        if let Some(constraint) = self.all.get_mut(&surface.id()) {
            if let Some(region) = constraint.next_region.take() {
                constraint.region = region;
            }
            constraint.hint = constraint.next_hint.take().or(constraint.hint);
        }
    }

    /// A surface is gone, and what it wished for.
    pub(crate) fn surface_gone(&mut self, surface: &WlSurface) {
        self.all.remove(&surface.id());
        self.active.take_if(|active| *active == surface.id());
    }
}
