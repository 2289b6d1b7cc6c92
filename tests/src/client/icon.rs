//! Windows' own small pictures.

use wayland_client::delegate_noop;
use wayland_protocols::xdg::toplevel_icon::v1::client::xdg_toplevel_icon_manager_v1::XdgToplevelIconManagerV1;
use wayland_protocols::xdg::toplevel_icon::v1::client::xdg_toplevel_icon_v1::XdgToplevelIconV1;

use super::heard::World;
use super::window::Window;

delegate_noop!(World: ignore XdgToplevelIconManagerV1);
delegate_noop!(World: XdgToplevelIconV1);

impl Window {
    /// Gives the window a picture of `side` pixels each way, `0xAARRGGBB` premultiplied.
    pub fn set_icon(&self, side: i32, paint: impl Fn(i32, i32) -> u32) {
        let manager: XdgToplevelIconManagerV1 = self.client.bind();
        let icon = manager.create_icon(self.client.queue(), ());
        icon.add_buffer(&self.client.painted((side, side), paint), 1);
        manager.set_icon(&self.toplevel, Some(&icon));
    }
}
