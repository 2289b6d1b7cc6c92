//! Refusing cages that a person could not tell apart.

use std::ops::Range;

use super::sink::Sink;
use crate::distinct::{APART, LEGIBLE, Matrix};
use crate::{Cage, CageId, Code, Theme};

/// Notes every pair that looks alike, every title that can't be read, and every cage that melts
/// into the bar or the wallpaper. `spans` is where each cage begins.
pub(super) fn refuse_alike(
    cages: &[Option<Cage>],
    spans: &[Range<usize>],
    theme: &Theme,
    sink: &mut Sink<'_>,
) {
    let matrix = Matrix::of(cages.iter().flatten(), theme);
    let at = |id: CageId| spans.get(id.index()).cloned().unwrap_or_default();
    let cage = |id: CageId| cages.get(id.index()).and_then(Option::as_ref);
    let name = |id: CageId| cage(id).map_or("", Cage::name);
    for pair in &matrix.pairs {
        let Some((eye, delta, needed)) = pair.alike() else {
            continue;
        };
        let line = cage(pair.one).map_or(0, Cage::line);
        let message = format!(
            "cage `{}` looks like `{}` on line {line} in {}: ΔE₀₀ is {delta:.1}, {needed:.0} is the least",
            name(pair.two),
            name(pair.one),
            eye.name(),
        );
        let help = match pair.pattern_differs {
            true => "give one of them another colour",
            false => "give one of them another colour and another pattern",
        };
        sink.note_with(&at(pair.two), Code::Alike, message, Some(help.to_owned()));
    }
    for ground in matrix.grounds.iter().filter(|ground| ground.melts()) {
        let (name, delta, behind) = (name(ground.cage), ground.delta, ground.ground);
        let message = format!(
            "cage `{name}` melts into `{behind}`: ΔE₀₀ is {delta:.1}, {APART:.0} is the least"
        );
        sink.note(&at(ground.cage), Code::Ground, message);
    }
    for reading in matrix.readings.iter().filter(|reading| reading.faint()) {
        let (name, contrast) = (name(reading.cage), reading.contrast);
        let message = format!(
            "the title of cage `{name}` has contrast {contrast:.2} on its colour, {LEGIBLE} is the least"
        );
        sink.note(&at(reading.cage), Code::Contrast, message);
    }
}
