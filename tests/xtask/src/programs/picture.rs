//! What a screenshot shows: frames in their cages' colours, names, and content that is not blank.

use std::collections::HashSet;

use liserectl::WindowInfo;

/// Red, green and blue.
pub(super) type Colour = [u8; 3];

/// Where a frame is surely in its cage's colour, in pixels from its edge at scale 1: behind the
/// line that sets it off, before the pattern.
const COLOURED: i32 = 2;
/// How wide a frame is at scale 1, and how high with its title strip.
const SIDE: i32 = 8;
const TOP: i32 = 36;
/// The rows of the title strip in which the cage's name stands.
const NAME: std::ops::Range<i32> = 4..31;
/// The pattern's sample is this wide; the name comes after it.
const SAMPLE: i32 = 34;
/// A cursor that blinks is no change.
const CHANGED: usize = 60;

/// Pixels, row by row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Picture {
    width: i32,
    height: i32,
    pixels: Vec<Colour>,
}

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

impl Rect {
    /// A window with its frame.
    pub(super) fn of(window: &WindowInfo) -> Self {
        Self {
            x: window.x,
            y: window.y,
            width: window.width,
            height: window.height,
        }
    }

    /// A window without its frame.
    pub(super) fn content(window: &WindowInfo) -> Self {
        let top = if window.fullscreen { SIDE } else { TOP };
        Self {
            x: window.x + SIDE,
            y: window.y + top,
            width: window.width - 2 * SIDE,
            height: window.height - top - SIDE,
        }
    }

    /// Its outline, that many pixels within.
    fn ring(self, depth: i32) -> impl Iterator<Item = (i32, i32)> {
        let (left, top) = (self.x + depth, self.y + depth);
        let (right, bottom) = (
            self.x + self.width - 1 - depth,
            self.y + self.height - 1 - depth,
        );
        let across = (left..=right).flat_map(move |x| [(x, top), (x, bottom)]);
        let down = (top..=bottom).flat_map(move |y| [(left, y), (right, y)]);
        across.chain(down)
    }
}

impl Picture {
    /// Reads a PNG file of eight bits a sample.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn decode(bytes: &[u8]) -> Result<Self, String> {
        let wrong = |error: png::DecodingError| format!("the picture can't be read: {error}");
        let decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        let mut reader = decoder.read_info().map_err(wrong)?;
        let (width, height) = reader.info().size();
        let each = reader.info().bytes_per_pixel();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap_or(0)];
        reader.next_frame(&mut bytes).map_err(wrong)?;
        let colour = |pixel: &[u8]| match pixel {
            [red, green, blue, ..] => [*red, *green, *blue],
            _ => [pixel.first().copied().unwrap_or(0); 3],
        };
        Ok(Self {
            width: width.cast_signed(),
            height: height.cast_signed(),
            pixels: bytes.chunks_exact(each.max(1)).map(colour).collect(),
        })
    }

    fn at(&self, x: i32, y: i32) -> Option<Colour> {
        let inside = (0..self.width).contains(&x) && (0..self.height).contains(&y);
        let place = usize::try_from(y * self.width + x).ok()?;
        self.pixels.get(place).copied().filter(|_| inside)
    }

    /// What of it lies in a rectangle.
    pub(super) fn part(&self, rect: Rect) -> Self {
        let right = (rect.x + rect.width).min(self.width);
        let bottom = (rect.y + rect.height).min(self.height);
        let (left, top) = (rect.x.max(0), rect.y.max(0));
        let rows = (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y)));
        Self {
            width: (right - left).max(0),
            height: (bottom - top).max(0),
            pixels: rows.filter_map(|(x, y)| self.at(x, y)).collect(),
        }
    }

    /// How many colours there are.
    pub(super) fn colours(&self) -> usize {
        self.pixels.iter().collect::<HashSet<_>>().len()
    }

    /// Whether it shows something else than another picture of the same place.
    pub(super) fn differs(&self, other: &Self) -> bool {
        let pairs = self.pixels.iter().zip(&other.pixels);
        let changed = pairs.filter(|(one, two)| one != two).count();
        (self.width, self.height) != (other.width, other.height) || changed >= CHANGED
    }

    /// Whether the frame that is round a window is in that colour wherever it is on the screen.
    ///
    /// # Errors
    /// Where it is not.
    pub(super) fn framed(&self, window: Rect, colour: Colour) -> Result<(), String> {
        let mut seen = 0;
        for (x, y) in window.ring(COLOURED) {
            match self.at(x, y) {
                Some(is) if is != colour => {
                    return Err(format!("its frame is {is:?} at {x}, {y}, not {colour:?}"));
                }
                Some(_) => seen += 1,
                None => {}
            }
        }
        if seen < 2 * (window.width + window.height) / 3 {
            return Err(format!(
                "hardly any of its frame is on the screen: {window:?}"
            ));
        }
        Ok(())
    }

    /// The picture of the cage's name in a window's title strip: the part whose ground has the
    /// cage's colour.
    ///
    /// # Errors
    /// That there is none, or nothing in it.
    pub(super) fn name(&self, window: Rect, colour: Colour) -> Result<Self, String> {
        let (left, top) = (window.x + COLOURED + 2, window.y + NAME.start);
        let ground =
            (left..window.x + window.width).take_while(|x| self.at(*x, top) == Some(colour));
        let width = i32::try_from(ground.count()).unwrap_or(i32::MAX);
        let cell = Rect {
            x: left + SAMPLE,
            y: top,
            width: width - SAMPLE,
            height: NAME.end - NAME.start,
        };
        let name = self.part(cell);
        if name.colours() < 2 {
            return Err(format!("no name stands in its title strip, in {cell:?}"));
        }
        Ok(name)
    }
}

/// A colour as the policy writes it: `#rrggbb`.
pub(super) fn colour(text: &str) -> Option<Colour> {
    let number = u32::from_str_radix(text.strip_prefix('#')?, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    (text.len() == 7).then_some([red, green, blue])
}

#[cfg(test)]
mod tests;
