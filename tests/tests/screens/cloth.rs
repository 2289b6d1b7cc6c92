//! What windows in golden pictures show: simple patterns that pack well.

use lisere_tests::Client;
use wayland_client::protocol::wl_buffer::WlBuffer;

/// A pattern.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Cloth {
    /// Squares of two greys.
    Checks,
    /// From dark to light, corner to corner.
    Slope,
    /// Upright stripes of two blues.
    Stripes,
    /// Dark lines on white, as a menu has them.
    Lines,
}

impl Cloth {
    /// A buffer of `size` logical pixels with `scale` times as many real ones each way.
    pub(crate) fn buffer(self, client: &Client, (w, h): (i32, i32), scale: f64) -> WlBuffer {
        let real = |length: i32| (f64::from(length) * scale).round() as i32;
        let logical = |at: i32| ((f64::from(at) + 0.5) / scale) as i32;
        client.painted((real(w), real(h)), |x, y| {
            0xff00_0000 | self.at((logical(x), logical(y)), (w, h))
        })
    }

    fn at(self, (x, y): (i32, i32), (w, h): (i32, i32)) -> u32 {
        let either = |first: bool, a: u32, b: u32| if first { a } else { b };
        match self {
            Cloth::Checks => either((x / 16 + y / 16) % 2 == 0, 0x00e8_e8e4, 0x00d4_d4ce),
            Cloth::Slope => 0x0026_2c38 + 0x0001_0101 * ((x + y) * 24 / (w + h) * 6) as u32,
            Cloth::Stripes => either(x / 10 % 2 == 0, 0x00d8_e4f2, 0x00c6_d6ea),
            Cloth::Lines => either(
                y % 22 == 12 && x >= 12 && x < w - 40,
                0x0040_4040,
                0x00fa_faf8,
            ),
        }
    }
}
