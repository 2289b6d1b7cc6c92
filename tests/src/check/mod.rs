//! The check: what must hold in every frame of every test.

mod bar;
mod damage;
mod frames;
mod leaks;
mod locked;
mod map;

use std::collections::HashSet;

use lisere::desk::OutputId;
use lisere::scene::LayerId;
use lisere_policy::CageId;
use lisere_shell::{BarHot, Metrics, Rect};
use smithay::utils::{Physical, Rectangle};

use crate::fixture::Fixture;
use crate::picture::{Picture, rgb};
use map::Map;

/// One frame of one output, as the check sees it.
struct Frame {
    map: Map,
    /// The picture without the pointer.
    bare: Picture,
    metrics: Metrics,
    /// Each cage's colour, by its index.
    colours: Vec<u32>,
    backdrop: u32,
    /// The layers that are likenesses of windows, whose ground is lighter.
    likenesses: HashSet<u32>,
    /// Where the veil lies while the user is asked something.
    veil: Option<Rectangle<i32, Physical>>,
    /// Where the bar has small marks that are about other cages.
    marks: Vec<Rect>,
    /// Whether the session is locked.
    locked: bool,
    /// The cages whose levels are.
    covered: Vec<CageId>,
    /// The cage that gets the keys.
    focused: Option<CageId>,
    /// The one channel that each cage's clients paint in, where a test promised so.
    primaries: Option<Vec<Option<u32>>>,
}

/// Holds the frame that an output shows against the claims.
///
/// # Panics
/// When one does not hold; the message says which and where.
pub fn frame(fixture: &mut Fixture, output: OutputId) {
    let frame = look(fixture, output);
    let faults: Vec<String> = damage::faults(fixture, output)
        .into_iter()
        .chain(frames::faults(&frame))
        .chain(bar::faults(&frame))
        .chain(leaks::faults(&frame))
        .chain(locked::faults(&frame))
        .collect();
    assert!(
        faults.is_empty(),
        "a frame breaks a claim:\n  {}",
        faults.join("\n  ")
    );
}

/// Where the bar may show colours of cages that do not get the keys: where what is carried comes
/// from, whom an indicator is about, and whose windows a workspace has.
fn marks(parts: &[(Rect, BarHot)]) -> Vec<Rect> {
    let marks = |part: &BarHot| {
        matches!(
            part,
            BarHot::Transfer | BarHot::Indicator(..) | BarHot::Workspace(_)
        )
    };
    let parts = parts.iter().filter(|(_, part)| marks(part));
    parts.map(|(rect, _)| *rect).collect()
}

fn look(fixture: &mut Fixture, output: OutputId) -> Frame {
    let bare = fixture.fresh(output, false);
    let core = &mut fixture.core;
    let told = core.seats.keyboard_focus().map(|(cage, _)| cage);
    assert_eq!(
        core.focus.cage(),
        told,
        "the core and its seats disagree on who gets the keys"
    );
    let provenance = core.backend.provenance(output).expect("a map of owners");
    let screen = core.outputs.get(output).expect("an output");
    let cages = core.policy.cages().iter().map(|cage| cage.id());
    let covered = cages.filter(|cage| core.lock.covers(*cage));
    Frame {
        map: Map::of(&provenance),
        bare,
        metrics: Metrics::at(screen.scale),
        colours: core
            .policy
            .cages()
            .iter()
            .map(|cage| rgb(cage.colour()))
            .collect(),
        backdrop: rgb(core.policy.theme().backdrop),
        likenesses: (0u32..)
            .zip(&screen.scene.layers)
            .filter(|(_, (id, _))| matches!(id, LayerId::Thumbnail(_)))
            .map(|(layer, _)| layer)
            .collect(),
        veil: provenance.veil,
        marks: marks(core.pictures.bar_areas(output)),
        locked: core.lock.locked(),
        covered: covered.collect(),
        focused: told,
        primaries: fixture.primaries.clone(),
    }
}
