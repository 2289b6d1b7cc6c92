//! Pointer images and drags of a client.

use lisere_tests::Heard;
use wayland_client::protocol::wl_data_device_manager::DndAction;
use wayland_client::protocol::wl_data_source::WlDataSource;

use crate::ops::Picture;
use crate::play::Actor;
use crate::surfaces::Surface;

/// What a drag was begun with.
pub(crate) struct Role {
    _icon: Option<Surface>,
    _source: WlDataSource,
}

impl Actor {
    /// Sets the pointer's image, if the pointer has ever been here.
    pub(crate) fn cursor(&mut self, hotspot: (i32, i32), picture: &Picture) {
        let (client, channel) = (self.client.clone(), self.channel);
        let Some((serial, ..)) = client.pointer_enters().last().copied() else {
            return;
        };
        let own = self.cursor.get_or_insert_with(|| client.surface().into());
        let pointer = &client.bound().hands.pointer;
        pointer.set_cursor(serial, Some(&own.surface), hotspot.0, hotspot.1);
        own.draw(&client, channel, picture);
    }

    pub(crate) fn hide_cursor(&mut self) {
        if let Some((serial, ..)) = self.client.pointer_enters().last() {
            self.client
                .bound()
                .hands
                .pointer
                .set_cursor(*serial, None, 0, 0);
        }
    }

    /// Begins a drag with the newest press, which may be over already.
    pub(crate) fn drag(&mut self, window: usize, icon: Option<((i32, i32), Picture)>) {
        let (client, channel) = (self.client.clone(), self.channel);
        if client.presses() == 0 {
            return;
        }
        let Some(from) = self.window(window).map(|window| window.own.surface.clone()) else {
            return;
        };
        let mut shown = icon.map(|_| Surface::from(client.surface()));
        let surface = shown.as_ref().map(|own| &own.surface);
        let source = client.drag(&from, surface, client.press_serial());
        if let (Some(own), Some((by, picture))) = (&mut shown, icon) {
            own.surface.offset(by.0, by.1);
            own.draw(&client, channel, &picture);
        }
        self.icons.push(Role {
            _icon: shown,
            _source: source,
        });
    }

    /// Accepts what is being dragged over the client.
    pub(crate) fn accept(&mut self) {
        let Some(offer) = self.client.dragged_over() else {
            return;
        };
        let entered = self.client.ever(|heard| match heard {
            Heard::DataDevice(
                _,
                wayland_client::protocol::wl_data_device::Event::Enter { serial, .. },
            ) => Some(*serial),
            _ => None,
        });
        let serial = entered.last().copied().unwrap_or(0);
        offer.accept(serial, Some("text/plain".into()));
        offer.set_actions(DndAction::Copy, DndAction::Copy);
    }
}
