//! The disposable cages that a policy has besides the ones that its file names.

use std::ops::Range;

use super::fields::{Fields, Text, shown, whole};
use super::names::{NAME, TITLE};
use super::sink::Sink;
use crate::{Cage, CageId, Code, Sandbox};

/// How many there may be like one cage.
const MOST: u64 = 9;

/// Copies of one cage: which it is, how many, and where that is said.
pub(super) struct Copies {
    pub(super) model: usize,
    pub(super) span: Range<usize>,
    names: Vec<String>,
    titles: Vec<String>,
}

/// How many disposable cages there may be like this one; none unless it says so.
pub(super) fn disposables(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<u8> {
    match fields.get("disposables") {
        None => Some(0),
        Some(value) => {
            whole("disposables", 0..=MOST, value, sink).and_then(|count| u8::try_from(count).ok())
        }
    }
}

impl Copies {
    /// The copies of the cage at a place of the file; `None` where it has none, or where their
    /// names would be too long, which is noted.
    pub(super) fn of(
        model: usize,
        fields: &Fields<'_>,
        (name, title): (&Text<'_>, &Text<'_>),
        count: u8,
        sink: &mut Sink<'_>,
    ) -> Option<Self> {
        let span = fields.get("disposables")?.span();
        let names: Vec<String> = (1..=count).map(|n| format!("{}-{n}", name.value)).collect();
        let titles: Vec<String> = (1..=count)
            .map(|n| format!("{} {n}", title.value))
            .collect();
        let long = |texts: &[String], most| texts.iter().any(|text| text.chars().count() > most);
        for (texts, most, code) in [
            (&names, NAME, Code::BadName),
            (&titles, TITLE, Code::BadTitle),
        ] {
            if long(texts, most) {
                let first = shown(texts.first().map_or("", String::as_str));
                let message = format!(
                    "a disposable cage like it would be called `{first}`, {most} characters are the most"
                );
                let help = "give the cage a name and title that leave room for a number";
                sink.note_with(&span, code, message, Some(help.to_owned()));
                return None;
            }
        }
        (count > 0).then_some(Self {
            model,
            span,
            names,
            titles,
        })
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.names.len()
    }

    /// Their names, and where they come from.
    pub(super) fn names(&self) -> impl Iterator<Item = Text<'_>> {
        self.names.iter().map(|name| self.text(name))
    }

    /// Their titles, and where they come from.
    pub(super) fn titles(&self) -> impl Iterator<Item = Text<'_>> {
        self.titles.iter().map(|title| self.text(title))
    }

    fn text<'a>(&self, value: &'a str) -> Text<'a> {
        Text {
            value,
            span: self.span.clone(),
        }
    }

    /// The cages, of which the first one's id is `first`.
    pub(super) fn cages(&self, model: &Cage, first: usize) -> Option<Vec<Cage>> {
        let texts = self.names.iter().zip(&self.titles);
        let cage = |(place, (name, title)): (usize, (&String, &String))| {
            Some(Cage {
                id: CageId(u16::try_from(first + place).ok()?),
                name: name.clone(),
                title: title.clone(),
                disposables: 0,
                model: Some(model.id),
                // What starts with the session starts once.
                sandbox: Sandbox {
                    programs: Vec::new(),
                    ..model.sandbox.clone()
                },
                ..model.clone()
            })
        };
        texts.enumerate().map(cage).collect()
    }
}
