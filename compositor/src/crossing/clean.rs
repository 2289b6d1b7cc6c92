//! What is done to content on its way, by the terms of the rule that lets it go.

use lisere_policy::{
    Encoding, ImageCleaning, RichCleaning, Sanitise, TextCleaning, TypeClass, clean_mime,
    clean_text_as, plain_of_html,
};

use super::Wiped;
use super::content::{Content, Payload};
use super::take::Raw;

/// The one media type of text that is given on.
const TEXT: &str = "text/plain;charset=utf-8";

/// Everything as it is.
pub(super) const UNTOUCHED: Sanitise = Sanitise {
    text: TextCleaning::Keep,
    image: ImageCleaning::Keep,
    rich_text: RichCleaning::Keep,
};

/// What cleaning comes to.
pub(super) enum Cleaned {
    /// It is done.
    Done(Content),
    /// A picture, which is cleaned by others.
    Wash,
}

/// Cleans what came from a source.
pub(super) fn clean(raw: &Raw, class: TypeClass, mime: &str, how: Sanitise) -> Cleaned {
    let bytes = match raw {
        Raw::Bytes(bytes) => bytes.bytes(),
        Raw::Files(files) => return Cleaned::Done(Content::Files(files.clone())),
        // In a clipboard a link is a list of one. No line end follows it: in a terminal that
        // would be a command given.
        Raw::Link(link) => {
            let list = link.clone().into_bytes();
            return Cleaned::Done(of(TypeClass::FileList, "text/uri-list", list));
        }
    };
    let text = |text: String| Cleaned::Done(of(TypeClass::Text, TEXT, text.into_bytes()));
    match class {
        TypeClass::Text => match (how.text, Encoding::of_mime(mime)) {
            (TextCleaning::Keep, Encoding::Utf8) => {
                Cleaned::Done(of(TypeClass::Text, TEXT, bytes.to_vec()))
            }
            (how, encoding) => text(clean_text_as(bytes, encoding, how)),
        },
        TypeClass::RichText if how.rich_text == RichCleaning::Plain => {
            text(plain_of_html(bytes, how.text))
        }
        TypeClass::Image if how.image == ImageCleaning::Png => Cleaned::Wash,
        class => Cleaned::Done(of(class, &clean_mime(mime), bytes.to_vec())),
    }
}

/// What was done, in a word for the prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Washed {
    Nothing,
    CleanText,
    AsciiText,
    PlainText,
    NewImage,
}

/// What cleaning does to a class.
pub(super) fn washed(class: TypeClass, how: Sanitise) -> Washed {
    match class {
        TypeClass::Text => match how.text {
            TextCleaning::Clean => Washed::CleanText,
            TextCleaning::Ascii => Washed::AsciiText,
            TextCleaning::Keep => Washed::Nothing,
        },
        TypeClass::RichText if how.rich_text == RichCleaning::Plain => Washed::PlainText,
        TypeClass::Image if how.image == ImageCleaning::Png => Washed::NewImage,
        _ => Washed::Nothing,
    }
}

fn of(class: TypeClass, mime: &str, bytes: Vec<u8>) -> Content {
    Content::Bytes(Payload {
        class,
        mime: mime.to_owned(),
        bytes: Wiped::new(bytes),
    })
}
