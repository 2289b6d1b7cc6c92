//! The policies and themes that come with Liseré.

use crate::Policy;

/// Name and text of one built-in file.
type Builtin = (&'static str, &'static str);

const PRESETS: [Builtin; 4] = [
    ("home", include_str!("../presets/home.toml")),
    ("fr", include_str!("../presets/fr.toml")),
    ("us", include_str!("../presets/us.toml")),
    ("clipos", include_str!("../presets/clipos.toml")),
];

const THEMES: [Builtin; 4] = [
    ("home", include_str!("../../../themes/home.toml")),
    ("fr", include_str!("../../../themes/fr.toml")),
    ("us", include_str!("../../../themes/us.toml")),
    ("clipos", include_str!("../../../themes/clipos.toml")),
];

fn find(list: &[Builtin], name: &str) -> Option<&'static str> {
    list.iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}

/// The names of the built-in policies; the first is the one used without a policy file.
pub fn preset_names() -> impl Iterator<Item = &'static str> {
    PRESETS.iter().map(|(name, _)| *name)
}

/// The text of a built-in policy, to print, copy and change.
#[must_use]
pub fn preset_text(name: &str) -> Option<&'static str> {
    find(&PRESETS, name)
}

/// The names of the built-in themes.
pub fn theme_names() -> impl Iterator<Item = &'static str> {
    THEMES.iter().map(|(name, _)| *name)
}

/// The text of a built-in theme.
#[must_use]
pub fn builtin_theme(name: &str) -> Option<&'static str> {
    find(&THEMES, name)
}

impl Policy {
    /// A built-in policy, with its built-in theme.
    #[must_use]
    pub fn preset(name: &str) -> Option<Self> {
        let themes = |theme: &str| builtin_theme(theme).map(str::to_owned);
        Self::parse(preset_text(name)?, &themes).ok()
    }
}
