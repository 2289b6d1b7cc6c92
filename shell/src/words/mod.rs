//! The languages that trusted UI speaks, and what it says in them: one file each.

mod cages;
mod en;
mod files;
mod fr;
mod launcher;
mod lens;
mod lock;
mod message;
mod preferences;
mod recorded;
mod system;
mod tag;
#[cfg(test)]
pub(crate) mod tests;
mod welcome;

use launcher::LauncherWords;
pub(crate) use welcome::PageWords as WelcomePageWords;
use welcome::WelcomeWords;

use crate::prompt::{Cleaning, Course, Kind, Way};

pub use cages::CageFault;
pub use files::{FileFault, Irregular};
pub use lens::{LensCard, LensKeys, LensRefused, LensWords};
pub use lock::LockFault;
pub use message::{
    Denial, Giving, Instead, JournalFault, ListFault, Message, PictureFault, Taking, Whose, Why,
};
pub use preferences::{
    ChordFault, Incomplete, KeyboardFault, KeysFault, ModeFault, PreferenceFault, ScaleFault,
    Tables, Thing, Twice, Unfollowed, Wanted, Written,
};
pub use system::SystemFault;
pub use tag::{Date, Gauge, IndicatorTag, Parcel, Tag, TagText};

/// A language of trusted UI.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    /// The word for it in preferences, as ISO 639-1 has it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The language of a code (`fr`) or of a locale's name (`fr_FR.UTF-8`), if it is spoken.
    #[must_use]
    pub fn named(locale: &str) -> Option<Self> {
        let code = locale.split(['_', '.', '@', '-']).next()?;
        Self::ALL.into_iter().find(|known| known.code() == code)
    }

    /// What kind of thing and how much of it, in a few words: “text, 1.2 kB”.
    #[must_use]
    pub fn carried(self, kind: Kind, count: usize, bytes: u64) -> String {
        let words = self.words();
        let name = (words.content.thing)(kind, count);
        format!("{name}, {}", self.rough(bytes))
    }

    /// What a chord does with what is carried: “Super+V pastes it here”; of a link that it
    /// opens it. "" without a chord.
    #[must_use]
    pub fn paste_hint(self, chord: &str, link: bool) -> String {
        let bar = &self.words().bar;
        match (chord.is_empty(), link) {
            (true, _) => String::new(),
            (false, false) => (bar.paste_hint)(chord),
            (false, true) => (bar.open_hint)(chord),
        }
    }

    /// What stands between a thing and what is said of it.
    #[must_use]
    pub const fn colon(self) -> &'static str {
        match self {
            Self::En => ":",
            Self::Fr => "\u{a0}:",
        }
    }

    /// Why something was refused, as gates and records say it in English, in this language.
    #[must_use]
    pub fn reason(self, why: &str) -> String {
        match self {
            Language::En => why.to_owned(),
            Language::Fr => recorded::french(why),
        }
    }

    /// Something that the core tells the user, in a sentence or two.
    #[must_use]
    pub fn say(self, message: &Message) -> String {
        (self.words().says.message)(message)
    }

    /// All of what there is to say, on one line, the most important first.
    #[must_use]
    pub fn say_all(self, messages: &[Message]) -> String {
        let said: Vec<String> = messages.iter().map(|message| self.say(message)).collect();
        said.join(" · ")
    }

    /// Why something could not be done, as part of a sentence.
    #[must_use]
    pub fn why(self, why: &Why) -> String {
        (self.words().says.why)(why)
    }

    /// What would be let through instead of what was denied: a sentence without its full stop.
    #[must_use]
    pub fn instead(self, instead: &Instead) -> String {
        (self.words().says.instead)(instead)
    }

    /// The name of a side.
    #[must_use]
    pub fn whose(self, whose: &Whose) -> &str {
        match whose {
            Whose::Cage(title) => title,
            Whose::Own => self.words().prompt.own[0],
        }
    }

    /// What hangs from the bar under one of its parts.
    #[must_use]
    pub fn tag(self, tag: &Tag) -> TagText {
        (self.words().says.tag)(tag)
    }

    /// What is carried, in a few words.
    #[must_use]
    pub fn parcel(self, parcel: &Parcel) -> String {
        (self.words().says.parcel)(parcel)
    }

    /// What kind of thing, within a sentence: “an image”.
    #[must_use]
    pub fn thing(self, kind: Kind) -> String {
        (self.words().content.thing)(kind, 0)
    }

    /// What is done to a thing on its way, in a few words.
    #[must_use]
    pub fn cleaned(self, how: Cleaning) -> &'static str {
        (self.words().content.cleaning)(how)
    }

    /// What the lens says.
    #[must_use]
    pub const fn lens(self) -> &'static LensWords {
        &self.words().lens
    }

    /// Bytes counted exactly, the digits in groups: “1,234,567 bytes”.
    #[must_use]
    pub fn exact(self, bytes: u64) -> String {
        let content = &self.words().content;
        let unit = if content.few.contains(&bytes) {
            content.byte
        } else {
            content.bytes
        };
        format!("{}\u{a0}{unit}", self.grouped(bytes))
    }

    /// Bytes in the unit that suits them, three digits at most: “1.2 MB”.
    #[must_use]
    pub fn rough(self, bytes: u64) -> String {
        let content = &self.words().content;
        let mut unit = 1_000_u64;
        let mut name = None;
        for known in content.units {
            if bytes < unit {
                break;
            }
            name = Some((known, unit));
            unit = unit.saturating_mul(1_000);
        }
        let Some((name, unit)) = name else {
            return self.exact(bytes);
        };
        let (whole, tenth) = (bytes / unit, bytes % unit * 10 / unit);
        if whole < 10 && tenth > 0 {
            format!("{whole}{}{tenth}\u{a0}{name}", content.point)
        } else {
            format!("{whole}\u{a0}{name}")
        }
    }

    /// A number with its digits in groups of three.
    pub(crate) fn grouped(self, number: u64) -> String {
        let digits = number.to_string();
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(self.words().content.group);
            }
            text.push(digit);
        }
        text
    }

    pub(crate) const fn words(self) -> &'static Words {
        match self {
            Self::En => &en::WORDS,
            Self::Fr => &fr::WORDS,
        }
    }
}

/// What trusted UI says in one language.
pub(crate) struct Words {
    pub(crate) bar: BarWords,
    pub(crate) content: ContentWords,
    pub(crate) prompt: PromptWords,
    pub(crate) keys: KeyWords,
    pub(crate) lens: LensWords,
    pub(crate) lock: LockWords,
    pub(crate) launcher: LauncherWords,
    pub(crate) welcome: WelcomeWords,
    pub(crate) overview: OverviewWords,
    says: SayWords,
}

/// What is said of values: each of these answers for all of them.
struct SayWords {
    message: fn(&Message) -> String,
    why: fn(&Why) -> String,
    instead: fn(&Instead) -> String,
    tag: fn(&Tag) -> TagText,
    parcel: fn(&Parcel) -> String,
}

/// Words as a list: “a, b or c”.
fn listed(words: &[&str], or: &str) -> String {
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} {or} {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// The overview's.
pub(crate) struct OverviewWords {
    /// Where no window is open.
    pub(crate) empty: &'static str,
    /// Keys and what they do there, the most useful first.
    pub(crate) keys: [[&'static str; 2]; 4],
}

/// The bar's fixed texts, and a frame's.
pub(crate) struct BarWords {
    /// The warning that stands on every nested session's bar.
    pub(crate) nested: &'static str,
    /// What stands in the cage's place while no window gets the keys.
    pub(crate) nobody: &'static str,
    /// What stands there once the attention key took the keys.
    pub(crate) attention: &'static str,
    /// What stands there while the session is locked.
    pub(crate) locked: &'static str,
    /// On the strip of a frozen window.
    pub(crate) frozen: &'static str,
    /// Beside the name of a cage whose programs run on another machine.
    pub(crate) remote: &'static str,
    /// The mode of keys that is on.
    pub(crate) mode: fn(&str) -> String,
    /// Hundredths of a whole.
    pub(crate) percent: fn(u8) -> String,
    paste_hint: fn(&str) -> String,
    open_hint: fn(&str) -> String,
}

/// Words for contents, numbers and sizes.
pub(crate) struct ContentWords {
    /// A thing within a sentence: “an image”, “3 files”.
    pub(crate) thing: fn(Kind, usize) -> String,
    /// The same as a heading.
    pub(crate) kind: fn(Kind, usize) -> &'static str,
    cleaning: fn(Cleaning) -> &'static str,
    byte: &'static str,
    bytes: &'static str,
    /// The counts that go with `byte`.
    few: &'static [u64],
    units: [&'static str; 4],
    point: char,
    group: char,
    /// Between the sides of a picture's size and after them.
    pub(crate) pixels: &'static str,
    /// Files that there is no room for.
    pub(crate) others: fn(usize) -> String,
    /// Of what nothing can be shown.
    pub(crate) nothing: &'static str,
    /// Of text without a visible character.
    pub(crate) blank: &'static str,
}

/// The prompt's sentences.
pub(crate) struct PromptWords {
    /// What is asked; the source is named unless it is the user's own side.
    pub(crate) question: fn(Way, &str, Option<&str>, &str) -> String,
    pub(crate) course: fn(Course) -> &'static str,
    /// The user's own side, and its level.
    pub(crate) own: [&'static str; 2],
    pub(crate) deny: &'static str,
    pub(crate) allow: &'static str,
    pub(crate) deny_all: fn(&str) -> String,
    /// The same where there is no room for the name.
    pub(crate) deny_all_short: &'static str,
    pub(crate) beyond: &'static str,
    pub(crate) cleaned: fn(&str) -> String,
    /// Why Allow does nothing yet.
    pub(crate) asleep: &'static str,
    pub(crate) left: fn(u32) -> String,
    /// In the place of a seal that there is not.
    pub(crate) no_seal: &'static str,
}

/// Keys and what they do at a prompt.
pub(crate) struct KeyWords {
    pub(crate) choose: [&'static str; 2],
    pub(crate) confirm: [&'static str; 2],
    pub(crate) deny: [&'static str; 2],
}

/// The lock screen's words.
pub(crate) struct LockWords {
    /// The day beside the clock: “Monday 30 November”.
    pub(crate) date: fn(Date) -> String,
    /// What is asked for, where nobody says it otherwise.
    pub(crate) password: &'static str,
    pub(crate) starting: &'static str,
    pub(crate) checking: &'static str,
    /// That it was wrong; another one counts in so many seconds.
    pub(crate) wrong: fn(u32) -> String,
    pub(crate) closed: &'static str,
    /// That nobody can be asked, and why.
    pub(crate) unable: fn(&str) -> String,
    pub(crate) caps: &'static str,
    /// That what is above a level is locked.
    pub(crate) above: fn(&str) -> String,
    /// In the place of a window whose level is locked, and what to do about it.
    pub(crate) covered: &'static str,
    pub(crate) uncover: &'static str,
    /// Keys and what they do.
    pub(crate) enter: [&'static str; 2],
    pub(crate) escape: [&'static str; 2],
    /// The same key where a session goes on.
    pub(crate) leave: [&'static str; 2],
}
