//! Names: their shape, and that no two of them can be taken for one another.

use std::collections::HashMap;

use unicode_security::confusable_detection::skeleton;

use super::fields::{Fields, Text, shown};
use super::sink::Sink;
use crate::Code;
use crate::untrusted::clean;

/// The longest machine name, in characters.
pub(super) const NAME: usize = 32;
/// The longest displayed title, in characters.
pub(super) const TITLE: usize = 32;
/// The longest displayed short name, in characters.
pub(super) const SHORT: usize = 16;

/// What trusted UI calls itself and its parts.
const RESERVED: [&str; 8] = [
    "trusted", "bar", "lisere", "liseré", "lock", "lens", "prompt", "seal",
];

/// The machine name under `name`.
pub(super) fn machine_name<'t>(fields: &Fields<'t>, sink: &mut Sink<'_>) -> Option<Text<'t>> {
    let name = fields.need("name", sink)?;
    named_plainly(&name, sink).then_some(name)
}

/// Whether a name is `[a-z0-9][a-z0-9-]{0,31}`, so that it can be a folder's; else a fault.
pub(super) fn named_plainly(name: &Text<'_>, sink: &mut Sink<'_>) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let fits = (1..=NAME).contains(&name.value.len()) && !name.value.starts_with('-');
    let good = fits && name.value.chars().all(plain);
    if !good {
        let message = format!("`{}` is no machine name", shown(name.value));
        let help = "write 1 to 32 of `a` to `z`, `0` to `9` and `-`, not beginning with `-`";
        sink.note_with(&name.span, Code::BadName, message, Some(help.to_owned()));
    }
    good
}

/// A displayed text under `key`, at most `longest` characters of what a person can see.
pub(super) fn displayed<'t>(
    fields: &Fields<'t>,
    key: &str,
    longest: usize,
    sink: &mut Sink<'_>,
) -> Option<Text<'t>> {
    let text = fields.text(key, sink)?;
    let length = text.value.chars().count();
    let plain = clean(text.value);
    let fault = if length == 0 {
        Some((format!("`{key}` is empty"), None))
    } else if length > longest {
        Some((
            format!("`{key}` has {length} characters, {longest} is the most"),
            None,
        ))
    } else if plain != text.value {
        let message = format!("`{key}` holds something invisible or not in NFC");
        Some((
            message,
            (!plain.is_empty()).then(|| format!("write {plain:?}")),
        ))
    } else {
        None
    };
    let Some((message, help)) = fault else {
        return Some(text);
    };
    sink.note_with(&text.span, Code::BadTitle, message, help);
    None
}

/// Notes a name that trusted UI could be taken for.
pub(super) fn refuse_reserved(text: &Text<'_>, sink: &mut Sink<'_>) {
    let ours = shapes(text.value);
    if RESERVED
        .iter()
        .any(|word| shapes(word).iter().any(|shape| ours.contains(shape)))
    {
        let message = format!("`{}` belongs to trusted UI", shown(text.value));
        sink.note(&text.span, Code::Reserved, message);
    }
}

/// What is left of a text when case, spaces and likeness of letters are taken away (UTS #39).
///
/// Two shapes, because lowering before the skeleton tells I from l, and after it makes 0 and o one.
fn shapes(text: &str) -> [String; 2] {
    let dense: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let lowered = dense.to_lowercase();
    [
        skeleton(&lowered).collect(),
        skeleton(&dense).collect::<String>().to_lowercase(),
    ]
}

/// Notes names of one kind that are equal, or that a person would take for one another.
pub(super) fn refuse_lookalikes(what: &str, names: &[Text<'_>], sink: &mut Sink<'_>) {
    let mut exact: HashMap<&str, usize> = HashMap::new();
    let mut alike: HashMap<String, (usize, &str)> = HashMap::new();
    for name in names {
        let line = sink.line(name.span.start);
        let word = shown(name.value);
        if let Some(first) = exact.get(name.value) {
            let message = format!("the {what} `{word}` is already on line {first}");
            sink.note(&name.span, Code::Duplicate, message);
            continue;
        }
        exact.insert(name.value, line);
        let shapes = shapes(name.value);
        if let Some((first, other)) = shapes.iter().find_map(|shape| alike.get(shape)) {
            let message = format!("the {what} `{word}` looks like `{other}` on line {first}");
            sink.note(&name.span, Code::Lookalike, message);
        }
        for shape in shapes {
            alike.entry(shape).or_insert((line, name.value));
        }
    }
}

/// The place of `word` among `names`, or a fault that offers the nearest.
pub(super) fn find(
    what: &str,
    code: Code,
    word: &Text<'_>,
    names: &[Option<Text<'_>>],
    sink: &mut Sink<'_>,
) -> Option<usize> {
    let known = || names.iter().flatten().map(|name| name.value);
    let same = |name: &Option<Text<'_>>| name.as_ref().is_some_and(|name| name.value == word.value);
    let found = names.iter().position(same);
    if found.is_none() {
        unknown(what, code, word, known(), sink);
    }
    found
}

/// Notes a word that is none of `known`.
pub(super) fn unknown<'k>(
    what: &str,
    code: Code,
    word: &Text<'_>,
    known: impl Iterator<Item = &'k str>,
    sink: &mut Sink<'_>,
) {
    if sink.left_off_one() {
        return;
    }
    let known: Vec<&str> = known.collect();
    let message = format!("there is no {what} `{}`", shown(word.value));
    let near = crate::suggest::did_you_mean(word.value, known.iter().copied());
    let all = || (!known.is_empty()).then(|| format!("there is {}", super::fields::listed(&known)));
    sink.note_with(&word.span, code, message, near.or_else(all));
}
