//! Where an input method's popup goes: beside the cursor of the window that is typed into, under the bar.

use smithay::desktop::utils::bbox_from_surface_tree;
use smithay::reexports::wayland_server::Resource;
use smithay::utils::{Logical, Point, Rectangle};

use crate::scene::TypedPopup;
use crate::seat::InputPopup;
use crate::state::{Compositor, INPUT_POPUP};

impl Compositor {
    /// What the input method of the cage that has the keys shows, and where.
    pub(crate) fn typed_popup(&self) -> Option<TypedPopup> {
        let popup = self.seats.input_popup()?;
        let (window, cursor) = self.typed_at(&popup)?;
        if !popup.surface.is_alive() {
            return None;
        }
        let size = bbox_from_surface_tree(&popup.surface, (0, 0)).size;
        if size.is_empty() || !self.fits_as_popup(window, size) {
            return None;
        }
        let output = self.desk.entry(window)?.output;
        let thickness = self.desk.thickness();
        let area = self.desk.place(output)?.work_area(thickness);
        let border = thickness.popup;
        let below = cursor.loc.y + cursor.size.h + border;
        let lowest = area.loc.y + area.size.h - border - size.h;
        let y = match below <= lowest {
            true => below,
            false => cursor.loc.y - border - size.h,
        };
        let most =
            Point::<i32, Logical>::from((area.loc.x + area.size.w - border - size.w, lowest));
        let at = (
            cursor.loc.x.min(most.x).max(area.loc.x + border),
            y.min(most.y).max(area.loc.y + border),
        );
        Some(TypedPopup {
            id: INPUT_POPUP,
            window,
            cage: popup.cage,
            surface: popup.surface,
            place: Rectangle::new(at.into(), size),
        })
    }

    /// The window that is typed into, and the cursor in the global logical space: nowhere
    /// but in that window.
    fn typed_at(
        &self,
        popup: &InputPopup,
    ) -> Option<(crate::desk::WindowId, Rectangle<i32, Logical>)> {
        let id = self.root_window(&popup.into)?;
        let (window, entry) = (self.windows.get(id)?, self.desk.entry(id)?);
        let content = entry.content;
        let shown = window.popup(&popup.into);
        let origin = match shown {
            Some(popup) => content.loc + popup.place.loc - popup.geometry.loc,
            None => content.loc - window.geometry.loc,
        };
        let cursor = popup.cursor;
        let corner = origin + cursor.loc;
        let inside = (
            corner
                .x
                .clamp(content.loc.x, content.loc.x + content.size.w),
            corner
                .y
                .clamp(content.loc.y, content.loc.y + content.size.h),
        );
        let height = cursor.size.h.clamp(0, content.size.h);
        let size = (cursor.size.w.clamp(0, content.size.w), height);
        Some((id, Rectangle::new(inside.into(), size.into())))
    }

    /// Tells the input method where the cursor lies, seen from its popup.
    pub(crate) fn tell_input_popup(&self) {
        let Some(popup) = self.seats.input_popup() else {
            return;
        };
        let (shown, typed) = (self.typed_popup(), self.typed_at(&popup));
        if let Some((shown, (_, cursor))) = shown.zip(typed)
            && popup.object.is_alive()
        {
            let at = cursor.loc - shown.place.loc;
            let size = cursor.size;
            popup
                .object
                .text_input_rectangle(at.x, at.y, size.w, size.h);
        }
    }
}
