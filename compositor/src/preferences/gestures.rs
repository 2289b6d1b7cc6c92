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

#[cfg(test)]
mod tests {
    use crate::preferences::Preferences;

    #[test]
    fn fingers_are_none_to_five() {
        let read = |value: &str| {
            let text = format!("[gestures]\nworkspace_swipe_fingers = {value}\n");
            Preferences::parse(&text).map(|all| all.gestures.workspace_swipe_fingers)
        };
        assert_eq!(Preferences::default().gestures.workspace_swipe_fingers, 3);
        assert_eq!((read("0").unwrap(), read("4").unwrap()), (0, 4));
        for wrong in ["-1", "6", "3.0", "\"three\"", "true"] {
            let faults = read(wrong).unwrap_err();
            let places: Vec<_> = faults
                .iter()
                .map(|fault| (fault.line, fault.column))
                .collect();
            assert_eq!(places, [(2, 27)], "{wrong}");
        }
        let unknown = Preferences::parse("[gestures]\nswipe = 3\n").unwrap_err();
        assert_eq!(unknown.iter().count(), 1);
    }
}
