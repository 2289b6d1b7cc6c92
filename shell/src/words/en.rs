//! What trusted UI says in English.

mod says;
mod tags;

use super::{
    BarWords, ContentWords, KeyWords, LockWords, OverviewWords, PromptWords, SayWords, Words,
    launcher, welcome,
};
use crate::prompt::{Cleaning, Course, Kind, Way};

pub(super) const WORDS: Words = Words {
    bar: BarWords {
        nested: "nested: not trusted",
        nobody: "no window has the keyboard",
        attention: "Liseré has the keys",
        locked: "Locked",
        frozen: "frozen",
        remote: "remote",
        mode: |mode| format!("{mode} mode"),
        percent: |percent| format!("{percent}%"),
        paste_hint: |chord| format!("{chord} pastes it here"),
        open_hint: |chord| format!("{chord} opens it here"),
    },
    content: ContentWords {
        thing,
        kind,
        cleaning,
        byte: "byte",
        bytes: "bytes",
        few: &[1],
        units: ["kB", "MB", "GB", "TB"],
        point: '.',
        group: ',',
        pixels: "pixels",
        others: |count| format!("and {count} more"),
        nothing: "Nothing can be shown of it",
        blank: "Nothing but blank space",
    },
    prompt: PromptWords {
        question,
        course,
        own: ["Your own side", "trusted"],
        deny: "Deny",
        allow: "Allow",
        deny_all: |from| format!("Deny all from {from} for 10 minutes"),
        deny_all_short: "Deny all from there for 10 minutes",
        beyond: "More than usually goes through",
        cleaned: |how| format!("On its way: {how}"),
        asleep: "Allow wakes in a moment, once no key is held",
        left: |seconds| format!("denied in {seconds}\u{a0}s"),
        no_seal: "no seal",
    },
    keys: KeyWords {
        choose: ["Tab", "choose"],
        confirm: ["Enter", "confirm"],
        deny: ["Esc", "deny"],
    },
    lens: super::lens::EN,
    lock: LockWords {
        date: tags::day,
        password: "Password",
        starting: "One moment…",
        checking: "Checking…",
        wrong,
        closed: "This account may not log in now",
        unable: |why| format!("Nobody can be asked for a password: {why}"),
        caps: "Caps Lock",
        above: |level| format!("Locked above {level}"),
        covered: "Locked",
        uncover: "Click to unlock",
        enter: ["Enter", "unlocks"],
        escape: ["Esc", "clears"],
        leave: ["Esc", "closes"],
    },
    says: SayWords {
        message: says::message,
        why: says::why,
        instead: says::instead,
        tag: tags::tag,
        parcel: tags::parcel,
    },
    launcher: launcher::EN,
    welcome: welcome::EN,
    overview: OverviewWords {
        empty: "No window is open",
        keys: [
            ["Enter", "go there"],
            ["Delete", "close"],
            ["1–9", "workspace"],
            ["Esc", "back"],
        ],
    },
};

fn wrong(seconds: u32) -> String {
    match seconds {
        0 => "That was not right".to_owned(),
        _ => format!("That was not right: another try in {seconds}\u{a0}s"),
    }
}

fn thing(kind: Kind, count: usize) -> String {
    match kind {
        Kind::Text => "text".to_owned(),
        Kind::RichText => "formatted text".to_owned(),
        Kind::Image => "an image".to_owned(),
        Kind::Files if count == 1 => "a file".to_owned(),
        Kind::Files if count == 0 => "files".to_owned(),
        Kind::Files => format!("{count} files"),
        Kind::Link => "a link".to_owned(),
        Kind::Other => "data".to_owned(),
    }
}

const fn kind(kind: Kind, count: usize) -> &'static str {
    match kind {
        Kind::Text => "Text",
        Kind::RichText => "Formatted text",
        Kind::Image => "Image",
        Kind::Files if count == 1 => "File",
        Kind::Files => "Files",
        Kind::Link => "Link",
        Kind::Other => "Data",
    }
}

fn question(way: Way, thing: &str, from: Option<&str>, to: &str) -> String {
    let from = from.map_or(String::new(), |from| format!(" from {from}"));
    match way {
        Way::Clipboard => format!("Paste {thing}{from} into {to}?"),
        Way::Drag => format!("Drop {thing}{from} into {to}?"),
        Way::File => format!("Copy {thing}{from} into {to}?"),
        Way::Link => format!("Open {thing}{from} in {to}?"),
    }
}

const fn course(course: Course) -> &'static str {
    match course {
        Course::Up => "up",
        Course::Down => "down",
        Course::Across => "across",
        Course::Level => "",
    }
}

const fn cleaning(how: Cleaning) -> &'static str {
    match how {
        Cleaning::Text => "one spelling, no hidden characters",
        Cleaning::Ascii => "plain ASCII, “?” for all else",
        Cleaning::Plain => "its characters alone, without looks",
        Cleaning::PlainAscii => "its characters alone, as plain ASCII",
        Cleaning::Png => "plain pixels, written anew as PNG",
    }
}
