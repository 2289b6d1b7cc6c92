//! Reading which cameras a cage has.

use super::cages::twice;
use super::fields::{Fields, Text, shown};
use super::sink::Sink;
use crate::{Code, Rights};

/// Cameras of one cage.
const MOST: usize = 8;
/// The longest path, in bytes.
const LONGEST: usize = 200;
/// Where cameras are, by number and by names that last. Nothing else of `/dev` can be named.
const PLACES: [&str; 3] = ["/dev/video", "/dev/v4l/by-id/", "/dev/v4l/by-path/"];

/// What stands under `camera`; `None` where something of it could not be read.
pub(super) fn cameras(fields: &Fields<'_>, sink: &mut Sink<'_>) -> Option<Vec<String>> {
    let words = fields.texts("camera", sink);
    if let Some(word) = words.get(MOST) {
        let message = format!("`camera` has {} entries, {MOST} is the most", words.len());
        sink.note(&word.span, Code::TooMany, message);
        return None;
    }
    let mut seen: Vec<&str> = Vec::new();
    let mut sound = true;
    for word in &words {
        if seen.contains(&word.value) {
            twice(word, sink);
        }
        seen.push(word.value);
        sound &= good(word, sink);
    }
    sound.then(|| words.iter().map(|word| word.value.to_owned()).collect())
}

fn good(word: &Text<'_>, sink: &mut Sink<'_>) -> bool {
    let good = word.value.len() <= LONGEST && PLACES.iter().any(|place| is_at(word.value, place));
    if !good {
        let message = format!("`{}` is no camera", shown(word.value));
        let help = "write a path such as `/dev/video0`, or one below `/dev/v4l/by-id`";
        sink.note_with(&word.span, Code::BadCamera, message, Some(help.to_owned()));
    }
    good
}

fn is_at(path: &str, place: &str) -> bool {
    path.strip_prefix(place)
        .is_some_and(|rest| match place.ends_with('/') {
            true => !rest.is_empty() && rest.chars().all(|c| c.is_ascii_graphic() && c != '/'),
            false => (1..=3).contains(&rest.len()) && rest.chars().all(|c| c.is_ascii_digit()),
        })
}

/// Notes a camera without the right to it, the right without a camera, and what a camera cannot
/// have two of: it belongs to one cage.
pub(super) fn refuse_shared(
    fields: &Fields<'_>,
    rights: Rights,
    cameras: &[String],
    sink: &mut Sink<'_>,
) {
    let mut refuse = |key: &str, message: &str, help: &str| {
        let span = fields.get(key).map(toml::Spanned::span);
        let span = span.unwrap_or_else(|| fields.span.clone());
        sink.note_with(&span, Code::Combination, message, Some(help.to_owned()));
    };
    if rights.camera && cameras.is_empty() {
        let help = "name it: `camera = [\"/dev/video0\"]`";
        refuse("rights", "the right `camera` is to none", help);
    } else if !rights.camera && !cameras.is_empty() {
        let help = "add `camera` to `rights`, or leave the key `camera` out";
        refuse("camera", "`camera` has no effect without the right", help);
    } else if rights.camera && fields.get("disposables").is_some() {
        let help = "leave `disposables` or the camera out";
        let message = "disposable cages would share the camera with this one";
        refuse("disposables", message, help);
    }
}

/// Notes cameras that a cage before this one has already, and remembers those of this one.
pub(super) fn refuse_taken<'t>(
    fields: &Fields<'t>,
    cameras: &[String],
    taken: &mut Vec<String>,
    sink: &mut Sink<'_>,
) {
    let words = match cameras.is_empty() {
        true => Vec::new(),
        false => fields.texts("camera", sink),
    };
    for word in words {
        if taken.iter().any(|other| other == word.value) {
            let message = format!("another cage has the camera `{}`", shown(word.value));
            let help = "a camera belongs to one cage: leave it out of the others";
            sink.note_with(&word.span, Code::Duplicate, message, Some(help.to_owned()));
        }
    }
    taken.extend(cameras.iter().cloned());
}
