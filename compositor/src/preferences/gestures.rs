//! What fingers on a touchpad do: the `[gestures]` table of the preferences.

use std::ops::RangeInclusive;

use super::read::{Reader, Value};

/// Fingers of a swipe; 0 is none.
const FINGERS: RangeInclusive<i64> = 0..=5;

/// What fingers on a touchpad do together beside what programs make of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GesturePreferences {
    /// How many fingers swipe sidewards to change the workspace, 0 to 5. 0 leaves all
    /// swipes to programs.
    pub workspace_swipe_fingers: u32,
}

impl Default for GesturePreferences {
    fn default() -> Self {
        GesturePreferences {
            workspace_swipe_fingers: 3,
        }
    }
}

impl<'t> Reader<'t> {
    /// Reads the table, noting what is wrong with it.
    pub(super) fn gestures(&mut self, value: &Value<'t>, into: &mut GesturePreferences) {
        let Some(table) = self.table(value) else {
            return;
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "workspace_swipe_fingers" => {
                    let number = self.whole(value, &FINGERS);
                    if let Some(fingers) = number.and_then(|n| u32::try_from(n).ok()) {
                        into.workspace_swipe_fingers = fingers;
                    }
                }
                other => self.unknown_key(key.span(), other, &["workspace_swipe_fingers"]),
            }
        }
    }
}
