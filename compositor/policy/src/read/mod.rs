//! Reading a policy: every fault at once, or a policy that has none.

mod cages;
mod cameras;
mod copies;
mod destinations;
mod fields;
mod host_bus;
mod ladder;
mod limits;
mod looks;
mod names;
mod remote;
mod rules;
mod sandbox;
mod sink;
mod terms;
mod themes;
mod together;

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use self::cages::Site;
use self::fields::Fields;
use self::sink::Sink;
use crate::{Categories, Code, Fault, Faults, Limits, Policy};

/// The schema that this version reads, as `version = 1` in policies and themes.
pub const VERSION: u32 = 1;
/// No policy or theme is larger than this, in bytes.
pub const MAX_BYTES: usize = 1 << 20;

const KEYS: [&str; 9] = [
    "version",
    "name",
    "theme",
    "level",
    "category",
    "cage",
    "rule",
    "limits",
    "transfers",
];
/// Cages of one policy, disposable ones among them.
const MOST_CAGES: usize = 64;
/// Sections that are lists, with the least and the most entries.
const SECTIONS: [(&str, usize, usize); 4] = [
    ("level", 1, 32),
    ("category", 0, Categories::MOST),
    ("cage", 1, MOST_CAGES),
    ("rule", 0, 1024),
];

impl Policy {
    /// Reads a policy's text. `themes` gives the text of a theme by its name.
    ///
    /// # Errors
    /// Every fault of the text and of the theme it names, in the order of the text. A text
    /// with a fault never becomes a policy.
    pub fn parse(text: &str, themes: &dyn Fn(&str) -> Option<String>) -> Result<Self, Faults> {
        with_document(text, |root, sink| policy(root, themes, sink))
    }

    /// The same for bytes as a file holds them.
    ///
    /// # Errors
    /// As [`Policy::parse`], and where the bytes are no UTF-8.
    pub fn parse_bytes(
        bytes: &[u8],
        themes: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, Faults> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::parse(text, themes),
            Err(error) => Err(not_utf8(bytes, error.valid_up_to())),
        }
    }
}

fn not_utf8(bytes: &[u8], valid: usize) -> Faults {
    let valid = bytes.get(..valid).unwrap_or_default();
    let good = String::from_utf8_lossy(valid);
    let mut sink = Sink::new(&good);
    sink.note(
        &(good.len()..good.len()),
        Code::NotUtf8,
        "from here on this is no UTF-8 text",
    );
    sink.into_faults()
}

/// Reads a document with `read`; what it returns counts only if nothing was noted.
fn with_document<T>(
    text: &str,
    read: impl FnOnce(&Fields<'_>, &mut Sink<'_>) -> Option<T>,
) -> Result<T, Faults> {
    if text.len() > MAX_BYTES {
        let message = format!("the file has {} bytes, {MAX_BYTES} is the most", text.len());
        return Err(Fault::at_start(Code::TooLarge, message).into());
    }
    let (document, errors) = DeTable::parse_recoverable(text);
    if document.get_ref().is_empty() && errors.is_empty() {
        return Err(Fault::at_start(Code::Empty, "there is nothing in the file").into());
    }
    let mut sink = Sink::new(text);
    for error in errors {
        let at = error.span().unwrap_or_default();
        sink.note(&at, Code::Syntax, error.message());
    }
    let value = read(&Fields::new(document.get_ref(), 0..0, "file"), &mut sink);
    sink.drop_echoes();
    match value {
        Some(value) if sink.silent() => Ok(value),
        _ => Err(sink.into_faults()),
    }
}

fn policy(
    root: &Fields<'_>,
    themes: &dyn Fn(&str) -> Option<String>,
    sink: &mut Sink<'_>,
) -> Option<Policy> {
    root.only(&KEYS, sink);
    version(root, sink);
    let name = names::machine_name(root, sink);
    let theme = root
        .need("theme", sink)
        .and_then(|word| themes::named(&word, themes, sink));
    if !count(root, sink) {
        return None;
    }
    let limits = limits::limits(root, &Limits::default(), sink);
    let transfers = terms::transfers(root, sink);
    let levels = ladder::levels(root, theme.as_ref(), sink);
    let categories = ladder::categories(root, sink);
    let site = Site {
        levels: &levels,
        categories: &categories,
        theme: theme.as_ref(),
        limits: &limits,
    };
    let cages = cages::cages(root, &site, sink);
    let rules = rules::rules(root, &cages.names, sink);
    if let Some(theme) = &theme {
        looks::refuse_alike(&cages.items, &spans(root), theme, sink);
    }
    Some(Policy {
        name: name?.value.to_owned(),
        levels: levels.complete()?,
        categories: categories.complete()?,
        cages: cages.complete()?,
        rules: rules?,
        limits,
        transfers: transfers?,
        theme: theme?,
    })
}

/// Notes a schema that is not ours.
fn version(root: &Fields<'_>, sink: &mut Sink<'_>) {
    let help = Some(format!("write `version = {VERSION}`"));
    let Some(value) = root.get("version") else {
        sink.note_with(&root.span, Code::Version, "the file has no `version`", help);
        return;
    };
    let ours = |number: &toml::de::DeInteger<'_>| {
        u32::from_str_radix(number.as_str(), number.radix()) == Ok(VERSION)
    };
    if !value.get_ref().as_integer().is_some_and(ours) {
        let message = format!("this is not version {VERSION}, the one that is understood here");
        sink.note_with(&value.span(), Code::Version, message, help);
    }
}

/// Notes sections with too few or too many entries. With too many nothing else is worth reading.
fn count(root: &Fields<'_>, sink: &mut Sink<'_>) -> bool {
    let mut readable = true;
    for (key, least, most) in SECTIONS {
        let found = root.get(key).map(toml::Spanned::get_ref);
        let entries = match found {
            Some(DeValue::Array(list)) => list.len(),
            // Its type is noted where it is read.
            Some(_) => continue,
            None => 0,
        };
        if entries < least {
            sink.note(
                &root.span,
                Code::Missing,
                format!("there is no `[[{key}]]`"),
            );
        } else if entries > most {
            let message = format!("there are {entries} `[[{key}]]`, {most} is the most");
            sink.note(&span(root, key), Code::TooMany, message);
            readable = false;
        }
    }
    readable
}

fn span(root: &Fields<'_>, key: &str) -> Range<usize> {
    root.get(key).map_or(0..0, toml::Spanned::span)
}

/// Where each cage begins.
fn spans(root: &Fields<'_>) -> Vec<Range<usize>> {
    let cages = root
        .get("cage")
        .and_then(|cages| cages.get_ref().as_array());
    cages
        .into_iter()
        .flat_map(|cages| cages.iter().map(toml::Spanned::span))
        .collect()
}
