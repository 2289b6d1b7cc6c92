//! Reading cages.

use super::MOST_CAGES as MOST;
use super::cameras::refuse_taken;
use super::copies::{Copies, disposables};
use super::fields::{Fields, Text};
use super::ladder::{Declared, Names, colour, pattern, some};
use super::limits::limits;
use super::names::{find, refuse_lookalikes, unknown};
use super::sandbox::sandbox;
use super::sink::Sink;
use super::together::refuse_senseless;
use crate::{
    Cage, CageId, Categories, Category, Code, Label, Level, LevelId, Limits, Rgb, Rights, Theme,
};

const KEYS: [&str; 18] = [
    "name",
    "title",
    "level",
    "categories",
    "colour",
    "pattern",
    "rights",
    "limits",
    "opens-links-with",
    "engine",
    "remote",
    "network",
    "destinations",
    "resources",
    "host-bus",
    "camera",
    "program",
    "disposables",
];
/// Words of a command, and bytes of each.
const WORDS: usize = 16;
const WORD: usize = 512;

/// What cages refer to.
pub(super) struct Site<'a, 't> {
    pub(super) levels: &'a Declared<'t, Level>,
    pub(super) categories: &'a Declared<'t, Category>,
    pub(super) theme: Option<&'a Theme>,
    pub(super) limits: &'a Limits,
}

/// The cages, in the order of the file, and behind them their disposable copies, which have no
/// name that the file could use.
pub(super) fn cages<'t>(
    root: &Fields<'t>,
    site: &Site<'_, 't>,
    sink: &mut Sink<'_>,
) -> Declared<'t, Cage> {
    let mut declared = Declared::new();
    let mut titles = Vec::new();
    let mut copies = Vec::new();
    let mut cameras = Vec::new();
    for (index, fields) in root.tables("cage", sink).into_iter().enumerate() {
        fields.only(&KEYS, sink);
        let names = Names::read(&fields, sink);
        titles.extend(names.title.clone());
        declared.names.push(names.name.clone());
        let like = disposables(&fields, sink);
        if let (Some(name), Some(title), Some(count)) = (&names.name, &names.title, like) {
            copies.extend(Copies::of(index, &fields, (name, title), count, sink));
        }
        let cage = cage(index, &fields, &names, site, like, sink);
        if let Some(cage) = &cage {
            refuse_taken(&fields, &cage.sandbox.cameras, &mut cameras, sink);
        }
        declared.items.push(cage);
    }
    let named = some(&declared.names);
    let all: Vec<Text<'_>> = named
        .iter()
        .cloned()
        .chain(copies.iter().flat_map(Copies::names))
        .collect();
    refuse_lookalikes("cage", &all, sink);
    let all: Vec<Text<'_>> = titles
        .iter()
        .cloned()
        .chain(copies.iter().flat_map(Copies::titles))
        .collect();
    refuse_lookalikes("cage title", &all, sink);
    add_copies(&mut declared, &copies, sink);
    declared
}

/// Adds the disposable cages behind the others, so that they change nobody's place.
fn add_copies(declared: &mut Declared<'_, Cage>, copies: &[Copies], sink: &mut Sink<'_>) {
    for more in copies {
        let first = declared.items.len();
        if first.saturating_add(more.count()) > MOST {
            let message = format!("with its disposable cages there are more than {MOST} cages");
            sink.note(&more.span, Code::TooMany, message);
            return;
        }
        // A model that could not be read is noted already.
        let model = declared.items.get(more.model).and_then(Option::as_ref);
        let made = model.and_then(|model| more.cages(model, first));
        declared.items.extend(made.into_iter().flatten().map(Some));
    }
}

fn cage(
    index: usize,
    fields: &Fields<'_>,
    names: &Names<'_>,
    site: &Site<'_, '_>,
    disposables: Option<u8>,
    sink: &mut Sink<'_>,
) -> Option<Cage> {
    let level = level(fields, site, sink);
    let categories = categories(fields, site, sink);
    let (colour, pattern) = looks(fields, level.and_then(|(_, level)| level), site, sink);
    let rights = rights(fields, sink);
    let limits = limits(fields, site.limits, sink);
    let opens_links_with = words(fields, "opens-links-with", sink);
    let sandbox = sandbox(fields, sink);
    if let (Some(sandbox), Some(rights)) = (&sandbox, rights) {
        refuse_senseless(fields, sandbox, rights, sink);
    }
    let (colour, pattern) = (colour?, pattern?);
    Some(Cage {
        id: CageId(u16::try_from(index).ok()?),
        name: names.name.as_ref()?.value.to_owned(),
        title: names.title.as_ref()?.value.to_owned(),
        label: Label {
            level: level?.0,
            categories: categories?,
        },
        colour,
        text_colour: site.theme.map_or(Rgb::BLACK, |theme| theme.text_on(colour)),
        pattern,
        rights: rights?,
        limits,
        opens_links_with: opens_links_with?,
        sandbox: sandbox?,
        disposables: disposables?,
        model: None,
        line: sink.line(fields.span.start),
    })
}

fn level<'a>(
    fields: &Fields<'_>,
    site: &Site<'a, '_>,
    sink: &mut Sink<'_>,
) -> Option<(LevelId, Option<&'a Level>)> {
    let word = fields.need("level", sink)?;
    let place = find("level", Code::UnknownLevel, &word, &site.levels.names, sink)?;
    let id = LevelId(u16::try_from(place).ok()?);
    Some((id, site.levels.items.get(place).and_then(Option::as_ref)))
}

fn categories(fields: &Fields<'_>, site: &Site<'_, '_>, sink: &mut Sink<'_>) -> Option<Categories> {
    let mut set = Some(Categories::default());
    for word in fields.texts("categories", sink) {
        let known = &site.categories.names;
        let place = find("category", Code::UnknownCategory, &word, known, sink);
        if place.is_some_and(|place| set.is_some_and(|set| set.has(place))) {
            twice(&word, sink);
        }
        set = set.zip(place).map(|(set, place)| set.with(place));
    }
    set
}

/// The cage's own colour and pattern, or its level's.
fn looks(
    fields: &Fields<'_>,
    level: Option<&Level>,
    site: &Site<'_, '_>,
    sink: &mut Sink<'_>,
) -> (Option<Rgb>, Option<crate::Pattern>) {
    let own = match fields.get("colour") {
        Some(_) => fields
            .text("colour", sink)
            .and_then(|word| colour(&word, site.theme, sink)),
        None => level.map(Level::colour),
    };
    let sewn = match fields.get("pattern") {
        Some(_) => fields
            .text("pattern", sink)
            .and_then(|word| pattern(&word, sink)),
        None => level.map(Level::pattern),
    };
    (own, sewn)
}

fn rights(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Rights> {
    let mut rights = Some(Rights::default());
    let mut seen: Vec<&str> = Vec::new();
    for word in fields.texts("rights", sink) {
        if seen.contains(&word.value) {
            twice(&word, sink);
        }
        seen.push(word.value);
        if rights
            .as_mut()
            .and_then(|rights| rights.grant(word.value))
            .is_none()
        {
            if !Rights::NAMES.contains(&word.value) {
                not_a_right(&word, sink);
            }
            rights = None;
        }
    }
    rights
}

fn not_a_right(word: &Text<'_>, sink: &mut Sink<'_>) {
    if word.value == "network" {
        let message = "`network` is no right any more, but a key of its own";
        let help = "write `network = \"pasta\"` in the cage";
        sink.note_with(
            &word.span,
            Code::UnknownRight,
            message,
            Some(help.to_owned()),
        );
        return;
    }
    let known = Rights::NAMES.into_iter();
    unknown("right", Code::UnknownRight, word, known, sink);
}

/// A program and its arguments; nothing where there is no such key.
pub(super) fn words(fields: &Fields<'_>, key: &str, sink: &mut Sink<'_>) -> Option<Vec<String>> {
    let words = fields.texts(key, sink);
    let mut sound = true;
    for (index, word) in words.iter().enumerate() {
        let fault = match word.value {
            "" => "is empty",
            long if long.len() > WORD => "is longer than 512 bytes",
            odd if odd.chars().any(char::is_control) => "has a control character",
            _ if index >= WORDS => "is one too many: 16 are enough for a command",
            _ => continue,
        };
        sound = false;
        let message = format!("a word of `{key}` {fault}");
        sink.note(&word.span, Code::BadName, message);
    }
    sound.then(|| words.iter().map(|word| word.value.to_owned()).collect())
}

/// Notes a word that stands twice in one list.
pub(super) fn twice(word: &Text<'_>, sink: &mut Sink<'_>) {
    let message = format!(
        "`{}` stands twice in this list",
        super::fields::shown(word.value)
    );
    sink.note(&word.span, Code::Duplicate, message);
}
