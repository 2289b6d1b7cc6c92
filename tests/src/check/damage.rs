//! Honest damage: what was painted bit by bit equals what is painted whole.

use lisere::desk::OutputId;
use lisere::render::Subject;
use smithay::utils::Transform;

use crate::fixture::Fixture;

pub(super) fn faults(fixture: &mut Fixture, output: OutputId) -> Option<String> {
    let screen = fixture.core.outputs.get(output)?;
    if screen.transform != Transform::Normal {
        return None;
    }
    // No picture shows what is for the user's eyes only; the screen does.
    let secrets: Vec<_> = screen.scene.secrets().collect();
    let real = fixture.core.backend.read(output).expect("a buffer");
    let fresh = fixture
        .core
        .backend
        .capture(output, &Subject::Output { pointer: true })
        .expect("a picture");
    if real.pixels == fresh.pixels {
        return None;
    }
    let width = real.width as usize;
    let wrong: Vec<usize> = real
        .pixels
        .chunks_exact(4)
        .zip(fresh.pixels.chunks_exact(4))
        .enumerate()
        .filter(|(_, (real, fresh))| real != fresh)
        .map(|(at, _)| at)
        .filter(|at| {
            !secrets
                .iter()
                .any(|part| part.contains(((at % width) as i32, (at / width) as i32)))
        })
        .collect();
    if wrong.is_empty() {
        return None;
    }
    let columns = wrong.iter().map(|at| at % width);
    let rows = wrong.iter().map(|at| at / width);
    Some(format!(
        "{} pixels are stale, within columns {:?}–{:?}, rows {:?}–{:?}",
        wrong.len(),
        columns.clone().min(),
        columns.max(),
        rows.clone().min(),
        rows.max()
    ))
}
