//! What is done to content on its way, by the terms of the rule that lets it go.

use lisere_policy::{RichCleaning, Sanitise, TextCleaning, TypeClass};

use super::Wiped;
use super::content::{Content, Payload};
use super::take::Raw;

/// What cleaning comes to.
pub(super) enum Cleaned {
    /// It is done.
    Done(Content),
}

/// Cleans what came from a source.
pub(super) fn clean(raw: &Raw, class: TypeClass, mime: &str, how: Sanitise) -> Cleaned {
    let Raw::Bytes(bytes) = raw;
    match class {
        TypeClass::Text if how.text != TextCleaning::Keep => {
            let text = String::from_utf8_lossy(bytes.bytes()).into_owned();
            Cleaned::Done(text_of(text))
        }
        TypeClass::RichText if how.rich_text == RichCleaning::Plain => {
            let text = String::from_utf8_lossy(bytes.bytes()).into_owned();
            Cleaned::Done(text_of(text))
        }
        _ => Cleaned::Done(raw.keep(class, mime.to_owned())),
    }
}

fn text_of(text: String) -> Content {
    Content::Bytes(Payload {
        class: TypeClass::Text,
        mime: "text/plain;charset=utf-8".to_owned(),
        bytes: Wiped::new(text.into_bytes()),
    })
}
