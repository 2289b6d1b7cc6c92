//! A sheet that pictures are laid out on, over a chequered ground.

use lisere_shell::{FramePictures, FrameSpec, Picture};

/// Opaque pixels, bytes R, G, B.
#[derive(PartialEq, Eq)]
pub struct Sheet {
    pub width: usize,
    pub height: usize,
    pub rgb: Vec<u8>,
}

const MARGIN: usize = 6;

impl Sheet {
    /// An empty sheet of this width in physical pixels.
    pub fn new(width: usize) -> Self {
        let mut sheet = Self {
            width,
            height: 0,
            rgb: Vec::new(),
        };
        sheet.grow(MARGIN);
        sheet
    }

    /// Adds `rows` of ground; its light and dark squares show what is
    /// translucent.
    fn grow(&mut self, rows: usize) {
        for y in self.height..self.height + rows {
            for x in 0..self.width {
                let shade = if (x / 8 + y / 8).is_multiple_of(2) {
                    250
                } else {
                    120
                };
                self.rgb.extend([shade; 3]);
            }
        }
        self.height += rows;
    }

    /// Puts pictures side by side below what is there.
    pub fn row(&mut self, pictures: &[&Picture]) {
        let top = self.height;
        let tallest = pictures.iter().map(|p| p.height as usize).max().unwrap();
        self.grow(tallest + MARGIN);
        let mut x = MARGIN;
        for picture in pictures {
            self.put(picture, x, top);
            x += picture.width as usize + MARGIN;
        }
    }

    /// Puts whole frames side by side, their content left open.
    pub fn frames(&mut self, frames: &[(&FrameSpec<'_>, &FramePictures)]) {
        let top = self.height;
        let tallest = frames.iter().map(|(spec, _)| spec.outer().h).max().unwrap();
        self.grow(tallest as usize + MARGIN);
        let mut x = MARGIN;
        for (spec, frame) in frames {
            let content = spec.content_rect();
            let (right, bottom) = (content.right() as usize, content.bottom() as usize);
            self.put(&frame.top, x, top);
            self.put(&frame.left, x, top + content.y as usize);
            self.put(&frame.right, x + right, top + content.y as usize);
            self.put(&frame.bottom, x, top + bottom);
            x += spec.outer().w as usize + MARGIN;
        }
    }

    /// Lays a picture over what is there.
    pub fn put(&mut self, picture: &Picture, x: usize, y: usize) {
        for row in 0..picture.height {
            for column in 0..picture.width {
                let (tx, ty) = (x + column as usize, y + row as usize);
                if tx >= self.width {
                    continue;
                }
                let [b, g, r, a] = picture.pixel(column, row).unwrap();
                let at = (ty * self.width + tx) * 3;
                for (below, above) in self.rgb[at..at + 3].iter_mut().zip([r, g, b]) {
                    let kept = u32::from(*below) * u32::from(255 - a) / 255;
                    *below = above.saturating_add(kept as u8);
                }
            }
        }
    }
}
