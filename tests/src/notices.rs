//! What programs tell the user, in tests: said for a cage, and seen as cards.

use lisere::scene::{Layer, LayerId, Placed};
use lisere_cage::message::Notice;
use lisere_policy::Untrusted;

use crate::fixture::Fixture;

/// A notice with these words.
#[must_use]
pub fn said(summary: &str, body: &str) -> Notice {
    Notice {
        id: 1,
        summary: summary.to_owned(),
        body: body.to_owned(),
        ..Notice::default()
    }
}

/// The cards that were drawn, from the top, on any output.
#[must_use]
pub fn cards(fixture: &Fixture) -> Vec<Placed> {
    let screens = fixture.core.outputs.iter();
    let layers = screens.flat_map(|screen| &screen.scene.layers);
    let cards = layers.filter_map(|(id, layer)| match (id, layer) {
        (LayerId::Notice(_), Layer::Trusted(placed)) => Some(placed.clone()),
        _ => None,
    });
    cards.collect()
}

impl Fixture {
    /// A program of a cage tells the user something; a frame passes.
    pub fn notice(&mut self, cage: &str, notice: Notice) {
        self.say(cage, notice);
        self.frame();
    }

    /// The same without any time passing.
    pub fn say(&mut self, cage: &str, notice: Notice) {
        let (cage, now) = (self.cage(cage), self.now());
        self.core.notice(cage, &Untrusted::new(notice), now);
    }
}
