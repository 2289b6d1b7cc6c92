//! What the sequences came across: a rare case that never happens proves nothing.

use std::collections::BTreeMap;

use lisere::desk::Mode;
use lisere::scene::Owner;
use lisere_tests::Fixture;

/// How many steps ended with each thing there to be seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen(BTreeMap<&'static str, u32>);

impl Seen {
    /// Notes what there is after a step.
    pub(crate) fn look(&mut self, fixture: &mut Fixture) {
        let pointer = fixture.pointer_owner();
        let core = &fixture.core;
        let popups = || core.windows.iter().flat_map(|window| &window.popups);
        let in_mode = |mode| core.desk.visible().any(|(_, entry)| entry.mode == mode);
        let things = [
            (
                "a program's pointer",
                matches!(pointer, Some(Owner::Client(_))),
            ),
            ("a drag", core.seats.drag().is_some()),
            (
                "a drag with an icon",
                core.seats.drag().is_some_and(|drag| drag.icon.is_some()),
            ),
            ("a popup", popups().any(|popup| popup.mapped)),
            ("a popup with a grab", popups().any(|popup| popup.grab)),
            (
                "a popup of a popup",
                core.windows.iter().any(|window| window.popups.len() > 1),
            ),
            ("a maximised window", in_mode(Mode::Maximised)),
            ("a fullscreen window", in_mode(Mode::Fullscreen)),
            (
                "a minimised window",
                core.desk.all().any(|(_, entry)| entry.minimised),
            ),
            (
                "a dialog",
                core.desk.all().any(|(_, entry)| entry.parent.is_some()),
            ),
            ("a resize", core.input.resizing().is_some()),
            ("a focus", core.focus.cage().is_some()),
            ("windows of three cages", cages(fixture) == 3),
        ];
        for (name, there) in things {
            *self.0.entry(name).or_default() += u32::from(there);
        }
    }

    /// Adds what another sequence came across.
    pub(crate) fn add(&mut self, other: Seen) {
        for (name, count) in other.0 {
            *self.0.entry(name).or_default() += count;
        }
    }

    /// What never happened.
    pub(crate) fn missed(&self) -> Vec<&'static str> {
        self.0
            .iter()
            .filter(|(_, count)| **count == 0)
            .map(|(name, _)| *name)
            .collect()
    }
}

/// How many cages have a window that is shown.
fn cages(fixture: &Fixture) -> usize {
    let shown = fixture
        .core
        .windows
        .iter()
        .filter(|window| fixture.core.desk.is_visible(window.id));
    let cages: std::collections::BTreeSet<_> = shown.map(|window| window.cage).collect();
    cages.len()
}
