//! `[keys]` and `[mode.NAME]`: which chord does what, and what is wrong with it.

#[cfg(test)]
mod tests;

use std::ops::Range;

use lisere_policy::{Code, did_you_mean};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Reader, Value};
use crate::bindings::{Bindings, Chord, KeyAction, MODE, Program, Where, leaves_mode};

/// As many modes as anybody remembers.
const MODES: usize = 16;
/// Programs that chords start.
const PROGRAMS: usize = 256;
/// Words of a program, and bytes of each.
const WORDS: (usize, usize) = (64, 4096);
/// Letters of a mode's name: the bar has room for so many.
const MODE_NAME: usize = 16;
/// Keysyms of F1 and F12, which go to consoles with Ctrl and Alt.
const FUNCTION_KEYS: std::ops::RangeInclusive<u32> = 0xffbe..=0xffc9;

/// A chord that the file binds, and where it does.
struct Bound {
    chord: Chord,
    text: String,
    at: Range<usize>,
    /// None where it is taken away.
    action: Option<KeyAction>,
}

impl<'t> Reader<'t> {
    /// Reads both tables: modes are known before any chord turns one on.
    pub(super) fn chords(
        &mut self,
        keys: Option<&Value<'t>>,
        modes: Option<&Value<'t>>,
        bindings: &mut Bindings,
    ) {
        let modes = modes.and_then(|value| self.table(value));
        let modes = modes.map(|table| self.modes(table, bindings));
        let mut bound = Vec::new();
        if let Some(table) = keys.and_then(|value| self.table(value)) {
            bound = self.bind_all(table, bindings, None);
        }
        for (number, table) in modes.unwrap_or_default() {
            bound.extend(self.bind_all(table, bindings, Some(number)));
        }
        self.check_attention(keys, &bound, bindings);
    }

    /// Names the modes in the order of the file.
    fn modes<'v>(
        &mut self,
        table: &'v DeTable<'t>,
        bindings: &mut Bindings,
    ) -> Vec<(u8, &'v DeTable<'t>)> {
        let mut named = Vec::new();
        for (key, value) in in_order(table) {
            let name = key.get_ref().as_ref();
            let plain = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
            let fits = (1..=MODE_NAME).contains(&name.chars().count());
            if !fits || !name.chars().all(plain) {
                let message = format!(
                    "a mode's name has 1 to {MODE_NAME} letters, digits, dashes and underscores"
                );
                self.note(key.span(), Code::BadName, message, None);
                continue;
            }
            if bindings.modes().len() >= MODES {
                let message = format!("there are {MODES} modes at most");
                self.note(key.span(), Code::OutOfRange, message, None);
                return named;
            }
            let number = bindings.add_mode(name);
            let chords = self.table(value);
            named.extend(number.zip(chords));
        }
        named
    }

    /// Binds the chords of a table, those of a mode where one is given.
    fn bind_all(
        &mut self,
        table: &DeTable<'t>,
        bindings: &mut Bindings,
        mode: Option<u8>,
    ) -> Vec<Bound> {
        let mut bound: Vec<Bound> = Vec::new();
        for (key, value) in in_order(table) {
            let text = key.get_ref().as_ref();
            let chord = self.chord(text, key.span(), &bound, mode.is_some());
            let Some(action) = self.binding(value, bindings) else {
                continue;
            };
            let Some(chord) = chord else { continue };
            bound.push(Bound {
                chord,
                text: text.to_owned(),
                at: key.span(),
                action,
            });
            match (mode, action) {
                (None, action) => bindings.bind(chord, action),
                (Some(mode), Some(action)) => bindings.bind_in(mode, chord, action),
                (Some(_), None) => {
                    let message = "a mode has no chords but its own: there is nothing to take away";
                    self.note(value.span(), Code::BadName, message, None);
                }
            }
        }
        bound
    }

    /// A chord that is not bound yet: another spelling of one that is would make it
    /// a matter of luck which of the two counts.
    fn chord(
        &mut self,
        text: &str,
        at: Range<usize>,
        bound: &[Bound],
        in_mode: bool,
    ) -> Option<Chord> {
        let read = match in_mode {
            true => Chord::in_mode(text),
            false => text.parse::<Chord>(),
        };
        let chord = match read {
            Ok(chord) => chord,
            Err(error) => {
                self.note(at, Code::BadName, error.to_string(), None);
                return None;
            }
        };
        let held = chord.modifiers;
        if let Some(first) = bound.iter().find(|bound| bound.chord == chord) {
            let line = self.place(first.at.start).0;
            let message = format!("`{text}` is {chord}, as is `{}` in line {line}", first.text);
            self.note(at, Code::Duplicate, message, None);
            return None;
        }
        if in_mode && leaves_mode(&chord) {
            let message = format!("{chord} leaves the mode, whatever else it has");
            self.note(at, Code::BadName, message, None);
            return None;
        }
        if held.ctrl && held.alt && FUNCTION_KEYS.contains(&chord.keysym) {
            let message = format!("{chord} always goes to another console");
            self.note(at, Code::BadName, message, None);
            return None;
        }
        Some(chord)
    }

    /// What a chord does; `Some(None)` is nothing.
    fn binding(&mut self, value: &Value<'t>, bindings: &mut Bindings) -> Option<Option<KeyAction>> {
        if let DeValue::Table(table) = value.get_ref() {
            return self.program(value.span(), table, bindings).map(Some);
        }
        let Some(name) = value.get_ref().as_str() else {
            let message = "the name of an action is wanted here, or `{ run = […], in = \"…\" }`";
            self.note(value.span(), Code::WrongType, message, None);
            return None;
        };
        if name == "none" {
            return Some(None);
        }
        match bindings.named(name) {
            Ok(action) => Some(Some(action)),
            Err(near) => {
                let (message, help) = unknown(name, near, bindings);
                self.note(value.span(), Code::BadName, message, Some(help));
                None
            }
        }
    }

    /// `{ run = ["foot"], in = "work" }`.
    fn program(
        &mut self,
        at: Range<usize>,
        table: &DeTable<'t>,
        bindings: &mut Bindings,
    ) -> Option<KeyAction> {
        let (mut argv, mut place) = (None, None);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "run" => argv = Some(self.words(value)?),
                "in" => place = Some((self.string(value)?, value.span())),
                other => {
                    self.unknown_key(key.span(), other, &["run", "in"]);
                    return None;
                }
            }
        }
        let Some((argv, (place, named))) = argv.zip(place) else {
            let message = "a program is written `{ run = [\"foot\"], in = \"work\" }`";
            let help = "`in` is the name of a cage, or \"focused\" for the one that has the keys";
            self.note(at, Code::Missing, message, Some(help.to_owned()));
            return None;
        };
        if bindings.programs().len() >= PROGRAMS {
            let message = format!("chords start {PROGRAMS} programs at most");
            self.note(at, Code::OutOfRange, message, None);
            return None;
        }
        let place = match place {
            "focused" => Where::Focused,
            name => Where::Cage(name.to_owned()),
        };
        bindings.add_program(Program {
            argv,
            place,
            named_at: self.place(named.start),
        })
    }

    /// A program and its arguments.
    fn words(&mut self, value: &Value<'t>) -> Option<Vec<String>> {
        let list = value.get_ref().as_array();
        let words = list.map(|list| list.iter().filter_map(|word| word.get_ref().as_str()));
        let words: Vec<String> = words.into_iter().flatten().map(str::to_owned).collect();
        let (most, long) = WORDS;
        let whole = list.is_some_and(|list| list.len() == words.len());
        let sound = words.iter().all(|w| w.len() <= long && !w.contains('\0'));
        let named = words.first().is_some_and(|first| !first.is_empty());
        if whole && sound && named && words.len() <= most {
            return Some(words);
        }
        let message = "a program and its arguments are wanted here, each a text of its own";
        let help = "such as [\"foot\", \"-e\", \"top\"]: no shell reads it";
        self.note(
            value.span(),
            Code::WrongType,
            message,
            Some(help.to_owned()),
        );
        None
    }

    /// The attention key must be within reach whatever is held with it: it is there, and no
    /// other chord lies over it.
    fn check_attention(&mut self, keys: Option<&Value<'t>>, bound: &[Bound], into: &Bindings) {
        let chords = || into.iter().filter(|(_, it)| *it == KeyAction::Attention);
        let Some(keys) = keys.filter(|_| chords().next().is_none()) else {
            self.check_shadows(bound, into);
            return;
        };
        let message = "no chord is left for `attention`, which must always be within reach";
        let help = "bind it: `\"Super+Escape\" = \"attention\"`".to_owned();
        self.note(keys.span(), Code::Missing, message, Some(help));
    }

    fn check_shadows(&mut self, bound: &[Bound], into: &Bindings) {
        let attention = into.iter().filter(|(_, it)| *it == KeyAction::Attention);
        let attention: Vec<Chord> = attention.map(|(chord, _)| *chord).collect();
        let over = |chord: &Chord| attention.iter().find(|known| known.within(chord)).copied();
        let other = |action| action != KeyAction::Attention;
        for one in bound.iter().filter(|one| one.action.is_some_and(other)) {
            if let Some(key) = over(&one.chord) {
                let message = format!(
                    "`{}` would lie over {key}, the attention key, which is also found while \
                     more is held",
                    one.text
                );
                let help = "take another key, or bind `attention` to another chord".to_owned();
                self.note(one.at.clone(), Code::Duplicate, message, Some(help));
            }
        }
        let usual = into.iter().filter(|(_, it)| *it != KeyAction::Attention);
        for (chord, action) in usual.filter(|(chord, _)| !bound.iter().any(|b| b.chord == *chord)) {
            let Some(key) = over(chord) else { continue };
            let Some(own) = bound.iter().find(|one| one.chord == key) else {
                continue;
            };
            let message = format!(
                "{chord}, which is `{action}`, would lie over `{}`",
                own.text
            );
            let help = format!("take that away first: `\"{chord}\" = \"none\"`");
            self.note(own.at.clone(), Code::Duplicate, message, Some(help));
        }
    }
}

/// What is said of a name that is no action.
fn unknown(name: &str, near: String, bindings: &Bindings) -> (String, String) {
    let Some(mode) = name.strip_prefix(MODE) else {
        return (format!("there is no action `{name}`"), near);
    };
    let modes: Vec<&str> = bindings.modes().iter().map(|m| m.name.as_str()).collect();
    let help = did_you_mean(mode, modes.iter().copied()).unwrap_or_else(|| match modes.len() {
        0 => format!("write what it has under `[mode.{mode}]`"),
        _ => format!("the modes are {}", modes.join(", ")),
    });
    (format!("there is no mode `{mode}`"), help)
}

/// A table's entries in the order of the text.
fn in_order<'v, 't>(
    table: &'v DeTable<'t>,
) -> Vec<(&'v Spanned<toml::de::DeString<'t>>, &'v Value<'t>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}
