//! What the fixture's user prefers.

use lisere::preferences::{Motion, Preferences};

use crate::Fixture;

/// The same, with windows at their places in the first frame: whoever tests how they get there
/// says so.
pub(crate) fn still(mut preferences: Preferences) -> Preferences {
    preferences.layout.motion = Motion::Reduced;
    preferences
}

impl Fixture {
    /// The preferences are these from now on.
    pub fn prefer(&mut self, preferences: &str) {
        let now = self.now();
        let moving = preferences.contains("motion");
        let preferences = Preferences::parse(preferences).expect("preferences without faults");
        let preferences = if moving {
            preferences
        } else {
            still(preferences)
        };
        let applied = self.core.apply_preferences(preferences, now);
        applied.expect("preferences that can be followed");
        self.follow_outputs();
    }
}
