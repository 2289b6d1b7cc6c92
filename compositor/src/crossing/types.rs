//! Which of the types that a program offers is carried, and what its destination is offered.

use lisere_policy::TypeClass;

/// Aliases of plain text, the best first.
const TEXT: [&str; 5] = [
    "text/plain;charset=utf-8",
    "text/plain",
    "UTF8_STRING",
    "STRING",
    "TEXT",
];

/// PLACEHOLDER until the policy's own.
pub(super) fn choose(types: &[String], _after: Option<TypeClass>) -> Option<(TypeClass, String)> {
    let has = |name: &str| {
        types
            .iter()
            .find(|known| known.eq_ignore_ascii_case(name))
            .cloned()
    };
    if let Some(list) = has("text/uri-list") {
        return Some((TypeClass::FileList, list));
    }
    if let Some(text) = TEXT.iter().find_map(|name| has(name)) {
        return Some((TypeClass::Text, text));
    }
    if let Some(png) = has("image/png") {
        return Some((TypeClass::Image, png));
    }
    has("text/html").map(|html| (TypeClass::RichText, html))
}

pub(super) fn offers(class: TypeClass, mime: &str) -> Vec<String> {
    match class {
        TypeClass::Text => TEXT.map(str::to_owned).to_vec(),
        _ => vec![mime.to_owned()],
    }
}
