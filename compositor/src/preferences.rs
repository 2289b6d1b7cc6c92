//! What the user prefers: keyboard and chords.

use crate::bindings::Bindings;
use crate::seat::KeyboardSettings;

/// What the user prefers.
#[derive(Clone, Debug, Default)]
pub struct Preferences {
    /// The keyboard.
    pub keyboard: KeyboardSettings,
    /// Chords.
    pub bindings: Bindings,
}
