//! Themes: named colours for levels and cages, and the neutral colours of trusted UI.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::Rgb;

/// A set of colours, one file in `themes/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Theme {
    pub(crate) name: String,
    pub(crate) colours: BTreeMap<String, Rgb>,
    /// The bar, panels and the strips of windows without focus.
    pub bar_background: Rgb,
    /// Text on `bar_background`.
    pub bar_text: Rgb,
    /// Lesser text on `bar_background`.
    pub bar_dim_text: Rgb,
    /// What asks for attention.
    pub accent: Rgb,
    /// The contrast line beside dark frames; also the light text on dark cages.
    pub frame_contrast_light: Rgb,
    /// The contrast line beside light frames; also the dark text on light cages.
    pub frame_contrast_dark: Rgb,
    /// The wallpaper's colour at its top.
    pub wallpaper_top: Rgb,
    /// The wallpaper's colour at its bottom.
    pub wallpaper_bottom: Rgb,
    /// What dims the desktop behind prompts and shows where nothing else does.
    pub backdrop: Rgb,
    /// Shadows under panels and menus.
    pub shadow: Rgb,
}

impl Theme {
    /// Its name, as policies refer to it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The colour that levels and cages call `name`.
    #[must_use]
    pub fn colour(&self, name: &str) -> Option<Rgb> {
        self.colours.get(name).copied()
    }

    /// The names that [`Theme::colour`] knows, in order.
    pub fn colour_names(&self) -> impl Iterator<Item = &str> {
        self.colours.keys().map(String::as_str)
    }

    /// The light or the dark text colour, whichever reads better on `ground`.
    #[must_use]
    pub fn text_on(&self, ground: Rgb) -> Rgb {
        let (light, dark) = (self.frame_contrast_light, self.frame_contrast_dark);
        if light.contrast(ground) >= dark.contrast(ground) {
            light
        } else {
            dark
        }
    }
}
