//! Text with looks as plain text: the characters that a reader would see, and line ends.

use crate::clean_text::clean_into;
use crate::decode::{characters, room};
use crate::{Encoding, TextCleaning};

/// The longest name of an element or entity that means something here, in bytes.
const NAME: usize = 10;
/// Elements whose content is not read.
const SILENT: [&str; 7] = [
    "script", "style", "template", "title", "noscript", "textarea", "iframe",
];
/// Elements that begin and end a line.
const BLOCKS: [&str; 31] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "section",
    "table",
    "tr",
    "ul",
];
/// Names of characters, as often as pages of the world use them.
const ENTITIES: [(&str, char); 27] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("agrave", 'à'),
    ("ccedil", 'ç'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("szlig", 'ß'),
    ("euro", '€'),
    ("copy", '©'),
    ("reg", '®'),
    ("deg", '°'),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
];

/// What a reader would see of these bytes of HTML, made plain as a text is.
///
/// Elements, comments, scripts and styles are dropped; blocks, line breaks, list items and
/// rows of tables end lines, cells are parted by tabs; character references are resolved,
/// the common ones by name; white space is one space but in `pre`. Anything is read as
/// something: there are no errors. Linear in the bytes, and like [`clean_text`] the text
/// is never moved in memory.
///
/// [`clean_text`]: crate::clean_text
#[must_use]
pub fn plain_of_html(bytes: &[u8], how: TextCleaning) -> String {
    let mut out = String::with_capacity(room(bytes));
    let text = Text {
        input: characters(bytes, Encoding::Utf8),
        state: State::Text,
        waiting: Waiting::default(),
        gap: Gap::Start,
        pre: false,
    };
    clean_into(&mut out, text, how);
    out
}

/// A short name, or the beginning of a longer one.
#[derive(Default, Clone, Copy)]
struct Name {
    bytes: [u8; NAME],
    length: usize,
}

impl Name {
    /// Adds a character; false where the name can no longer be one that is known.
    fn push(&mut self, c: char) -> bool {
        let byte = u8::try_from(c).ok().filter(u8::is_ascii);
        let (Some(slot), Some(byte)) = (self.bytes.get_mut(self.length), byte) else {
            return false;
        };
        *slot = byte;
        self.length = self.length.saturating_add(1);
        true
    }

    fn text(&self) -> &str {
        let bytes = self.bytes.get(..self.length).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    fn is_one_of(&self, names: &[&str]) -> bool {
        names
            .iter()
            .any(|name| name.eq_ignore_ascii_case(self.text()))
    }
}

/// Where the reader is.
#[derive(Clone, Copy)]
enum State {
    Text,
    /// After `&`.
    Entity(Name),
    /// After `<`.
    Open,
    /// In the name of an element that begins, or ends.
    Element {
        name: Name,
        ends: bool,
        long: bool,
    },
    /// Behind the name of an element; after `=`, and in which quotes.
    Inside {
        name: Name,
        ends: bool,
        equals: bool,
        quote: Option<char>,
    },
    /// In `<!…>` or `<?…>`; how many hyphens of `<!--` have been read.
    Declaration {
        hyphens: usize,
    },
    /// In `<!-- … -->`; how many hyphens have just been read.
    Comment {
        hyphens: usize,
    },
    /// In an element that is not read; how much of `</name` has just been read.
    Silence {
        name: Name,
        matched: usize,
    },
}

/// The space between what was read and what comes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    Start,
    None,
    Space,
    Cell,
    Line,
}

/// Characters that are to come before the next is read.
#[derive(Default)]
struct Waiting {
    few: [Option<char>; NAME + 3],
}

impl Waiting {
    fn push(&mut self, c: char) {
        if let Some(slot) = self.few.iter_mut().find(|slot| slot.is_none()) {
            *slot = Some(c);
        }
    }

    fn take(&mut self) -> Option<char> {
        let first = self.few.first_mut()?.take();
        self.few.rotate_left(1);
        first
    }
}

/// The characters of a page that a reader would see.
struct Text<I: Iterator<Item = char>> {
    input: I,
    state: State,
    waiting: Waiting,
    gap: Gap,
    pre: bool,
}

impl<I: Iterator<Item = char>> Iterator for Text<I> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        loop {
            if let Some(c) = self.waiting.take() {
                return Some(c);
            }
            match self.input.next() {
                Some(c) => self.read(c),
                None if self.end() => {}
                None => return None,
            }
        }
    }
}

impl<I: Iterator<Item = char>> Text<I> {
    fn read(&mut self, c: char) {
        self.state = match self.state {
            State::Text => self.text(c),
            State::Entity(name) => self.entity(name, c),
            State::Open => self.open(c),
            State::Element { name, ends, long } => self.element(name, ends, long, c),
            State::Inside {
                name,
                ends,
                equals,
                quote,
            } => self.inside(name, ends, (equals, quote), c),
            State::Declaration { hyphens } => match (c, hyphens) {
                ('-', 1) => State::Comment { hyphens: 2 },
                ('-', 0) => State::Declaration { hyphens: 1 },
                ('>', _) => State::Text,
                _ => State::Declaration {
                    hyphens: usize::MAX,
                },
            },
            State::Comment { hyphens } => match c {
                '-' => State::Comment {
                    hyphens: hyphens.saturating_add(1),
                },
                '>' if hyphens >= 2 => State::Text,
                _ => State::Comment { hyphens: 0 },
            },
            State::Silence { name, matched } => silence(name, matched, c),
        };
    }

    fn text(&mut self, c: char) -> State {
        match c {
            '<' => return State::Open,
            '&' => return State::Entity(Name::default()),
            c => self.give(c),
        }
        State::Text
    }

    /// Hands a character on, behind the space that is due before it.
    fn give(&mut self, c: char) {
        let space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        if space && !self.pre {
            return self.part(Gap::Space);
        }
        match std::mem::replace(&mut self.gap, Gap::None) {
            Gap::Start | Gap::None => {}
            Gap::Space => self.waiting.push(' '),
            Gap::Cell => self.waiting.push('\t'),
            Gap::Line => self.waiting.push('\n'),
        }
        self.waiting.push(c);
    }

    /// Leaves a space before what comes, unless there is a larger one or nothing before.
    fn part(&mut self, gap: Gap) {
        if self.gap != Gap::Start {
            self.gap = self.gap.max(gap);
        }
    }

    fn entity(&mut self, mut name: Name, c: char) -> State {
        let begins = name.length == 0 && c == '#';
        if (begins || c.is_ascii_alphanumeric()) && name.push(c) {
            return State::Entity(name);
        }
        let known = self.resolve(name);
        match c {
            ';' if known => State::Text,
            c => self.text(c),
        }
    }

    /// Hands on what a reference means, or the characters that it is made of.
    fn resolve(&mut self, name: Name) -> bool {
        let meant = referenced(name.text());
        match meant {
            Some(c) => self.give(c),
            None => {
                self.give('&');
                name.text().chars().for_each(|c| self.give(c));
            }
        }
        meant.is_some()
    }

    /// What looked like the beginning of something until the end was none.
    fn end(&mut self) -> bool {
        match std::mem::replace(&mut self.state, State::Text) {
            State::Entity(name) => {
                self.resolve(name);
            }
            State::Open => self.give('<'),
            _ => return false,
        }
        true
    }

    fn open(&mut self, c: char) -> State {
        match c {
            '!' | '?' => State::Declaration {
                hyphens: if c == '!' { 0 } else { usize::MAX },
            },
            '/' => State::Element {
                name: Name::default(),
                ends: true,
                long: false,
            },
            c if c.is_ascii_alphabetic() => self.element(Name::default(), false, false, c),
            c => {
                self.give('<');
                self.text(c)
            }
        }
    }

    fn element(&mut self, mut name: Name, ends: bool, long: bool, c: char) -> State {
        match c {
            '>' => self.finish(name, ends),
            c if c.is_ascii_alphanumeric() => {
                let long = long || !name.push(c);
                State::Element { name, ends, long }
            }
            _ => State::Inside {
                // A name of which only the beginning is known is none that is known.
                name: if long { Name::default() } else { name },
                ends,
                equals: false,
                quote: None,
            },
        }
    }

    fn inside(
        &mut self,
        name: Name,
        ends: bool,
        (equals, quote): (bool, Option<char>),
        c: char,
    ) -> State {
        let (equals, quote) = match (quote, c) {
            (Some(open), c) if open == c => (false, None),
            (Some(open), _) => (false, Some(open)),
            (None, '>') => return self.finish(name, ends),
            (None, '"' | '\'') if equals => (false, Some(c)),
            (None, '=') => (true, None),
            (None, c) => (equals && c.is_ascii_whitespace(), None),
        };
        State::Inside {
            name,
            ends,
            equals,
            quote,
        }
    }

    /// What an element does to the text once it is read.
    fn finish(&mut self, name: Name, ends: bool) -> State {
        if name.is_one_of(&["pre"]) {
            self.pre = !ends;
            self.part(Gap::Line);
        }
        // A line break on a line that is empty leaves an empty line.
        if name.is_one_of(&["br"]) && self.gap == Gap::Line {
            self.waiting.push('\n');
        }
        if name.is_one_of(&BLOCKS) {
            self.part(Gap::Line);
        }
        if name.is_one_of(&["td", "th"]) {
            self.part(Gap::Cell);
        }
        match !ends && name.is_one_of(&SILENT) {
            true => State::Silence { name, matched: 0 },
            false => State::Text,
        }
    }
}

/// Looks for the end of an element that is not read.
fn silence(name: Name, matched: usize, c: char) -> State {
    let wanted = match matched {
        0 => Some('<'),
        1 => Some('/'),
        past => name.text().chars().nth(past.saturating_sub(2)),
    };
    let after = match wanted {
        Some(wanted) if wanted.eq_ignore_ascii_case(&c) => matched.saturating_add(1),
        None if c == '>' => return State::Text,
        None if c.is_ascii_whitespace() || c == '/' => {
            return State::Inside {
                name,
                ends: true,
                equals: false,
                quote: None,
            };
        }
        _ => usize::from(c == '<'),
    };
    State::Silence {
        name,
        matched: after,
    }
}

/// The character that a reference without `&` and `;` means.
fn referenced(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        let found = ENTITIES.iter().find(|(known, _)| *known == name);
        return found.map(|(_, c)| *c);
    };
    let number = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    Some(char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER))
}
