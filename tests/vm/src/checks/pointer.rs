//! Whether the image on the cursor plane is the pointer that a session draws in memory.

use anyhow::{Context, Result, ensure};

use crate::machine::Cursor;
use crate::picture::{Colour, Picture};

/// How far the two may lie apart: where the image's own pointer begins is not known exactly,
/// as its edge is nearly transparent.
const AROUND: i32 = 3;

/// Compares each opaque pixel of a cursor with a picture that has the pointer, where it
/// differs from one that has not. Says how many there are.
pub(super) fn compare(cursor: &Cursor, with: &Picture, without: &Picture) -> Result<usize> {
    let opaque = opaque(cursor);
    let drawn = changed(with, without)?;
    let (first, start) = (
        corner(opaque.iter().map(|(at, _)| *at)),
        corner(drawn.iter().copied()),
    );
    let (first, start) = (
        first.context("no opaque pixel")?,
        start.context("no pointer is drawn")?,
    );
    let wrong = |dx: i32, dy: i32| {
        let differs = |((x, y), colour): &&((i32, i32), Colour)| {
            let at = (x - first.0 + start.0 + dx, y - first.1 + start.1 + dy);
            u32::try_from(at.0)
                .ok()
                .zip(u32::try_from(at.1).ok())
                .and_then(|(x, y)| with.at(x, y))
                != Some(*colour)
        };
        opaque.iter().filter(differs).count()
    };
    let near = -AROUND..=AROUND;
    let places = near
        .clone()
        .flat_map(|dx| near.clone().map(move |dy| (dx, dy)));
    let wrong = places
        .map(|(dx, dy)| wrong(dx, dy))
        .min()
        .unwrap_or(usize::MAX);
    ensure!(
        wrong == 0,
        "{wrong} of {} pixels are not the pointer's",
        opaque.len()
    );
    Ok(opaque.len())
}

fn opaque(cursor: &Cursor) -> Vec<((i32, i32), Colour)> {
    let place = |index: usize| {
        let index = index as u32;
        (
            (index % cursor.size.0) as i32,
            (index / cursor.size.0) as i32,
        )
    };
    let pixels = cursor.rgba.as_chunks::<4>().0.iter().enumerate();
    let seen = pixels.filter(|(_, [.., opacity])| *opacity == 255);
    seen.map(|(index, [red, green, blue, _])| (place(index), [*red, *green, *blue]))
        .collect()
}

fn changed(with: &Picture, without: &Picture) -> Result<Vec<(i32, i32)>> {
    ensure!(with.size == without.size, "two sizes");
    let (width, height) = with.size;
    let all = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let changed = all.filter(|(x, y)| with.at(*x, *y) != without.at(*x, *y));
    Ok(changed.map(|(x, y)| (x as i32, y as i32)).collect())
}

/// The left and the top of some places.
fn corner(places: impl Iterator<Item = (i32, i32)>) -> Option<(i32, i32)> {
    places.reduce(|one, other| (one.0.min(other.0), one.1.min(other.1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_pointer_is_found_elsewhere_and_another_is_not() {
        let without = Picture::new((4, 2), vec![[9; 3]; 8]).unwrap();
        let mut pixels = vec![[9; 3]; 8];
        (pixels[5], pixels[6]) = ([1, 2, 3], [4, 5, 6]);
        let with = Picture::new((4, 2), pixels).unwrap();
        let cursor = |red| Cursor {
            size: (2, 1),
            hot: (0, 0),
            rgba: vec![red, 2, 3, 255, 4, 5, 6, 255],
        };
        assert_eq!(compare(&cursor(1), &with, &without).unwrap(), 2);
        assert!(compare(&cursor(7), &with, &without).is_err());
        assert!(compare(&cursor(1), &without, &without).is_err());
    }
}
