//! A picture made small, row by row.

use super::PREVIEW;

/// Sums of the pixels that become one: red, green, blue, alpha, and how many.
type Sum = [u64; 5];

/// Makes a picture small as its rows come, so that it is never in memory whole.
#[derive(Debug)]
pub(super) struct Shrinker {
    from: (u32, u32),
    to: (u32, u32),
    sums: Vec<Sum>,
    /// The row of the small picture that is being summed.
    row: u32,
    seen: u32,
    bgra: Vec<u8>,
}

impl Shrinker {
    pub(super) fn new(from: (u32, u32)) -> Self {
        let to = fit(from);
        Self {
            from,
            to,
            sums: vec![[0; 5]; to.0 as usize],
            row: 0,
            seen: 0,
            bgra: Vec::new(),
        }
    }

    /// Takes the next row: red, green, blue, alpha.
    pub(super) fn row(&mut self, rgba: &[u8]) {
        let into = scaled(self.seen, self.from.1, self.to.1);
        if into != self.row {
            self.finish_row();
            self.row = into;
        }
        self.seen = self.seen.saturating_add(1);
        let mut column = 0_u32;
        for pixel in rgba.as_chunks::<4>().0 {
            let place = scaled(column, self.from.0, self.to.0);
            if let Some(sum) = self.sums.get_mut(place as usize) {
                add(sum, *pixel);
            }
            column = column.saturating_add(1);
        }
    }

    /// The small picture: its size, and premultiplied blue, green, red, alpha.
    pub(super) fn finish(mut self) -> ((u32, u32), Vec<u8>) {
        self.finish_row();
        (self.to, self.bgra)
    }

    fn finish_row(&mut self) {
        for sum in &mut self.sums {
            let [red, green, blue, alpha, count] = *sum;
            let mean = |sum: u64| {
                let mean = sum.saturating_add(count / 2).checked_div(count);
                u8::try_from(mean.unwrap_or(0)).unwrap_or(u8::MAX)
            };
            self.bgra
                .extend_from_slice(&[mean(blue), mean(green), mean(red), mean(alpha)]);
            *sum = [0; 5];
        }
    }
}

fn add(sum: &mut Sum, [red, green, blue, alpha]: [u8; 4]) {
    let alpha = u64::from(alpha);
    let part = |value: u8| (u64::from(value) * alpha + 127) / 255;
    let parts = [part(red), part(green), part(blue), alpha, 1];
    for (slot, part) in sum.iter_mut().zip(parts) {
        *slot = slot.saturating_add(part);
    }
}

/// The size at which a picture fits the preview's room; never larger than it is.
fn fit((width, height): (u32, u32)) -> (u32, u32) {
    let (room_x, room_y) = PREVIEW;
    if width <= room_x && height <= room_y {
        return (width, height);
    }
    let wide = u64::from(width) * u64::from(room_y) > u64::from(height) * u64::from(room_x);
    if wide {
        (room_x, scaled(height, width, room_x).max(1))
    } else {
        (scaled(width, height, room_y).max(1), room_y)
    }
}

/// `value` of `whole` parts, counted in `parts` parts.
fn scaled(value: u32, whole: u32, parts: u32) -> u32 {
    let scaled = (u64::from(value) * u64::from(parts)).checked_div(u64::from(whole));
    u32::try_from(scaled.unwrap_or(0)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_fit_the_room_and_never_grow() {
        assert_eq!(fit((480, 300)), (480, 300));
        assert_eq!(fit((10, 7)), (10, 7));
        assert_eq!(fit((4_800, 300)), (480, 30));
        assert_eq!(fit((960, 1_200)), (240, 300));
        assert_eq!(fit((16_384, 1)), (480, 1));
        assert_eq!(fit((1, 16_384)), (1, 300));
    }

    #[test]
    fn what_becomes_one_pixel_is_its_mean() {
        let mut shrinker = Shrinker::new((960, 2));
        // Transparent white and opaque red: half of a red, and nothing of the white.
        let row: Vec<u8> = [[255, 255, 255, 0], [200, 0, 0, 255]].concat().repeat(480);
        shrinker.row(&row);
        shrinker.row(&row);
        let (size, bgra) = shrinker.finish();
        assert_eq!((size, bgra.len()), ((480, 1), 480 * 4));
        assert_eq!(bgra[..4], [0, 0, 100, 128]);
    }
}
