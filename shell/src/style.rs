//! The colours and words that a theme and a policy give to the shell.

use crate::{Pattern, Rgb};

/// Least contrast at which two broad areas side by side are seen as two.
pub(crate) const SEEN_APART: f32 = 1.2;

/// How one cage looks: from policy and theme, never from a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CageStyle<'a> {
    /// The cage's name as the policy writes it.
    pub title: &'a str,
    /// The cage's colour, which its frames carry unmixed.
    pub colour: Rgb,
    /// The colour of text on `colour`; the theme answers for its contrast.
    pub text: Rgb,
    /// The cage's pattern, sewn in `text` on `colour`.
    pub pattern: Pattern,
    /// Whether its programs run on another machine, which its frames and the bar then say.
    pub remote: bool,
}

impl CageStyle<'_> {
    /// The ink of lesser trusted words on the pure colour.
    pub(crate) fn quiet(&self) -> Rgb {
        self.colour.mix(self.text, 216)
    }

    /// The cage's hue moved away from its text colour, or a little towards it
    /// where there is no way to go: the ground for a client's words, which
    /// never stand on the pure colour.
    pub(crate) fn shade(&self, ui: &Ui) -> Rgb {
        let away = if self.text.luminance() > self.colour.luminance() {
            self.colour.mix(ui.contrast_dark, 80)
        } else {
            self.colour.mix(ui.contrast_light, 96)
        };
        if away.contrast(self.colour) < SEEN_APART {
            self.colour.mix(self.text, 36)
        } else {
            away
        }
    }
}

/// The neutral colours of everything that belongs to no cage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ui {
    /// The bar, the panels and the strips of windows without focus.
    pub bar_background: Rgb,
    /// Text on `bar_background`.
    pub bar_text: Rgb,
    /// Lesser text on `bar_background`.
    pub bar_dim_text: Rgb,
    /// What asks for attention: the active workspace, urgency, warnings.
    pub accent: Rgb,
    /// The contrast line beside dark colours.
    pub contrast_light: Rgb,
    /// The contrast line beside all other colours.
    pub contrast_dark: Rgb,
    /// The wallpaper's colour at its top.
    pub wallpaper_top: Rgb,
    /// The wallpaper's colour at its bottom.
    pub wallpaper_bottom: Rgb,
    /// What dims the desktop behind prompts and shows where nothing else does.
    pub backdrop: Rgb,
}

impl Default for Ui {
    fn default() -> Self {
        Self {
            bar_background: Rgb::hex(0x1f2026),
            bar_text: Rgb::hex(0xf4f2ee),
            bar_dim_text: Rgb::hex(0xa9a7ad),
            accent: Rgb::hex(0xf0b429),
            contrast_light: Rgb::hex(0xf4f2ee),
            contrast_dark: Rgb::hex(0x0e0f12),
            wallpaper_top: Rgb::hex(0x3a4150),
            wallpaper_bottom: Rgb::hex(0x1d212b),
            backdrop: Rgb::hex(0x14161b),
        }
    }
}
