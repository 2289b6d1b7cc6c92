//! Pictures: QEMU's of its screens, a session's of itself, and how far the two agree.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// Red, green and blue.
pub type Colour = [u8; 3];

/// A picture of opaque pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels across and down.
    pub size: (u32, u32),
    pixels: Vec<Colour>,
}

/// Where and how two pictures differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Pixels that are not the same.
    pub pixels: usize,
    /// The largest difference of one channel.
    pub most: u8,
    /// The first such pixel.
    pub first: Option<(u32, u32)>,
}

impl Picture {
    /// A picture from its pixels, row after row.
    ///
    /// # Errors
    /// When they are not as many as the size says.
    pub fn new(size: (u32, u32), pixels: Vec<Colour>) -> Result<Picture> {
        let right = size.0 as usize * size.1 as usize;
        ensure!(
            pixels.len() == right,
            "{} pixels, not {right}",
            pixels.len()
        );
        Ok(Picture { size, pixels })
    }

    /// Reads the binary form of PPM with one byte a channel, without comments.
    ///
    /// # Errors
    /// When it is something else, or cut short.
    pub fn from_ppm(bytes: &[u8]) -> Result<Picture> {
        let mut parts = bytes.splitn(4, |byte| byte.is_ascii_whitespace());
        let mut word =
            || -> Result<&str> { Ok(std::str::from_utf8(parts.next().context("cut short")?)?) };
        ensure!(word()? == "P6", "no binary PPM");
        let (width, height) = (word()?.parse()?, word()?.parse()?);
        let rest = parts.next().context("cut short")?;
        let pixels = rest
            .strip_prefix(b"255\n")
            .context("not one byte a channel")?;
        Picture::new((width, height), triples(pixels))
    }

    /// Reads a PNG of eight bits a channel.
    ///
    /// # Errors
    /// When it is none, or of another kind.
    pub fn from_png(file: &Path) -> Result<Picture> {
        let open = File::open(file).with_context(|| file.display().to_string())?;
        let mut reader = png::Decoder::new(BufReader::new(open)).read_info()?;
        let mut bytes = vec![0; reader.output_buffer_size().context("too large")?];
        let info = reader.next_frame(&mut bytes)?;
        let channels = info.color_type.samples();
        ensure!(
            channels >= 3 && info.bit_depth == png::BitDepth::Eight,
            "another kind of PNG"
        );
        let pixels = bytes[..info.buffer_size()].chunks_exact(channels);
        let pixels = pixels.map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        Picture::new((info.width, info.height), pixels)
    }

    /// Writes it as PNG.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn save(&self, file: &Path) -> Result<()> {
        let create = File::create(file).with_context(|| file.display().to_string())?;
        let mut encoder = png::Encoder::new(create, self.size.0, self.size.1);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header()?;
        Ok(writer.write_image_data(self.pixels.as_flattened())?)
    }

    /// The colour of a pixel; none outside.
    #[must_use]
    pub fn at(&self, x: u32, y: u32) -> Option<Colour> {
        let inside = x < self.size.0 && y < self.size.1;
        inside.then(|| self.pixels[(y * self.size.0 + x) as usize])
    }

    /// How many pixels have a colour.
    #[must_use]
    pub fn count(&self, colour: Colour) -> usize {
        self.pixels.iter().filter(|pixel| **pixel == colour).count()
    }

    /// How many colours there are.
    #[must_use]
    pub fn colours(&self) -> usize {
        self.pixels
            .iter()
            .collect::<std::collections::HashSet<_>>()
            .len()
    }

    /// The rows from `first` on, as a picture.
    ///
    /// # Errors
    /// When there are not as many.
    pub fn rows(&self, first: u32, rows: u32) -> Result<Picture> {
        let width = self.size.0 as usize;
        let from = first as usize * width;
        let pixels = self.pixels.get(from..from + rows as usize * width);
        Picture::new(
            (self.size.0, rows),
            pixels.context("no such rows")?.to_vec(),
        )
    }

    /// The smallest rectangle that holds every pixel of a colour: left, top, right and
    /// bottom, the last two just outside.
    #[must_use]
    pub fn extent(&self, colour: Colour) -> Option<[u32; 4]> {
        let mut extent: Option<[u32; 4]> = None;
        for (index, _) in self
            .pixels
            .iter()
            .enumerate()
            .filter(|(_, pixel)| **pixel == colour)
        {
            let (x, y) = (index as u32 % self.size.0, index as u32 / self.size.0);
            let [left, top, right, bottom] = extent.unwrap_or([x, y, x + 1, y + 1]);
            extent = Some([left.min(x), top.min(y), right.max(x + 1), bottom.max(y + 1)]);
        }
        extent
    }

    /// A pixel that has this colour and only such neighbours, if there is one.
    #[must_use]
    pub fn inside(&self, colour: Colour) -> Option<(i32, i32)> {
        const NEAR: u32 = 6;
        let [left, top, right, bottom] = self.extent(colour)?;
        let all = |x: u32, y: u32| {
            let [xs, ys] = [
                x.saturating_sub(NEAR)..=x + NEAR,
                y.saturating_sub(NEAR)..=y + NEAR,
            ];
            xs.into_iter()
                .all(|x| ys.clone().all(|y| self.at(x, y) == Some(colour)))
        };
        let rows = (top..bottom).step_by(NEAR as usize);
        let mut places =
            rows.flat_map(|y| (left..right).step_by(NEAR as usize).map(move |x| (x, y)));
        places
            .find(|(x, y)| all(*x, *y))
            .map(|(x, y)| (x as i32, y as i32))
    }

    /// How it differs from another of the same size.
    ///
    /// # Errors
    /// When the other has another size.
    pub fn difference(&self, other: &Picture) -> Result<Difference> {
        self.difference_but_for(other, &[])
    }

    /// The same, but for some rectangles, given as by [`Picture::extent`].
    ///
    /// # Errors
    /// As [`Picture::difference`].
    pub fn difference_but_for(&self, other: &Picture, holes: &[[u32; 4]]) -> Result<Difference> {
        ensure!(
            self.size == other.size,
            "{:?} pixels and {:?}",
            self.size,
            other.size
        );
        let mut difference = Difference::default();
        for (index, (one, two)) in self.pixels.iter().zip(&other.pixels).enumerate() {
            let (x, y) = (index as u32 % self.size.0, index as u32 / self.size.0);
            let within = |[left, top, right, bottom]: &[u32; 4]| {
                (*left..*right).contains(&x) && (*top..*bottom).contains(&y)
            };
            let most = one
                .iter()
                .zip(two)
                .map(|(one, two)| one.abs_diff(*two))
                .max();
            let most = most.unwrap_or_default();
            if most > 0 && !holes.iter().any(within) {
                difference.pixels += 1;
                difference.most = difference.most.max(most);
                difference.first.get_or_insert((x, y));
            }
        }
        Ok(difference)
    }
}

fn triples(bytes: &[u8]) -> Vec<Colour> {
    bytes.as_chunks().0.to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ppm_is_read_and_compared() {
        let picture = Picture::from_ppm(b"P6\n2 1\n255\nabc\n\n ").unwrap();
        assert_eq!((picture.size, picture.at(0, 0)), ((2, 1), Some(*b"abc")));
        assert_eq!(
            (picture.at(1, 0), picture.at(2, 0)),
            (Some(*b"\n\n "), None)
        );
        let other = Picture::from_ppm(b"P6\n2 1\n255\nabc\n\n#").unwrap();
        let difference = picture.difference(&other).unwrap();
        assert_eq!(
            (difference.pixels, difference.most, difference.first),
            (1, 3, Some((1, 0)))
        );
        assert_eq!(other.extent(*b"\n\n#"), Some([1, 0, 2, 1]));
        assert_eq!(
            (other.extent(*b"xyz"), other.count(*b"abc"), other.colours()),
            (None, 1, 2)
        );
        assert_eq!(
            picture
                .difference_but_for(&other, &[[1, 0, 2, 1]])
                .unwrap()
                .pixels,
            0
        );
        assert_eq!(other.rows(0, 1).unwrap(), other);
        assert!(other.rows(1, 1).is_err());
    }

    #[test]
    fn what_is_no_ppm_is_refused() {
        for bytes in [
            &b""[..],
            b"P5\n1 1\n255\nabc",
            b"P6\n1 1\n65535\nabcabc",
            b"P6\n2 1\n255\nabc",
        ] {
            assert!(Picture::from_ppm(bytes).is_err());
        }
    }

    #[test]
    fn a_png_comes_back_as_it_was() {
        let picture = Picture::new((1, 2), vec![[1, 2, 3], [4, 5, 6]]).unwrap();
        let file = std::env::temp_dir().join(format!("lisere-vm-{}.png", std::process::id()));
        picture.save(&file).unwrap();
        assert_eq!(Picture::from_png(&file).unwrap(), picture);
        std::fs::remove_file(&file).unwrap();
    }
}
