//! A cage's own input method: it is told what is typed into, and may have the keys meanwhile.

use smithay::reexports::wayland_protocols_misc::zwp_input_method_v2::server::zwp_input_method_v2::ZwpInputMethodV2;
use smithay::reexports::wayland_protocols_misc::zwp_input_method_v2::server::zwp_input_popup_surface_v2::ZwpInputPopupSurfaceV2;
use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::backend::ClientId;
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;

use super::texts::Said;

/// What an input method made of the keys.
#[derive(Debug, Default)]
pub(crate) struct Typed {
    pub(crate) commit: Option<String>,
    /// Not yet final, with the cursor's two ends in its bytes.
    pub(crate) preedit: Option<(String, i32, i32)>,
    /// Bytes before and after the cursor that go.
    pub(crate) delete: Option<(u32, u32)>,
}

/// The input method of a cage.
#[derive(Debug)]
pub(crate) struct Method {
    pub(crate) object: ZwpInputMethodV2,
    pub(crate) client: ClientId,
    /// What it made since its last commit.
    pub(crate) next: Typed,
    /// Where it shows what could be meant: its newest popup.
    pub(crate) popup: Option<(ZwpInputPopupSurfaceV2, WlSurface)>,
}

impl Method {
    pub(crate) fn new(object: ZwpInputMethodV2, client: ClientId) -> Method {
        Method {
            object,
            client,
            next: Typed::default(),
            popup: None,
        }
    }

    pub(super) fn begin(&mut self) {
        if self.object.is_alive() {
            self.object.activate();
        }
    }

    /// Tells it of the field that is typed into.
    pub(super) fn tell(&mut self, said: &Said) {
        let object = &self.object;
        if !object.is_alive() {
            return;
        }
        if let Some((text, cursor, anchor)) = &said.around {
            object.surrounding_text(text.clone(), *cursor, *anchor);
        }
        object.text_change_cause(said.cause);
        let (hint, purpose) = said.content;
        object.content_type(hint, purpose);
        object.done();
    }

    pub(super) fn end(&mut self) {
        self.next = Typed::default();
        if self.object.is_alive() {
            self.object.deactivate();
            self.object.done();
        }
    }
}
