//! Pictures as a client draws them: buffers, their scale, their turn, their viewport.

use lisere_tests::Client;
use wayland_client::protocol::wl_buffer::WlBuffer;
use wayland_client::protocol::wl_output::Transform;
use wayland_client::protocol::wl_surface::WlSurface;

use crate::ops::{Ink, Picture, View};
use crate::surfaces::Surface;

/// The finest step of a viewport's source.
const FIXED: i32 = 256;

impl Picture {
    /// A plain picture of a size.
    pub(crate) fn plain(size: (i32, i32)) -> Picture {
        Picture {
            size,
            scale: 1,
            turn: 0,
            ink: Ink::Solid,
            view: View::None,
        }
    }

    fn extent(&self) -> (i32, i32) {
        match self.ink {
            Ink::Pixel(_) => (1, 1),
            _ => self.size,
        }
    }

    fn scale(&self) -> i32 {
        match self.ink {
            Ink::Pixel(_) => 1,
            _ => self.scale,
        }
    }

    fn buffer(&self, client: &Client, channel: u32) -> WlBuffer {
        let (w, h) = (self.size.0 * self.scale, self.size.1 * self.scale);
        let size = if self.turn % 2 == 1 { (h, w) } else { (w, h) };
        let solid = 0xff00_0000 | 0xff << channel;
        let glass = 0x8000_0000 | 0x80 << channel;
        match self.ink {
            Ink::Solid => client.buffer(size, solid),
            Ink::Glass => client.buffer(size, glass),
            Ink::Clear => client.buffer(size, 0),
            Ink::Chess => client.painted(
                size,
                |x, y| if (x / 8 + y / 8) % 2 == 0 { solid } else { 0 },
            ),
            Ink::Pixel(opaque) => client.pixel(if opaque { solid } else { glass }),
        }
    }
}

impl Surface {
    /// Attaches a picture, with all that belongs to it, and commits.
    pub(crate) fn draw(&mut self, client: &Client, channel: u32, picture: &Picture) {
        let buffer = picture.buffer(client, channel);
        self.surface.set_buffer_scale(picture.scale());
        if let Ok(turn) = Transform::try_from(picture.turn) {
            self.surface.set_buffer_transform(turn);
        }
        self.look_through(client, picture);
        attach(&self.surface, &buffer);
    }

    fn look_through(&mut self, client: &Client, picture: &Picture) {
        if matches!(picture.view, View::None) && self.view.is_none() {
            return;
        }
        let surface = &self.surface;
        let view = self.view.get_or_insert_with(|| client.viewport(surface));
        let (source, to) = picture.view.ask(picture.extent());
        let [x, y, w, h] = source.unwrap_or([-1.0; 4]);
        view.set_source(x, y, w, h);
        let (w, h) = to.unwrap_or((-1, -1));
        view.set_destination(w, h);
    }
}

/// A viewport's source and destination.
type Asked = (Option<[f64; 4]>, Option<(i32, i32)>);

impl View {
    fn ask(self, size: (i32, i32)) -> Asked {
        match self {
            View::None => (None, None),
            View::To(w, h) => (None, Some((w, h))),
            View::Cut(part) => (Some(cut(part, size, 1)), None),
            View::CutTo(part, to) => (Some(cut(part, size, FIXED)), Some(to)),
        }
    }
}

/// A part of a surface of `size`, in whole steps of one `step`th.
fn cut([x, y, w, h]: [i32; 4], size: (i32, i32), step: i32) -> [f64; 4] {
    let along = |total: i32, from: i32, part: i32| {
        let start = total * from / 100;
        let length = ((total - start) * part / 100).max(1);
        (
            f64::from(start) / f64::from(step),
            f64::from(length) / f64::from(step),
        )
    };
    let (x, w) = along(size.0 * step, x, w);
    let (y, h) = along(size.1 * step, y, h);
    [x, y, w, h]
}

fn attach(surface: &WlSurface, buffer: &WlBuffer) {
    surface.attach(Some(buffer), 0, 0);
    surface.damage_buffer(0, 0, i32::MAX, i32::MAX);
    surface.commit();
}
