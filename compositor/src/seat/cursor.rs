//! What the pointer looks like, as its focus asked.

use smithay::input::pointer::CursorIcon;
use smithay::reexports::wayland_protocols::wp::cursor_shape::v1::server::wp_cursor_shape_device_v1::Shape;
use smithay::reexports::wayland_server::protocol::wl_data_device_manager::DndAction;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::utils::{Logical, Point};

/// The role of a surface used as a cursor.
pub(crate) const CURSOR_ROLE: &str = "cursor";

/// The picture of the pointer.
#[derive(Clone, Debug, PartialEq)]
pub enum CursorImage {
    /// None.
    Hidden,
    /// One of the core's own pictures.
    Named(CursorIcon),
    /// A client's surface. To be drawn inside the client's own content only.
    Surface {
        /// The surface, with the cursor role.
        surface: WlSurface,
        /// The point of it that points.
        hotspot: Point<i32, Logical>,
    },
}

impl Default for CursorImage {
    fn default() -> Self {
        CursorImage::Named(CursorIcon::Default)
    }
}

impl CursorImage {
    /// Whether it is this surface.
    pub(crate) fn shows(&self, other: &WlSurface) -> bool {
        matches!(self, CursorImage::Surface { surface, .. } if surface == other)
    }

    /// Follows a surface whose content moved against its hotspot.
    pub(crate) fn shift(&mut self, moved: &WlSurface, by: Point<i32, Logical>) {
        if let CursorImage::Surface { surface, hotspot } = self
            && surface == moved
        {
            hotspot.x = hotspot.x.saturating_sub(by.x);
            hotspot.y = hotspot.y.saturating_sub(by.y);
        }
    }
}

/// The picture shown while something is dragged.
pub(crate) fn dragging(action: DndAction) -> CursorImage {
    CursorImage::Named(match action {
        DndAction::Copy => CursorIcon::Copy,
        DndAction::Move => CursorIcon::Move,
        DndAction::Ask => CursorIcon::DndAsk,
        _ => CursorIcon::NoDrop,
    })
}

/// The picture a client named; `None` for a shape unknown at its `version`.
pub(crate) fn named(shape: Shape, version: u32) -> Option<CursorIcon> {
    Some(match shape {
        Shape::Default => CursorIcon::Default,
        Shape::ContextMenu => CursorIcon::ContextMenu,
        Shape::Help => CursorIcon::Help,
        Shape::Pointer => CursorIcon::Pointer,
        Shape::Progress => CursorIcon::Progress,
        Shape::Wait => CursorIcon::Wait,
        Shape::Cell => CursorIcon::Cell,
        Shape::Crosshair => CursorIcon::Crosshair,
        Shape::Text => CursorIcon::Text,
        Shape::VerticalText => CursorIcon::VerticalText,
        Shape::Alias => CursorIcon::Alias,
        Shape::Copy => CursorIcon::Copy,
        Shape::Move => CursorIcon::Move,
        Shape::NoDrop => CursorIcon::NoDrop,
        Shape::NotAllowed => CursorIcon::NotAllowed,
        Shape::Grab => CursorIcon::Grab,
        Shape::Grabbing => CursorIcon::Grabbing,
        Shape::EResize => CursorIcon::EResize,
        Shape::NResize => CursorIcon::NResize,
        Shape::NeResize => CursorIcon::NeResize,
        Shape::NwResize => CursorIcon::NwResize,
        Shape::SResize => CursorIcon::SResize,
        Shape::SeResize => CursorIcon::SeResize,
        Shape::SwResize => CursorIcon::SwResize,
        Shape::WResize => CursorIcon::WResize,
        Shape::EwResize => CursorIcon::EwResize,
        Shape::NsResize => CursorIcon::NsResize,
        Shape::NeswResize => CursorIcon::NeswResize,
        Shape::NwseResize => CursorIcon::NwseResize,
        Shape::ColResize => CursorIcon::ColResize,
        Shape::RowResize => CursorIcon::RowResize,
        Shape::AllScroll => CursorIcon::AllScroll,
        Shape::ZoomIn => CursorIcon::ZoomIn,
        Shape::ZoomOut => CursorIcon::ZoomOut,
        Shape::DndAsk if version >= 2 => CursorIcon::DndAsk,
        Shape::AllResize if version >= 2 => CursorIcon::AllResize,
        _ => return None,
    })
}
