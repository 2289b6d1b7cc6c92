//! Small likenesses of windows on trusted UI: live, and in the frame of their cage like the windows.

use std::rc::Rc;

use lisere_shell::{FrameKind, Rect};
use smithay::utils::{Physical, Point, Rectangle, Size};

use super::{Framed, Layer, LayerId, Stage};
use crate::desk::WindowId;
use crate::trusted::{FrameModel, Icon};

impl Stage<'_> {
    /// Likenesses of windows, each in the content of a place on a panel whose corner is `at`.
    pub(super) fn thumbnail_layers(
        &mut self,
        places: &[(WindowId, Rect)],
        at: Point<i32, Physical>,
    ) -> Vec<(LayerId, Layer)> {
        let place = |rect: &Rect| {
            let loc = at + Point::from((rect.x, rect.y));
            Rectangle::new(loc, (rect.w, rect.h).into())
        };
        let layers = places.iter();
        layers
            .filter_map(|(id, rect)| self.thumbnail(*id, place(rect)))
            .collect()
    }

    /// A window in a smaller frame, as large as it fits, in the middle of a ground of its own.
    fn thumbnail(
        &mut self,
        id: WindowId,
        content: Rectangle<i32, Physical>,
    ) -> Option<(LayerId, Layer)> {
        let (window, entry) = (self.windows.get(id)?, self.desk.entry(id)?);
        let factor = self.screen.scale.factor();
        let own = entry.content.size.to_f64().to_physical(factor);
        let room = content.size.to_f64();
        let zoom = (room.w / own.w.max(1.0))
            .min(room.h / own.h.max(1.0))
            .min(1.0);
        let size = Size::<i32, Physical>::from((
            ((own.w * zoom).round() as i32).clamp(1, content.size.w),
            ((own.h * zoom).round() as i32).clamp(1, content.size.h),
        ));
        let free = content.size - size;
        let corner = content.loc + Point::from((free.w / 2, free.h / 2));
        let into = window.geometry.loc.to_f64().to_physical(factor * zoom);
        let covered = self.lock.covers(window.cage);
        let model = FrameModel {
            cage: window.cage,
            title: if covered {
                String::new()
            } else {
                window.title.to_string()
            },
            content: (content.size.w, content.size.h),
            scale: self.screen.scale,
            kind: FrameKind::Thumbnail,
            icon: self
                .windows
                .icon(id)
                .filter(|_| !covered)
                .cloned()
                .map(Icon),
        };
        let sheets = self.pictures.frame(id, self.screen.id, model)?;
        if covered {
            let layer = self.covered(window, content, sheets, true)?;
            return Some((LayerId::Thumbnail(id), layer));
        }
        let surface = window.toplevel.wl_surface().clone();
        let origin = corner - into.to_i32_round();
        let framed = Framed::new((id, id), window.cage, content, surface, origin, sheets)
            .shrunk(zoom, Rectangle::new(corner, size))
            .veiled(self.connections.frozen(window.cage));
        Some((LayerId::Thumbnail(id), Layer::Framed(Rc::new(framed))))
    }
}
