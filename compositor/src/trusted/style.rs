//! What the policy says of how cages and trusted UI look, in the shell's terms.

use lisere_policy::{Engine, Label, Policy};
use lisere_shell::{CageStyle, Pattern, Rgb, Ui};

/// How a cage looks, and where it stands.
pub(super) struct Style {
    pub(super) title: String,
    pub(super) level: String,
    pub(super) categories: String,
    pub(super) label: Label,
    colour: Rgb,
    text: Rgb,
    pattern: Pattern,
    remote: bool,
}

impl Style {
    /// Level and categories in one text; "" where they say no more than the name.
    pub(super) fn label_words(&self) -> String {
        let parts = [self.level.as_str(), self.categories.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    }

    pub(super) fn cage(&self) -> CageStyle<'_> {
        CageStyle {
            title: &self.title,
            colour: self.colour,
            text: self.text,
            pattern: self.pattern,
            remote: self.remote,
        }
    }
}

fn rgb(colour: lisere_policy::Rgb) -> Rgb {
    Rgb {
        r: colour.r,
        g: colour.g,
        b: colour.b,
    }
}

pub(super) fn style_of(policy: &Policy, cage: &lisere_policy::Cage) -> Style {
    Style {
        title: cage.title().to_owned(),
        level: level_of(policy, cage),
        categories: categories_of(policy, cage),
        label: *cage.label(),
        colour: rgb(cage.colour()),
        text: rgb(cage.text_colour()),
        pattern: pattern_of(cage.pattern()),
        remote: matches!(cage.sandbox().engine, Engine::Ssh(_)),
    }
}

/// The name of a cage's level, unless the cage is called the same: nobody needs it twice.
fn level_of(policy: &Policy, cage: &lisere_policy::Cage) -> String {
    let level = policy.level_of(cage.id()).map(lisere_policy::Level::title);
    level
        .filter(|level| *level != cage.title())
        .unwrap_or_default()
        .to_owned()
}

fn categories_of(policy: &Policy, cage: &lisere_policy::Cage) -> String {
    let held = policy.categories().iter().enumerate();
    let held = held.filter(|(index, _)| cage.label().categories.has(*index));
    held.map(|(_, category)| category.short())
        .collect::<Vec<_>>()
        .join(", ")
}

fn pattern_of(pattern: lisere_policy::Pattern) -> Pattern {
    use lisere_policy::Pattern as P;
    match pattern {
        P::Solid => Pattern::Solid,
        P::Diagonal => Pattern::Diagonal,
        P::Dots => Pattern::Dots,
        P::Checks => Pattern::Checks,
        P::Dashes => Pattern::Dashes,
        P::Waves => Pattern::Waves,
        P::Chevrons => Pattern::Chevrons,
        P::Bars => Pattern::Bars,
    }
}

pub(super) fn ui_of(policy: &Policy) -> Ui {
    let theme = policy.theme();
    Ui {
        bar_background: rgb(theme.bar_background),
        bar_text: rgb(theme.bar_text),
        bar_dim_text: rgb(theme.bar_dim_text),
        accent: rgb(theme.accent),
        contrast_light: rgb(theme.frame_contrast_light),
        contrast_dark: rgb(theme.frame_contrast_dark),
        wallpaper_top: rgb(theme.wallpaper_top),
        wallpaper_bottom: rgb(theme.wallpaper_bottom),
        backdrop: rgb(theme.backdrop),
    }
}
