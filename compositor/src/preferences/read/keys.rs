//! `[keys]` and `[mode.NAME]`: which chord does what, and what is wrong with it.

#[cfg(test)]
mod tests;

use std::ops::Range;

use lisere_policy::{Code, did_you_mean};
use lisere_shell::{KeysFault, PreferenceFault, Thing, Wanted, Written};
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
                let fault = KeysFault::ModeName(MODE_NAME);
                self.keys(key.span(), Code::BadName, fault, None);
                continue;
            }
            if bindings.modes().len() >= MODES {
                let fault = KeysFault::TooManyModes(MODES);
                self.keys(key.span(), Code::OutOfRange, fault, None);
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
                    let fault = KeysFault::NothingToTake;
                    self.keys(value.span(), Code::BadName, fault, None);
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
                self.note(at, Code::BadName, PreferenceFault::Chord(error), None);
                return None;
            }
        };
        let held = chord.modifiers;
        if let Some(first) = bound.iter().find(|bound| bound.chord == chord) {
            let line = self.place(first.at.start).0;
            let fault = KeysFault::Same {
                text: text.to_owned(),
                chord: chord.to_string(),
                other: first.text.clone(),
                line,
            };
            self.keys(at, Code::Duplicate, fault, None);
            return None;
        }
        if in_mode && leaves_mode(&chord) {
            let fault = KeysFault::LeavesMode(chord.to_string());
            self.keys(at, Code::BadName, fault, None);
            return None;
        }
        if held.ctrl && held.alt && FUNCTION_KEYS.contains(&chord.keysym) {
            let fault = KeysFault::Console(chord.to_string());
            self.keys(at, Code::BadName, fault, None);
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
            self.wanted(value, Wanted::Action);
            return None;
        };
        if name == "none" {
            return Some(None);
        }
        match bindings.named(name) {
            Ok(action) => Some(Some(action)),
            Err(near) => {
                let (thing, name, help) = unknown(name, near, bindings);
                self.unknown(value, thing, name, help);
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
            let fault = PreferenceFault::Written(Written::Program);
            let help = "`in` is the name of a cage, or \"focused\" for the one that has the keys";
            self.note(at, Code::Missing, fault, Some(help.to_owned()));
            return None;
        };
        if bindings.programs().len() >= PROGRAMS {
            let fault = KeysFault::TooManyPrograms(PROGRAMS);
            self.keys(at, Code::OutOfRange, fault, None);
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
        let fault = PreferenceFault::Wanted(Wanted::Program);
        let help = "such as [\"foot\", \"-e\", \"top\"]: no shell reads it".to_owned();
        self.note(value.span(), Code::WrongType, fault, Some(help));
        None
    }

    fn keys(&mut self, at: Range<usize>, code: Code, fault: KeysFault, help: Option<String>) {
        self.note(at, code, PreferenceFault::Keys(fault), help);
    }

    /// The attention key must be within reach whatever is held with it: it is there, and no
    /// other chord lies over it.
    fn check_attention(&mut self, keys: Option<&Value<'t>>, bound: &[Bound], into: &Bindings) {
        let chords = || into.iter().filter(|(_, it)| *it == KeyAction::Attention);
        let Some(keys) = keys.filter(|_| chords().next().is_none()) else {
            self.check_shadows(bound, into);
            return;
        };
        let help = "bind it: `\"Super+Escape\" = \"attention\"`".to_owned();
        self.keys(
            keys.span(),
            Code::Missing,
            KeysFault::NoAttention,
            Some(help),
        );
    }

    fn check_shadows(&mut self, bound: &[Bound], into: &Bindings) {
        let attention = into.iter().filter(|(_, it)| *it == KeyAction::Attention);
        let attention: Vec<Chord> = attention.map(|(chord, _)| *chord).collect();
        let over = |chord: &Chord| attention.iter().find(|known| known.within(chord)).copied();
        let other = |action| action != KeyAction::Attention;
        for one in bound.iter().filter(|one| one.action.is_some_and(other)) {
            if let Some(key) = over(&one.chord) {
                let fault = KeysFault::OverAttention(one.text.clone(), key.to_string());
                let help = "take another key, or bind `attention` to another chord".to_owned();
                self.keys(one.at.clone(), Code::Duplicate, fault, Some(help));
            }
        }
        let usual = into.iter().filter(|(_, it)| *it != KeyAction::Attention);
        for (chord, action) in usual.filter(|(chord, _)| !bound.iter().any(|b| b.chord == *chord)) {
            let Some(key) = over(chord) else { continue };
            let Some(own) = bound.iter().find(|one| one.chord == key) else {
                continue;
            };
            let fault = KeysFault::UnderUsual {
                chord: chord.to_string(),
                action: action.to_string(),
                attention: own.text.clone(),
            };
            let help = format!("take that away first: `\"{chord}\" = \"none\"`");
            self.keys(own.at.clone(), Code::Duplicate, fault, Some(help));
        }
    }
}

/// What is said of a name that is no action, and what to do.
fn unknown<'n>(name: &'n str, near: String, bindings: &Bindings) -> (Thing, &'n str, String) {
    let Some(mode) = name.strip_prefix(MODE) else {
        return (Thing::Action, name, near);
    };
    let modes: Vec<&str> = bindings.modes().iter().map(|m| m.name.as_str()).collect();
    let help = did_you_mean(mode, modes.iter().copied()).unwrap_or_else(|| match modes.len() {
        0 => format!("write what it has under `[mode.{mode}]`"),
        _ => format!("the modes are {}", modes.join(", ")),
    });
    (Thing::Mode, mode, help)
}

/// A table's entries in the order of the text.
fn in_order<'v, 't>(
    table: &'v DeTable<'t>,
) -> Vec<(&'v Spanned<toml::de::DeString<'t>>, &'v Value<'t>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}
