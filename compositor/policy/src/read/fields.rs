//! Walking a TOML table key by key, noting every key that is unknown, missing or of another type.

use std::ops::{Range, RangeInclusive};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::sink::Sink;
use crate::suggest::did_you_mean;
use crate::{Code, Limit};

/// A string and where it stands.
#[derive(Clone)]
pub(super) struct Text<'t> {
    pub(super) value: &'t str,
    pub(super) span: Range<usize>,
}

/// One table, where it begins, and what it is called in messages.
#[derive(Clone)]
pub(super) struct Fields<'t> {
    table: &'t DeTable<'t>,
    pub(super) span: Range<usize>,
    what: &'static str,
}

impl<'t> Fields<'t> {
    pub(super) fn new(table: &'t DeTable<'t>, span: Range<usize>, what: &'static str) -> Self {
        Self { table, span, what }
    }

    /// Every key with its value, in no particular order.
    pub(super) fn entries(&self) -> impl Iterator<Item = (Text<'t>, &'t Spanned<DeValue<'t>>)> {
        let entry = |key: &'t Spanned<_>| Text {
            value: key_text(key),
            span: key.span(),
        };
        self.table
            .iter()
            .map(move |(key, value)| (entry(key), value))
    }

    /// Notes every key that is not one of `known`.
    pub(super) fn only(&self, known: &[&'static str], sink: &mut Sink<'_>) {
        for (key, _) in self
            .entries()
            .filter(|(key, _)| !known.contains(&key.value))
        {
            if sink.left_off_one() {
                continue;
            }
            let message = format!("the {} has no key `{}`", self.what, shown(key.value));
            let help = did_you_mean(key.value, known.iter().copied())
                .or_else(|| Some(format!("its keys are {}", listed(known))));
            sink.note_with(&key.span, Code::UnknownKey, message, help);
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.table.get(key)
    }

    /// The string under `key`, if there is one.
    pub(super) fn text(&self, key: &str, sink: &mut Sink<'_>) -> Option<Text<'t>> {
        text(self.get(key)?, key, sink)
    }

    /// The string under `key`, which must be there.
    pub(super) fn need(&self, key: &str, sink: &mut Sink<'_>) -> Option<Text<'t>> {
        if self.get(key).is_none() {
            let message = format!("the {} has no `{key}`", self.what);
            sink.note(&self.span, Code::Missing, message);
        }
        self.text(key, sink)
    }

    /// Yes or no under `key`; no if it is not there.
    pub(super) fn flag(&self, key: &str, sink: &mut Sink<'_>) -> Option<bool> {
        match self.get(key) {
            None => Some(false),
            Some(value) => match value.get_ref() {
                DeValue::Boolean(flag) => Some(*flag),
                _ => wrong(value, key, "`true` or `false`", sink),
            },
        }
    }

    /// The strings of the list under `key`; none if it is not there.
    pub(super) fn texts(&self, key: &str, sink: &mut Sink<'_>) -> Vec<Text<'t>> {
        self.list(key, "a list of strings", sink)
            .filter_map(|item| text(item, key, sink))
            .collect()
    }

    /// The tables of the array of tables `key`; none if it is not there.
    pub(super) fn tables(&self, key: &'static str, sink: &mut Sink<'_>) -> Vec<Fields<'t>> {
        let wanted = "an array of tables";
        let items = self.list(key, wanted, sink);
        items
            .filter_map(|item| table(item, key, wanted, sink))
            .collect()
    }

    /// The table under `key`, if there is one.
    pub(super) fn table(&self, key: &'static str, sink: &mut Sink<'_>) -> Option<Fields<'t>> {
        table(self.get(key)?, key, "a table", sink)
    }

    fn list(
        &self,
        key: &str,
        wanted: &str,
        sink: &mut Sink<'_>,
    ) -> std::slice::Iter<'t, Spanned<DeValue<'t>>> {
        let Some(value) = self.get(key) else {
            return [].iter();
        };
        match value.get_ref() {
            DeValue::Array(items) => items.iter(),
            _ => {
                wrong::<()>(value, key, wanted, sink);
                [].iter()
            }
        }
    }
}

fn key_text<'t>(key: &'t Spanned<std::borrow::Cow<'t, str>>) -> &'t str {
    key.get_ref()
}

fn text<'t>(value: &'t Spanned<DeValue<'t>>, key: &str, sink: &mut Sink<'_>) -> Option<Text<'t>> {
    match value.get_ref() {
        DeValue::String(text) => Some(Text {
            value: text,
            span: value.span(),
        }),
        _ => wrong(value, key, "a string", sink),
    }
}

fn table<'t>(
    value: &'t Spanned<DeValue<'t>>,
    key: &'static str,
    wanted: &str,
    sink: &mut Sink<'_>,
) -> Option<Fields<'t>> {
    match value.get_ref() {
        DeValue::Table(table) => Some(Fields::new(table, value.span(), key)),
        _ => wrong(value, key, wanted, sink),
    }
}

fn wrong<T>(
    value: &Spanned<DeValue<'_>>,
    key: &str,
    wanted: &str,
    sink: &mut Sink<'_>,
) -> Option<T> {
    let found = value.get_ref().type_str();
    let message = format!("`{key}` is {wanted}, not {} {found}", article(found));
    sink.note(&value.span(), Code::WrongType, message);
    None
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'i']) {
        "an"
    } else {
        "a"
    }
}

/// The whole number of a value, if it is one and within 1 and the limit's ceiling.
pub(super) fn amount(
    limit: Limit,
    value: &Spanned<DeValue<'_>>,
    sink: &mut Sink<'_>,
) -> Option<u64> {
    whole(limit.name(), 1..=limit.ceiling(), value, sink)
}

/// The whole number of the value of `key`, if it is one and in that range.
pub(super) fn whole(
    key: &str,
    range: RangeInclusive<u64>,
    value: &Spanned<DeValue<'_>>,
    sink: &mut Sink<'_>,
) -> Option<u64> {
    let DeValue::Integer(number) = value.get_ref() else {
        return wrong(value, key, "a whole number", sink);
    };
    let number = u64::from_str_radix(number.as_str(), number.radix());
    let fit = number.ok().filter(|number| range.contains(number));
    if fit.is_none() {
        let message = format!("`{key}` is between {} and {}", range.start(), range.end());
        sink.note(&value.span(), Code::OutOfRange, message);
    }
    fit
}

/// A word of the file inside a message: visible, and not longer than a line.
pub(super) fn shown(word: &str) -> String {
    const LONGEST: usize = 48;
    let plain = crate::untrusted::clean(&word.chars().take(LONGEST).collect::<String>());
    if word.chars().nth(LONGEST).is_some() {
        format!("{plain}…")
    } else {
        plain
    }
}

/// Words as `a`, `b`, `c`, as many as fit a line.
pub(super) fn listed(words: &[&str]) -> String {
    const MOST: usize = 12;
    let more = if words.len() > MOST { ", …" } else { "" };
    let few: Vec<String> = words
        .iter()
        .take(MOST)
        .map(|word| format!("`{word}`"))
        .collect();
    few.join(", ") + more
}
