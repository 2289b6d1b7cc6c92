//! The pointer on an output: on top of everything, and a client's only over that client's content.

use lisere_shell::Shape;
use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::utils::{Logical, Physical, Point, Rectangle, Size};

use super::{ClientCursor, Layer, LayerId, Owner, POINTER, Placed, Pointer, Stage};
use std::rc::Rc;

/// The largest pointer image a client may set, in logical pixels.
const LARGEST_CURSOR: i32 = 64;

impl Stage<'_> {
    /// The pointer: a client's image only where it stays on that client's own
    /// visible content, else a picture of the core.
    pub(super) fn pointer_layer(
        &mut self,
        others: &[(LayerId, Layer)],
    ) -> Option<(LayerId, Layer)> {
        let (at, pointer) = self.pointer.clone()?;
        if !self.screen.area().to_f64().contains(at) {
            return None;
        }
        let scale = self.screen.scale.factor();
        let at = (at - self.screen.position.to_f64())
            .to_physical(scale)
            .to_i32_round();
        let shape = match pointer {
            Pointer::Named(shape) => shape,
            Pointer::Client {
                surface,
                size,
                hotspot,
            } => match self.client_cursor(others, at, surface, size, hotspot) {
                Some(cursor) => return Some((POINTER, Layer::Cursor(cursor))),
                None => Shape::Default,
            },
        };
        let (sheet, hotspot) = self.pictures.cursor(shape, self.screen.scale);
        let at = at - Point::from(hotspot);
        Some((
            POINTER,
            Layer::Trusted(Placed {
                sheet,
                at,
                owner: Owner::Trusted,
            }),
        ))
    }

    fn client_cursor(
        &self,
        others: &[(LayerId, Layer)],
        at: Point<i32, Physical>,
        surface: WlSurface,
        size: Size<i32, Logical>,
        hotspot: Point<i32, Logical>,
    ) -> Option<ClientCursor> {
        let inside = Rectangle::from_size(size).contains(hotspot);
        if !inside || size.w > LARGEST_CURSOR || size.h > LARGEST_CURSOR {
            return None;
        }
        let at_corner = at - self.scaled(hotspot);
        let extent = size
            .to_f64()
            .to_physical(self.screen.scale.factor())
            .to_i32_ceil();
        let image = Rectangle::new(at_corner, extent);
        let under = others.iter().find_map(|(id, layer)| match layer {
            Layer::Framed(_) if matches!(id, LayerId::Thumbnail(_)) => None,
            Layer::Framed(framed) if framed.outer().contains(at) => Some(framed),
            _ => None,
        })?;
        let above = others
            .iter()
            .take_while(|(_, layer)| !matches!(layer, Layer::Framed(f) if Rc::ptr_eq(f, under)))
            .any(|(_, layer)| layer.outer().overlaps(image));
        let id = surface.id();
        let own = under.surface();
        let same_client = own.is_some_and(|own| id.same_client_as(&own.id()));
        let under_bar = image.loc.y < self.metrics().bar;
        (!above && !under_bar && same_client && under.content().contains(at)).then(|| {
            ClientCursor {
                cage: under.cage(),
                surface,
                at: at_corner,
                inside: under.inside(),
            }
        })
    }
}
