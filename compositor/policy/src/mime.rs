//! Media types as programs name them: which class each is of, and the one that is carried.

use crate::TypeClass;

/// The longest name of a media type that is looked at, in bytes; also the gate's limit.
const LONGEST: usize = 255;
/// Names of text that are no media types, from the time of X11.
const X11_TEXT: [&str; 3] = ["UTF8_STRING", "TEXT", "STRING"];
/// Names that hand over a list of files and mean nothing outside of their cage.
const LOCAL_LISTS: [&str; 4] = [
    "x-special/gnome-copied-files",
    "x-special/gnome-icon-list",
    "application/vnd.portal.filetransfer",
    "application/vnd.portal.files",
];
/// Pictures by how much is left of them when they are written anew.
const PICTURES: [&str; 5] = [
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/gif",
    "image/bmp",
];
/// In which order a source's types are chosen from.
const ORDER: [TypeClass; 5] = [
    TypeClass::FileList,
    TypeClass::Text,
    TypeClass::Image,
    TypeClass::RichText,
    TypeClass::Other,
];

/// How the bytes of a text stand for characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8; UTF-16 where a byte order mark says so.
    Utf8,
    /// ISO 8859-1.
    Latin1,
}

impl Encoding {
    /// Of a text that a source offers by this name. Source: ICCCM 2.7.1 for `STRING`.
    #[must_use]
    pub fn of_mime(mime: &str) -> Self {
        let latin = |set: &str| matches!(set, "iso-8859-1" | "latin1");
        let known = parse(mime).and_then(|name| name.charset);
        match mime.trim() == "STRING" || known.is_some_and(|set| latin(&set)) {
            true => Self::Latin1,
            false => Self::Utf8,
        }
    }
}

/// A media type in its parts, in lower case.
struct Name {
    essence: String,
    charset: Option<String>,
}

/// RFC 6838's names without the characters that RFC 2045 allows and nobody uses.
fn token(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&byte);
    !text.is_empty() && text.bytes().all(plain)
}

/// `type/subtype` with parameters of tokens, or `None`.
fn parse(mime: &str) -> Option<Name> {
    if mime.len() > LONGEST {
        return None;
    }
    let mut parts = mime.split(';').map(str::trim);
    let (kind, subtype) = parts.next()?.split_once('/')?;
    if !token(kind) || !token(subtype) {
        return None;
    }
    let mut charset = None;
    for parameter in parts.filter(|part| !part.is_empty()) {
        let (key, value) = parameter.split_once('=')?;
        let (key, value) = (key.trim(), value.trim());
        let value = value
            .strip_prefix('"')
            .and_then(|value| value.strip_suffix('"'))
            .unwrap_or(value);
        if !token(key) || !token(value) {
            return None;
        }
        if key.eq_ignore_ascii_case("charset") {
            charset = Some(value.to_ascii_lowercase());
        }
    }
    let essence = format!("{kind}/{subtype}").to_ascii_lowercase();
    Some(Name { essence, charset })
}

impl TypeClass {
    /// The class of what a source offers by this name.
    #[must_use]
    pub fn of_mime(mime: &str) -> Self {
        if X11_TEXT.contains(&mime) {
            return Self::Text;
        }
        let Some(Name { essence, .. }) = parse(mime) else {
            return Self::Other;
        };
        match essence.as_str() {
            "text/plain" => Self::Text,
            "text/html" | "application/xhtml+xml" => Self::RichText,
            "text/uri-list" => Self::FileList,
            list if LOCAL_LISTS.contains(&list) => Self::FileList,
            picture if picture.starts_with("image/") => Self::Image,
            _ => Self::Other,
        }
    }
}

/// How good a name is among those of its class: less is better, `None` is never chosen.
fn rank(mime: &str) -> Option<(TypeClass, usize)> {
    let class = TypeClass::of_mime(mime);
    if let Some(place) = X11_TEXT.iter().position(|name| *name == mime) {
        return Some((class, 3 + place));
    }
    let Name { essence, charset } = parse(mime)?;
    let place = match class {
        TypeClass::Text => match charset.as_deref() {
            Some("utf-8" | "utf8") => 0,
            None => 1,
            Some("us-ascii" | "iso-8859-1" | "latin1") => 2,
            // What can't be read as text is no text.
            Some(_) => return None,
        },
        TypeClass::Image => PICTURES
            .iter()
            .position(|name| *name == essence)
            .unwrap_or(PICTURES.len()),
        TypeClass::FileList => usize::from(essence != "text/uri-list") * LOCAL_LISTS.len(),
        TypeClass::RichText => usize::from(essence != "text/html"),
        TypeClass::Other => 0,
    };
    // A list that only its own cage can read is of no use to another.
    (class != TypeClass::FileList || place == 0).then_some((class, place))
}

/// The one class and name that is carried of all that a source offers; `None` where nothing can be.
///
/// Files come before text, text before pictures, pictures before text with looks, and
/// these before everything else; in each class the name that says most plainly what it
/// is. `after` is the class that was chosen last time: the next one that is on offer is
/// chosen then, round and round. Names are as the source gave them, to ask it by; show
/// and record them by [`clean_mime`]. Linear in the names, whatever they are.
#[must_use]
pub fn choose(types: &[String], after: Option<TypeClass>) -> Option<(TypeClass, String)> {
    let mut best: [Option<(usize, &String)>; ORDER.len()] = [None; ORDER.len()];
    for name in types {
        let Some((class, rank)) = rank(name) else {
            continue;
        };
        let place = ORDER.iter().position(|known| *known == class);
        let Some(found) = place.and_then(|place| best.get_mut(place)) else {
            continue;
        };
        if found.is_none_or(|(other, _)| rank < other) {
            *found = Some((rank, name));
        }
    }
    let last = after.and_then(|class| ORDER.iter().position(|known| *known == class));
    let first = last.map_or(0, |last| last + 1);
    let around = (0..ORDER.len()).map(|step| (first + step) % ORDER.len());
    let mut found = around.filter_map(|place| {
        let (_, name) = best.get(place).copied().flatten()?;
        Some((*ORDER.get(place)?, name.clone()))
    });
    found.next()
}

/// A media type as it may be shown and recorded: lower case, without parameters.
///
/// Names of text from the time of X11 stay; what is no plain media type of at most 255
/// bytes becomes `application/octet-stream`.
#[must_use]
pub fn clean_mime(mime: &str) -> String {
    if X11_TEXT.contains(&mime) {
        return mime.to_owned();
    }
    match parse(mime) {
        Some(name) => name.essence,
        None => "application/octet-stream".to_owned(),
    }
}

/// What a destination's selection offers for content of a class, the plainest name first.
///
/// `mime` is the content's own type, which counts for pictures and everything else.
#[must_use]
pub fn offers(class: TypeClass, mime: &str) -> Vec<String> {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    match class {
        TypeClass::Text => owned(&[
            "text/plain;charset=utf-8",
            "text/plain",
            "UTF8_STRING",
            "STRING",
            "TEXT",
        ]),
        TypeClass::RichText => owned(&["text/html"]),
        TypeClass::FileList => owned(&["text/uri-list", "text/plain"]),
        TypeClass::Image | TypeClass::Other => vec![clean_mime(mime)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(types: &[&str], after: Option<TypeClass>) -> Option<(TypeClass, String)> {
        let types: Vec<String> = types.iter().map(|name| (*name).to_owned()).collect();
        choose(&types, after)
    }

    #[test]
    fn classes_of_names() {
        let cases = [
            ("text/plain", TypeClass::Text),
            ("TEXT/Plain; Charset=\"UTF-8\"", TypeClass::Text),
            ("STRING", TypeClass::Text),
            ("text/html", TypeClass::RichText),
            ("text/uri-list", TypeClass::FileList),
            ("application/vnd.portal.filetransfer", TypeClass::FileList),
            ("image/svg+xml", TypeClass::Image),
            ("text/rtf", TypeClass::Other),
            ("", TypeClass::Other),
            ("image/\u{202e}png", TypeClass::Other),
            ("string", TypeClass::Other),
        ];
        for (name, class) in cases {
            assert_eq!(TypeClass::of_mime(name), class, "{name}");
        }
        let long = format!("image/{}", "x".repeat(250));
        assert_eq!(TypeClass::of_mime(&long), TypeClass::Other);
    }

    #[test]
    fn the_plainest_name_of_the_first_class_is_chosen() {
        let text = [
            "TEXT",
            "STRING",
            "UTF8_STRING",
            "text/plain",
            "text/plain; charset=UTF-8",
        ];
        for (count, name) in [(5, 4), (4, 3), (3, 2), (2, 0), (1, 0)] {
            let found = chosen(&text[..count], None).unwrap();
            assert_eq!(found, (TypeClass::Text, text[name].to_owned()), "{count}");
        }
        let pictures = ["image/tiff", "image/bmp", "image/jpeg", "image/png"];
        assert_eq!(chosen(&pictures, None).unwrap().1, "image/png");
        assert_eq!(chosen(&pictures[..3], None).unwrap().1, "image/jpeg");
        assert_eq!(chosen(&pictures[..1], None).unwrap().1, "image/tiff");
    }

    #[test]
    fn a_second_press_takes_the_next_class_round_and_round() {
        let all = [
            "x/y",
            "text/html",
            "image/png",
            "text/plain",
            "text/uri-list",
        ];
        let mut after = None;
        let mut seen = Vec::new();
        for _ in 0..6 {
            after = chosen(&all, after).map(|found| found.0);
            seen.extend(after);
        }
        assert_eq!(seen[..5], ORDER);
        assert_eq!(seen[5], TypeClass::FileList);
        let one = chosen(&["text/plain"], Some(TypeClass::Text));
        assert_eq!(one.unwrap().0, TypeClass::Text);
    }

    #[test]
    fn what_no_other_cage_can_read_is_never_chosen() {
        let names = [
            "TARGETS",
            "application/vnd.portal.filetransfer",
            "x y/z",
            "",
            "text/plain;charset=utf-16",
        ];
        assert_eq!(chosen(&names, None), None);
        assert_eq!(chosen(&[], Some(TypeClass::Text)), None);
    }

    #[test]
    fn names_are_shown_clean() {
        assert_eq!(clean_mime("Image/PNG ; x=y"), "image/png");
        assert_eq!(clean_mime("STRING"), "STRING");
        for bad in [
            "a\u{202e}/b",
            "a",
            "a/b;\n",
            "a/b;c=\u{7}",
            "a/b;c",
            "/",
            "a /b",
        ] {
            let shown = clean_mime(bad);
            assert!(
                shown == "application/octet-stream" || shown == "a/b",
                "{bad:?}: {shown}"
            );
        }
    }

    #[test]
    fn offers_are_of_their_class() {
        for class in TypeClass::ALL {
            let mime = if class == TypeClass::Image {
                "image/png"
            } else {
                "x/y"
            };
            assert!(!offers(class, mime).is_empty());
            // A list of files is also offered as the text that it is.
            let first = &offers(class, mime)[0];
            assert_eq!(TypeClass::of_mime(first), class);
        }
    }

    #[test]
    fn encodings_by_name() {
        assert_eq!(Encoding::of_mime("STRING"), Encoding::Latin1);
        assert_eq!(
            Encoding::of_mime("text/plain;charset=ISO-8859-1"),
            Encoding::Latin1
        );
        assert_eq!(Encoding::of_mime("text/plain"), Encoding::Utf8);
    }
}
