//! Reading what a rule says of classes, limits and cleaning, and how transfers go.

use super::cages::twice;
use super::fields::{Fields, whole};
use super::names::unknown;
use super::sink::Sink;
use crate::policy::Transfers;
use crate::{Code, ImageCleaning, Limit, RichCleaning, Sanitise, Terms, TextCleaning, TypeClass};

const SANITISE: [&str; 3] = ["text", "image", "rich-text"];

/// The classes that a rule speaks of; empty for all.
pub(super) fn types(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Vec<TypeClass>> {
    let Some(value) = fields.get("types") else {
        return Some(Vec::new());
    };
    let words = fields.texts("types", sink);
    if value
        .get_ref()
        .as_array()
        .is_some_and(|list| list.is_empty())
    {
        let message = "the list of `types` is empty, so the rule would speak of nothing";
        let help = Some("leave `types` out to speak of every type".to_owned());
        sink.note_with(&value.span(), Code::Missing, message, help);
    }
    let mut found = Vec::new();
    for word in &words {
        match TypeClass::named(word.value) {
            Some(class) if found.contains(&class) => twice(word, sink),
            Some(class) => found.push(class),
            None => {
                let known = TypeClass::ALL.map(TypeClass::name).into_iter();
                unknown("type", Code::UnknownType, word, known, sink);
            }
        }
    }
    // A rule whose types are all unreadable must not become one that speaks of every type.
    (!found.is_empty()).then_some(found)
}

/// The terms of a rule.
pub(super) fn terms(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Terms> {
    // Files are the largest that one transfer can carry; the cage's own limits hold besides.
    let max_bytes = number(fields, "max-bytes", Limit::FileBytes.ceiling(), sink);
    let per_minute = number(fields, "per-minute", Terms::MOST_PER_MINUTE, sink);
    let sanitise = match fields.get("sanitise") {
        Some(_) => sanitise(&fields.table("sanitise", sink)?, sink)?,
        None => Sanitise::default(),
    };
    Some(Terms {
        max_bytes: max_bytes?,
        per_minute: per_minute?.and_then(|most| u32::try_from(most).ok()),
        sanitise,
    })
}

/// The outer `None` is a fault, the inner one a key that is not there.
fn number(fields: &Fields<'_>, key: &str, most: u64, sink: &mut Sink<'_>) -> Option<Option<u64>> {
    match fields.get(key) {
        None => Some(None),
        Some(value) => whole(key, 1..=most, value, sink).map(Some),
    }
}

fn sanitise(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Sanitise> {
    fields.only(&SANITISE, sink);
    let text = TextCleaning::ALL.map(|how| (how.name(), how));
    let image = ImageCleaning::ALL.map(|how| (how.name(), how));
    let rich = RichCleaning::ALL.map(|how| (how.name(), how));
    let text = one_of(fields, "text", &text, sink);
    let image = one_of(fields, "image", &image, sink);
    let rich_text = one_of(fields, "rich-text", &rich, sink);
    Some(Sanitise {
        text: text?,
        image: image?,
        rich_text: rich_text?,
    })
}

/// The value under `key` by its word; the default if it is not there.
fn one_of<T: Copy + Default>(
    fields: &Fields<'_>,
    key: &str,
    words: &[(&'static str, T)],
    sink: &mut Sink<'_>,
) -> Option<T> {
    if fields.get(key).is_none() {
        return Some(T::default());
    }
    let word = fields.text(key, sink)?;
    let found = words.iter().find(|(name, _)| *name == word.value);
    if found.is_none() {
        let known = words.iter().map(|(name, _)| *name);
        let what = format!("way to sanitise `{key}` called");
        unknown(&what, Code::UnknownCleaning, &word, known, sink);
    }
    found.map(|(_, value)| *value)
}

/// What `[transfers]` says.
pub(super) fn transfers(root: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Transfers> {
    if root.get("transfers").is_none() {
        return Some(Transfers::default());
    }
    let fields = root.table("transfers", sink)?;
    fields.only(&["reuse"], sink);
    let reuse = fields.flag("reuse", sink)?;
    Some(Transfers { reuse })
}
