//! Where a key press goes: the whole of the answer, in one small function.

use serde::Serialize;

use crate::CageId;

/// What a key press is, by the user's bindings and the core's own keymap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum KeyClass {
    /// The attention key.
    Attention,
    /// A chord for a trusted act: take, give, lock, switch the console.
    Trusted,
    /// A chord that arranges windows.
    Action,
    /// Every other key.
    Ordinary,
}

/// What the trusted side is doing, and who has the focus.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Situation {
    /// A prompt waits for an answer.
    pub prompt: bool,
    /// The lens is open.
    pub lens: bool,
    /// The session is locked.
    pub locked: bool,
    /// The cage of the focused window, which the bar names.
    pub focused: Option<CageId>,
}

/// Who gets a key press, and later its release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Route {
    /// Trusted UI.
    Trusted,
    /// The arrangement of windows.
    Action,
    /// The focused window, which is of this cage.
    Client(CageId),
    /// It is swallowed.
    Nobody,
}

/// Where a key of this class goes in this situation. At most one cage ever gets it.
#[must_use]
pub fn route(key: KeyClass, situation: &Situation) -> Route {
    let answering = situation.prompt || situation.locked;
    match key {
        KeyClass::Attention | KeyClass::Trusted => Route::Trusted,
        // A chord whose key also means something to a prompt must not answer it.
        KeyClass::Action if answering => Route::Nobody,
        KeyClass::Action => Route::Action,
        KeyClass::Ordinary if answering || situation.lens => Route::Trusted,
        KeyClass::Ordinary => situation.focused.map_or(Route::Nobody, Route::Client),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [KeyClass; 4] = [
        KeyClass::Attention,
        KeyClass::Trusted,
        KeyClass::Action,
        KeyClass::Ordinary,
    ];

    fn situations() -> impl Iterator<Item = Situation> {
        (0..16_u8).map(|bits| Situation {
            prompt: bits & 1 != 0,
            lens: bits & 2 != 0,
            locked: bits & 4 != 0,
            focused: (bits & 8 != 0).then_some(CageId(3)),
        })
    }

    #[test]
    fn the_attention_key_always_reaches_the_core() {
        for situation in situations() {
            assert_eq!(route(KeyClass::Attention, &situation), Route::Trusted);
        }
    }

    #[test]
    fn a_cage_gets_ordinary_keys_of_a_quiet_session_only() {
        for (situation, key) in situations().flat_map(|s| KEYS.map(|key| (s, key))) {
            if let Route::Client(cage) = route(key, &situation) {
                assert_eq!(key, KeyClass::Ordinary);
                assert_eq!(Some(cage), situation.focused);
                assert!(!situation.prompt && !situation.lens && !situation.locked);
            }
        }
    }

    #[test]
    fn without_focus_keys_are_swallowed() {
        assert_eq!(
            route(KeyClass::Ordinary, &Situation::default()),
            Route::Nobody
        );
    }

    #[test]
    fn no_action_while_a_prompt_or_the_lock_waits() {
        for situation in situations().filter(|s| s.prompt || s.locked) {
            assert_eq!(route(KeyClass::Action, &situation), Route::Nobody);
        }
    }
}
