//! Names of files: plain ones for the destination, and the old ones made visible.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::TextCleaning;
use crate::clean_text;
use crate::preview::escape;
use crate::untrusted::{clean, unwanted};

/// The longest new name, in bytes: file systems take 255, and a number may be added.
const LONGEST: usize = 200;
/// No more of a name is looked at than file systems take, in bytes.
const LOOKED_AT: usize = 4096;
/// The longest extension that is kept when a name is cut, in bytes with its dot.
const EXTENSION: usize = 16;
/// Names that mean devices on some systems, with or without an extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];
/// What cleaning leaves of a name that has nothing to show.
const NAMELESS: &str = "file";

/// A file's name as it is shown, and as it will be at the destination.
///
/// The old one is the whole name with everything that cannot be seen, steers or turns
/// escaped. The new one is at most 200 bytes of NFC on one line, without `/`, `\`, controls,
/// invisible and bidirectional characters, without dots, dashes, tildes or spaces at its
/// beginning or dots and spaces at its end, never empty and never a name that means
/// something else (`..`, `CON`); a long one is cut before its extension. Cleaning a new
/// name changes nothing.
#[must_use]
pub fn clean_file_name(bytes: &[u8]) -> (String, String) {
    let bytes = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let text = clean_text(bytes, TextCleaning::Keep);
    let mut old = String::new();
    for c in text.chars() {
        // A space at an end, or beside another, would not be seen.
        match c {
            ' ' => old.push(' '),
            c if unwanted(c) || c.is_whitespace() => escape(&mut old, c),
            c => old.push(c),
        }
    }
    (old, new_name(&text))
}

fn new_name(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if matches!(c, '/' | '\\') { '_' } else { c })
        .collect();
    let name = clean(&plain);
    let name = bare(&name);
    let name = match device(name) {
        true => format!("_{name}"),
        false => name.to_owned(),
    };
    let cut = cut(&name, LONGEST);
    match cut.is_empty() {
        true => NAMELESS.to_owned(),
        false => cut,
    }
}

/// Without what hides a file, or makes options and homes of names; and without the marks
/// that stood on it.
fn bare(name: &str) -> &str {
    let hides = |c: char| matches!(c, '.' | '-' | '~' | ' ') || clean(&String::from(c)).is_empty();
    name.trim_start_matches(hides).trim_end_matches(['.', ' '])
}

/// Whether a name means a device on some system that the file may come to.
fn device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_lowercase();
    let (word, digits) = stem.split_at(stem.floor_char_boundary(3));
    let numbered = matches!(word, "com" | "lpt");
    let digit = digits.chars().count() == 1
        && digits.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³'));
    DEVICES.contains(&word) && if numbered { digit } else { digits.is_empty() }
}

/// As many of a name's graphemes as fit, with its extension.
fn cut(name: &str, most: usize) -> String {
    if name.len() <= most {
        return name.to_owned();
    }
    let dot = name.rfind('.').filter(|dot| *dot > 0);
    let extension = dot.and_then(|dot| name.get(dot..));
    let extension = extension
        .filter(|text| text.len() <= EXTENSION)
        .unwrap_or_default();
    let room = most.saturating_sub(extension.len());
    let ends = name
        .grapheme_indices(true)
        .map(|(start, part)| start + part.len());
    let end = ends
        .take_while(|end| *end <= room)
        .last()
        .unwrap_or_default();
    let stem = name
        .get(..end)
        .unwrap_or_default()
        .trim_end_matches(['.', ' ']);
    let whole: String = format!("{stem}{extension}").nfc().collect();
    whole.trim_end_matches(['.', ' ']).to_owned()
}

/// The same names, each once: one that is there already, in whichever case, gets ` (2)`, ` (3)`…
/// before its extension.
#[must_use]
pub fn distinct_file_names(names: Vec<String>) -> Vec<String> {
    let mut taken = std::collections::HashSet::new();
    let mut next = std::collections::HashMap::new();
    let distinct = |name: String| {
        let key = name.to_lowercase();
        if taken.insert(key.clone()) {
            return name;
        }
        let count = next.entry(key).or_insert(2_usize);
        loop {
            let numbered = numbered(&name, *count);
            *count = count.saturating_add(1);
            if taken.insert(numbered.to_lowercase()) {
                return numbered;
            }
        }
    };
    names.into_iter().map(distinct).collect()
}

fn numbered(name: &str, count: usize) -> String {
    let dot = name.rfind('.').filter(|dot| *dot > 0);
    let (stem, extension) = name.split_at(dot.unwrap_or(name.len()));
    format!("{stem} ({count}){extension}")
}
