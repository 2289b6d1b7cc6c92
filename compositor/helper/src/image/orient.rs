//! How a picture is turned: which of its pixels stands where once it is upright.

use image::metadata::Orientation;

/// A picture of this size that is to be turned.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turned {
    size: (u32, u32),
    how: Orientation,
}

impl Turned {
    pub(super) fn new(size: (u32, u32), how: Orientation) -> Self {
        Self { size, how }
    }

    /// Its size once it is upright.
    pub(super) fn size(&self) -> (u32, u32) {
        let (width, height) = self.size;
        if self.sideways() {
            (height, width)
        } else {
            (width, height)
        }
    }

    /// The pixel of the picture as it lies that stands at `(x, y)` once it is upright.
    pub(super) fn source(&self, x: u32, y: u32) -> (u32, u32) {
        let (width, height) = self.size;
        let right = |x: u32| width.saturating_sub(1).saturating_sub(x);
        let bottom = |y: u32| height.saturating_sub(1).saturating_sub(y);
        match self.how {
            Orientation::NoTransforms => (x, y),
            Orientation::FlipHorizontal => (right(x), y),
            Orientation::FlipVertical => (x, bottom(y)),
            Orientation::Rotate180 => (right(x), bottom(y)),
            Orientation::Rotate90 => (y, bottom(x)),
            Orientation::Rotate270 => (right(y), x),
            Orientation::Rotate90FlipH => (y, x),
            Orientation::Rotate270FlipH => (right(y), bottom(x)),
        }
    }

    fn sideways(&self) -> bool {
        matches!(
            self.how,
            Orientation::Rotate90
                | Orientation::Rotate270
                | Orientation::Rotate90FlipH
                | Orientation::Rotate270FlipH
        )
    }
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, GenericImageView, RgbaImage};

    use super::*;

    #[test]
    fn every_orientation_is_that_of_the_library() {
        let lying = RgbaImage::from_fn(3, 2, |x, y| image::Rgba([x as u8, y as u8, 7, 255]));
        let lying = DynamicImage::ImageRgba8(lying);
        for exif in 1..=8 {
            let how = Orientation::from_exif(exif).unwrap();
            let mut upright = lying.clone();
            upright.apply_orientation(how);
            let turned = Turned::new((3, 2), how);
            assert_eq!(turned.size(), upright.dimensions(), "{how:?}");
            for (x, y, pixel) in upright.pixels() {
                let (from_x, from_y) = turned.source(x, y);
                assert_eq!(lying.get_pixel(from_x, from_y), pixel, "{how:?} {x},{y}");
            }
        }
    }
}
