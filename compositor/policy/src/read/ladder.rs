//! Reading levels and categories.

use super::fields::{Fields, Text};
use super::names::{
    SHORT, TITLE, displayed, machine_name, refuse_lookalikes, refuse_reserved, unknown,
};
use super::sink::Sink;
use crate::{Category, Code, Level, Pattern, Rgb, Theme};

const LEVEL_KEYS: [&str; 5] = ["name", "title", "short", "colour", "pattern"];
const CATEGORY_KEYS: [&str; 3] = ["name", "title", "short"];

/// Things that a file declares: each one's name, if it has a good one, and what was read of it.
pub(super) struct Declared<'t, T> {
    pub(super) names: Vec<Option<Text<'t>>>,
    pub(super) items: Vec<Option<T>>,
}

impl<T> Declared<'_, T> {
    pub(super) fn new() -> Self {
        Self {
            names: Vec::new(),
            items: Vec::new(),
        }
    }

    /// Everything, if all of it could be read.
    pub(super) fn complete(self) -> Option<Vec<T>> {
        self.items.into_iter().collect()
    }
}

/// Name, title and short name. A missing title is the name, a missing short name the title.
pub(super) struct Names<'t> {
    pub(super) name: Option<Text<'t>>,
    pub(super) title: Option<Text<'t>>,
    pub(super) short: Option<Text<'t>>,
}

impl<'t> Names<'t> {
    pub(super) fn read(fields: &Fields<'t>, sink: &mut Sink<'_>) -> Self {
        let name = machine_name(fields, sink);
        let title = match fields.get("title") {
            Some(_) => displayed(fields, "title", TITLE, sink),
            None => name.clone(),
        };
        let short = match fields.get("short") {
            Some(_) => displayed(fields, "short", SHORT, sink),
            None => title.clone(),
        };
        for text in name.iter().chain(&title) {
            refuse_reserved(text, sink);
        }
        Self { name, title, short }
    }
}

/// The levels, lowest first.
pub(super) fn levels<'t>(
    root: &Fields<'t>,
    theme: Option<&Theme>,
    sink: &mut Sink<'_>,
) -> Declared<'t, Level> {
    let mut declared = Declared::new();
    let mut titles = Vec::new();
    for fields in root.tables("level", sink) {
        fields.only(&LEVEL_KEYS, sink);
        let names = Names::read(&fields, sink);
        titles.extend(names.title.clone());
        let colour = fields
            .need("colour", sink)
            .and_then(|word| colour(&word, theme, sink));
        let pattern = fields
            .need("pattern", sink)
            .and_then(|word| pattern(&word, sink));
        declared.names.push(names.name.clone());
        declared.items.push(level(&names, colour, pattern));
    }
    refuse_lookalikes("level", &some(&declared.names), sink);
    refuse_lookalikes("level title", &titles, sink);
    declared
}

fn level(names: &Names<'_>, colour: Option<Rgb>, pattern: Option<Pattern>) -> Option<Level> {
    Some(Level {
        name: names.name.as_ref()?.value.to_owned(),
        title: names.title.as_ref()?.value.to_owned(),
        short: names.short.as_ref()?.value.to_owned(),
        colour: colour?,
        pattern: pattern?,
    })
}

/// The categories, in the order of the file.
pub(super) fn categories<'t>(root: &Fields<'t>, sink: &mut Sink<'_>) -> Declared<'t, Category> {
    let mut declared = Declared::new();
    let mut shorts = Vec::new();
    for fields in root.tables("category", sink) {
        fields.only(&CATEGORY_KEYS, sink);
        let names = Names::read(&fields, sink);
        shorts.extend(names.short.clone());
        declared.names.push(names.name.clone());
        declared.items.push(category(&names));
    }
    refuse_lookalikes("category", &some(&declared.names), sink);
    refuse_lookalikes("category's short name", &shorts, sink);
    declared
}

fn category(names: &Names<'_>) -> Option<Category> {
    Some(Category {
        name: names.name.as_ref()?.value.to_owned(),
        title: names.title.as_ref()?.value.to_owned(),
        short: names.short.as_ref()?.value.to_owned(),
    })
}

/// The names that are good.
pub(super) fn some<'t>(names: &[Option<Text<'t>>]) -> Vec<Text<'t>> {
    names.iter().flatten().cloned().collect()
}

/// A colour as `#rrggbb`.
pub(super) fn hex(word: &Text<'_>, sink: &mut Sink<'_>) -> Option<Rgb> {
    let read = word.value.parse::<Rgb>();
    read.map_err(|error| sink.note(&word.span, Code::UnknownColour, error.to_string()))
        .ok()
}

/// A colour of the theme by name, or `#rrggbb`.
pub(super) fn colour(word: &Text<'_>, theme: Option<&Theme>, sink: &mut Sink<'_>) -> Option<Rgb> {
    if word.value.starts_with('#') {
        return hex(word, sink);
    }
    // Without a theme, its fault is noted already.
    let theme = theme?;
    let colour = theme.colour(word.value);
    if colour.is_none() {
        unknown(
            "colour",
            Code::UnknownColour,
            word,
            theme.colour_names(),
            sink,
        );
    }
    colour
}

/// A pattern by name.
pub(super) fn pattern(word: &Text<'_>, sink: &mut Sink<'_>) -> Option<Pattern> {
    let found = Pattern::ALL
        .into_iter()
        .find(|pattern| pattern.name() == word.value);
    if found.is_none() {
        unknown(
            "pattern",
            Code::UnknownPattern,
            word,
            Pattern::ALL.map(Pattern::name).into_iter(),
            sink,
        );
    }
    found
}
