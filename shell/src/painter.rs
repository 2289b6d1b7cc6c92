//! The painter: fonts and caches, which every picture with text in it shares.

use crate::Language;
use crate::text::Texts;

/// Draws trusted pictures. Keep one: it owns the fonts and every cache, all of
/// them bounded.
pub struct Painter {
    pub(crate) texts: Texts,
}

impl Painter {
    /// A painter with the embedded fonts; it never looks at the system's.
    #[must_use]
    pub fn new() -> Self {
        Self {
            texts: Texts::new(),
        }
    }

    /// Writes fixed words in this language from now on; English at first.
    pub fn speak(&mut self, language: Language) {
        self.texts.language = language;
    }

    /// The language of fixed words.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.texts.language
    }
}

impl Default for Painter {
    fn default() -> Self {
        Self::new()
    }
}
