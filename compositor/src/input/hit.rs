//! What lies at a point: answered from the scene that was drawn, so that a
//! press goes to what the user sees.

use lisere_policy::CageId;
use lisere_shell::{BarHot, Hot};
use smithay::desktop::WindowSurfaceType;
use smithay::desktop::utils::under_from_surface_tree;
use smithay::utils::{Logical, Physical, Point, Rectangle};

use crate::desk::{OutputId, WindowId};
use crate::notices::NoticeId;
use crate::outputs::Screen;
use crate::scene::{Framed, Layer, LayerId, POINTER};
use crate::seat::SurfacePoint;
use crate::state::{Compositor, ICON};

/// Drawn at the pointer, and not in its way.
const DRAG_ICON: LayerId = LayerId::Framed(ICON);

/// What lies at a point.
#[derive(Clone, Debug)]
pub enum Hit {
    /// A part of the bar, or of a panel, where nothing can be done.
    Bar(OutputId, Option<BarHot>),
    /// The frame of a window; `None` where nothing can be done with it.
    Frame(WindowId, Option<Hot>),
    /// A client's surface in a window or popup of it.
    Content(WindowId, SurfacePoint),
    /// Content where the client takes no input.
    Dead(WindowId),
    /// What stands in the place of a window whose level is locked.
    Cover(WindowId),
    /// No window.
    Nothing,
}

impl Hit {
    /// The window hit.
    #[must_use]
    pub fn window(&self) -> Option<WindowId> {
        match self {
            Hit::Frame(window, _)
            | Hit::Content(window, _)
            | Hit::Dead(window)
            | Hit::Cover(window) => Some(*window),
            Hit::Bar(..) | Hit::Nothing => None,
        }
    }
}

impl Compositor {
    /// What lies at `point` in the global logical space.
    #[must_use]
    pub fn hit(&self, point: Point<f64, Logical>) -> Hit {
        self.hit_under(point, false)
    }

    /// The window at a point, also beneath what hangs from the bar: that goes when the pointer
    /// leaves the bar, and what comes to light then was there before.
    pub(super) fn window_at(&self, point: Point<f64, Logical>) -> Option<WindowId> {
        self.hit_under(point, true).window()
    }

    fn hit_under(&self, point: Point<f64, Logical>, tag: bool) -> Hit {
        // Not even what was drawn last is there while the session is locked.
        let visible = self.on_output(point).filter(|_| !self.lock.locked());
        let Some((screen, exact)) = visible else {
            return Hit::Nothing;
        };
        let (scale, at) = (screen.scale.factor(), exact.to_i32_floor());
        for (id, layer) in &screen.scene.layers {
            match layer {
                Layer::Trusted(placed) if placed.rect().contains(at) => match id {
                    LayerId::Trusted("bar") => {
                        let hot = self.pictures.bar_hot(screen.id, at - placed.at);
                        return Hit::Bar(screen.id, hot);
                    }
                    // A panel that was closed hides what is under it until that is drawn.
                    LayerId::Trusted("tag") if tag => {}
                    LayerId::Trusted("switcher" | "prompt" | "tag") => {
                        return Hit::Bar(screen.id, None);
                    }
                    LayerId::Panel(_) if self.input.panel.is_none() => {
                        return Hit::Bar(screen.id, None);
                    }
                    _ => {}
                },
                // Nothing of a client, however much it looks like it.
                Layer::Framed(framed)
                    if matches!(id, LayerId::Thumbnail(_)) && framed.outer().contains(at) =>
                {
                    return Hit::Bar(screen.id, None);
                }
                // What is gone but still drawn is in the way as long as it is seen.
                Layer::Framed(framed) if framed.outer().contains(at) && *id != DRAG_ICON => {
                    return match hit_framed(framed, exact, at, scale) {
                        Hit::Content(window, point) if self.deaf(point.cage) => Hit::Dead(window),
                        hit => hit,
                    };
                }
                Layer::Trusted(_) | Layer::Framed(_) | Layer::Cursor(_) | Layer::Veil(_) => {}
            }
        }
        Hit::Nothing
    }
}

impl Compositor {
    /// The notice whose card is drawn at a point. It takes presses there and nothing else: that
    /// the pointer is over it, the client beneath is not to learn from another cage's doing.
    #[must_use]
    pub fn notice_at(&self, point: Point<f64, Logical>) -> Option<NoticeId> {
        let (screen, exact) = self.on_output(point)?;
        let at = exact.to_i32_floor();
        let trusted = screen.scene.layers.iter().filter(|(id, layer)| {
            matches!(layer, Layer::Trusted(placed) if placed.rect().contains(at)) && *id != POINTER
        });
        match trusted.map(|(id, _)| id).next()? {
            LayerId::Notice(id) => Some(*id),
            _ => None,
        }
    }

    /// The uppermost window or popup that is drawn at a point, whatever of ours is above it.
    pub(crate) fn drawn_at(&self, point: Point<f64, Logical>) -> Option<WindowId> {
        let (screen, exact) = self.on_output(point)?;
        let at = exact.to_i32_floor();
        let drawn = |(id, layer): &(LayerId, Layer)| match (id, layer) {
            (LayerId::Framed(id), Layer::Framed(framed)) if framed.outer().contains(at) => {
                (*id != ICON).then_some(*id)
            }
            _ => None,
        };
        screen.scene.layers.iter().find_map(drawn)
    }

    /// The output at a point of the global logical space, and the point in its pixels.
    pub(crate) fn on_output(
        &self,
        point: Point<f64, Logical>,
    ) -> Option<(&Screen, Point<f64, Physical>)> {
        let place = self.desk.place_near(point)?;
        let screen = self.outputs.get(place.id)?;
        let inside = point - screen.position.to_f64();
        Some((screen, inside.to_physical(screen.scale.factor())))
    }

    /// Whether no client of a cage is to hear of pointer, fingers or tools.
    fn deaf(&self, cage: CageId) -> bool {
        let trusted = self.lock.locked() || self.focus.attention() || self.crossing.asks();
        trusted || self.connections.frozen(cage)
    }
}

fn hit_framed(
    framed: &Framed,
    exact: Point<f64, Physical>,
    at: Point<i32, Physical>,
    scale: f64,
) -> Hit {
    if !framed.content().contains(at) {
        let inside = at - framed.outer().loc;
        let hot = framed
            .sheets()
            .hot
            .iter()
            .find(|(rect, _)| rect.contains(inside.x, inside.y))
            .map(|(_, hot)| *hot);
        return Hit::Frame(framed.window(), hot);
    }
    let Some(surface) = framed.surface() else {
        return Hit::Cover(framed.window());
    };
    let local: Point<f64, Logical> = (exact - framed.origin().to_f64()).to_logical(scale);
    let under = under_from_surface_tree(surface, local, (0, 0), WindowSurfaceType::ALL);
    let point = under.and_then(|(surface, offset)| {
        let cage = crate::cages::cage_of_surface(&surface)?;
        Some(SurfacePoint {
            cage,
            surface,
            local: local - offset.to_f64(),
        })
    });
    match point {
        Some(point) => Hit::Content(framed.window(), point),
        None => Hit::Dead(framed.window()),
    }
}

/// The nearest place inside a set of outputs.
#[must_use]
pub(super) fn confined(
    point: Point<f64, Logical>,
    areas: &[Rectangle<i32, Logical>],
) -> Option<Point<f64, Logical>> {
    let inside = |area: &Rectangle<i32, Logical>| {
        let area = area.to_f64();
        let right = (area.loc.x + area.size.w - 1.0).max(area.loc.x);
        let bottom = (area.loc.y + area.size.h - 1.0).max(area.loc.y);
        Point::from((
            point.x.clamp(area.loc.x, right),
            point.y.clamp(area.loc.y, bottom),
        ))
    };
    if areas.iter().any(|area| area.to_f64().contains(point)) {
        return Some(point);
    }
    let away = |p: &Point<f64, Logical>| (p.x - point.x).powi(2) + (p.y - point.y).powi(2);
    areas
        .iter()
        .map(inside)
        .min_by(|a, b| away(a).total_cmp(&away(b)))
}
