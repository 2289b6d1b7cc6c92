//! Reading themes.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fields::{Fields, Text, shown};
use super::ladder::hex;
use super::names::{machine_name, named_plainly};
use super::sink::Sink;
use crate::distinct::LEGIBLE;
use crate::{Code, Faults, Rgb, Theme};

const KEYS: [&str; 4] = ["version", "name", "colours", "ui"];
const UI: [&str; 10] = [
    "bar-background",
    "bar-text",
    "bar-dim-text",
    "accent",
    "frame-contrast-light",
    "frame-contrast-dark",
    "wallpaper-top",
    "wallpaper-bottom",
    "backdrop",
    "shadow",
];

impl Theme {
    /// Reads a theme's file.
    ///
    /// # Errors
    /// Every fault of the text, in its order.
    pub fn parse(text: &str) -> Result<Self, Faults> {
        super::with_document(text, |root, sink| {
            root.only(&KEYS, sink);
            super::version(root, sink);
            let name = machine_name(root, sink);
            let colours = colours(root, sink);
            let ui = root.table("ui", sink);
            if root.get("ui").is_none() {
                sink.note(&root.span, Code::Missing, "the theme has no `[ui]`");
            }
            theme(name?, colours, &ui?, sink)
        })
    }
}

fn colours(root: &Fields<'_>, sink: &mut Sink<'_>) -> BTreeMap<String, Rgb> {
    let Some(table) = root.table("colours", sink) else {
        return BTreeMap::new();
    };
    let keys = table.entries().map(|(key, _)| key);
    let read = keys
        .filter(|key| named_plainly(key, sink))
        .collect::<Vec<_>>();
    let read = read.into_iter().filter_map(|key| {
        let word = table.text(key.value, sink)?;
        Some((key.value.to_owned(), hex(&word, sink)?))
    });
    read.collect()
}

fn theme(
    name: Text<'_>,
    colours: BTreeMap<String, Rgb>,
    ui: &Fields<'_>,
    sink: &mut Sink<'_>,
) -> Option<Theme> {
    ui.only(&UI, sink);
    let read: Vec<Option<Rgb>> = UI.iter().map(|key| neutral(ui, key, sink)).collect();
    let read: Vec<Rgb> = read.into_iter().collect::<Option<_>>()?;
    let [
        bar_background,
        bar_text,
        bar_dim_text,
        accent,
        light,
        dark,
        top,
        bottom,
        backdrop,
        shadow,
    ] = <[Rgb; 10]>::try_from(read).ok()?;
    let theme = Theme {
        name: name.value.to_owned(),
        colours,
        bar_background,
        bar_text,
        bar_dim_text,
        accent,
        frame_contrast_light: light,
        frame_contrast_dark: dark,
        wallpaper_top: top,
        wallpaper_bottom: bottom,
        backdrop,
        shadow,
    };
    refuse_illegible(&theme, ui, sink);
    Some(theme)
}

fn neutral(ui: &Fields<'_>, key: &str, sink: &mut Sink<'_>) -> Option<Rgb> {
    let word = ui.need(key, sink)?;
    hex(&word, sink)
}

fn refuse_illegible(theme: &Theme, ui: &Fields<'_>, sink: &mut Sink<'_>) {
    let on_bar = [
        ("bar-text", theme.bar_text),
        ("bar-dim-text", theme.bar_dim_text),
        ("accent", theme.accent),
    ];
    for (key, colour) in on_bar {
        refuse_faint(
            ui,
            key,
            colour.contrast(theme.bar_background),
            "bar-background",
            sink,
        );
    }
    let contrast = theme
        .frame_contrast_light
        .contrast(theme.frame_contrast_dark);
    refuse_faint(
        ui,
        "frame-contrast-light",
        contrast,
        "frame-contrast-dark",
        sink,
    );
}

fn refuse_faint(ui: &Fields<'_>, key: &str, contrast: f64, ground: &str, sink: &mut Sink<'_>) {
    if contrast < LEGIBLE {
        let at: Range<usize> = ui.get(key).map_or(ui.span.clone(), toml::Spanned::span);
        let message =
            format!("`{key}` has contrast {contrast:.2} on `{ground}`, {LEGIBLE} is the least");
        sink.note(&at, Code::Contrast, message);
    }
}

/// The theme that a policy names; its file's faults become the policy's.
pub(super) fn named(
    word: &Text<'_>,
    themes: &dyn Fn(&str) -> Option<String>,
    sink: &mut Sink<'_>,
) -> Option<Theme> {
    let Some(text) = themes(word.value) else {
        super::names::unknown(
            "theme",
            Code::UnknownTheme,
            word,
            crate::theme_names(),
            sink,
        );
        return None;
    };
    match Theme::parse(&text) {
        Ok(theme) if theme.name() == word.value => Some(theme),
        Ok(theme) => {
            let message = format!(
                "the theme `{}` calls itself `{}`",
                shown(word.value),
                theme.name()
            );
            sink.note(&word.span, Code::BadTheme, message);
            None
        }
        Err(faults) => {
            for fault in &faults {
                let place = format!("line {}, column {}", fault.line, fault.column);
                let message = format!("theme `{}`, {place}: {}", shown(word.value), fault.message);
                sink.note_with(
                    &word.span,
                    Code::BadTheme,
                    message,
                    fault.suggestion.clone(),
                );
            }
            None
        }
    }
}
