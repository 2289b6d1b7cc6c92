//! Reading preferences from TOML, noting every fault with its place.

mod evening;
mod input;
mod keys;
mod launcher;
mod layout;
mod output;
mod rules;

use std::ops::{Range, RangeInclusive};

use lisere_policy::{Code, Fault, Faults, did_you_mean};
use lisere_shell::{Language, PreferenceFault, Tables, Thing, Wanted, Written};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub use launcher::LauncherRule;

use super::Preferences;
use crate::bindings::Chord;
use crate::seat::{KeyboardSettings, KeymapError, Layout};
use crate::spoken;

/// Repeats per second; 0 is none.
const RATES: RangeInclusive<i64> = 0..=200;
/// Milliseconds before the first repeat.
const DELAYS: RangeInclusive<i64> = 100..=2_000;

pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// Reads the whole file; it counts only if nothing is wrong with it.
pub(super) fn read(text: &str) -> Result<Preferences, Found> {
    let mut reader = Reader {
        text,
        faults: Vec::new(),
    };
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().unwrap_or_default();
        reader.note(at, Code::Syntax, PreferenceFault::Syntax, None);
        reader.reword(error.message());
    }
    let mut preferences = Preferences::default();
    let known = [
        "keyboard",
        "keys",
        "mode",
        "input",
        "gestures",
        "launcher",
        "output",
        "idle",
        "night_light",
        "language",
        "paste_key",
        "layout",
        "workspace",
        "rule",
    ];
    let (mut keys, mut modes) = (None, None);
    let mut named = Vec::new();
    for (key, value) in document.get_ref() {
        match key.get_ref().as_ref() {
            "input" => reader.input(value, &mut preferences.input),
            "keyboard" => reader.keyboard(value, &mut preferences.keyboard),
            "keys" => keys = Some(value),
            "mode" => modes = Some(value),
            "output" => reader.outputs(value, &mut preferences.outputs),
            "idle" => reader.idle(value, &mut preferences.idle),
            "night_light" => reader.night_light(value, &mut preferences.night),
            "language" => reader.language(value, &mut preferences.language),
            "paste_key" => reader.paste_key(value, &mut preferences.paste_key),
            "launcher" => reader.launcher(value, &mut preferences.launcher),
            "layout" => reader.layout(value, &mut preferences.layout),
            "workspace" => reader.workspaces(value, &mut preferences.layout.workspaces),
            "rule" => named = reader.rules(value, &mut preferences.layout.rules),
            "gestures" => reader.gestures(value, &mut preferences.gestures),
            other => reader.unknown_key(key.span(), other, &known),
        }
    }
    reader.chords(keys, modes, &mut preferences.bindings);
    reader.know_workspaces(named, &preferences.layout);
    match reader.faults.is_empty() {
        true => Ok(preferences),
        false => Err(reader.into_found()),
    }
}

impl<'t> Reader<'t> {
    /// A chord that programs paste by; Super never reaches them.
    fn paste_key(&mut self, value: &Value<'t>, into: &mut Option<Chord>) {
        let text = value.get_ref().as_str().unwrap_or_default();
        match text.parse::<Chord>() {
            Ok(chord) if !chord.modifiers.logo => *into = Some(chord),
            Ok(_) => {
                let fault = PreferenceFault::PasteKeyWithSuper;
                self.note(value.span(), Code::OutOfRange, fault, None);
            }
            Err(error) => {
                let fault = PreferenceFault::PasteKey(error);
                self.note(value.span(), Code::WrongType, fault, None);
            }
        }
    }

    fn language(&mut self, value: &Value<'t>, into: &mut Option<Language>) {
        let Some(name) = self.string(value) else {
            return;
        };
        let known = Language::ALL.into_iter();
        *into = known.clone().find(|language| language.code() == name);
        if into.is_none() {
            let codes: Vec<String> = known.map(|l| format!("`{}`", l.code())).collect();
            let help = format!("the languages are {}", codes.join(", "));
            self.unknown(value, Thing::Language, name, help);
        }
    }
}

/// The fault of a file with more bytes than any has.
pub(super) fn too_large(most: usize) -> Found {
    let mut reader = Reader {
        text: "",
        faults: Vec::new(),
    };
    let fault = PreferenceFault::TooLarge(most);
    reader.note(0..0, Code::TooLarge, fault, None);
    reader.into_found()
}

/// The fault of a file that is text only as far as `valid`.
pub(super) fn not_utf8(valid: &[u8]) -> Found {
    let text = String::from_utf8_lossy(valid);
    let mut reader = Reader {
        text: &text,
        faults: Vec::new(),
    };
    let fault = PreferenceFault::NotUtf8;
    reader.note(text.len()..text.len(), Code::NotUtf8, fault, None);
    reader.into_found()
}

/// What is wrong with a file: every fault for commands, and the first as a value, for the bar.
pub(super) struct Found {
    pub(super) faults: Faults,
    pub(super) first: PreferenceFault,
}

pub(super) struct Reader<'t> {
    text: &'t str,
    faults: Vec<(Fault, PreferenceFault)>,
}

impl<'t> Reader<'t> {
    fn note(&mut self, at: Range<usize>, code: Code, what: PreferenceFault, help: Option<String>) {
        let (line, column) = self.place(at.start);
        let (end_line, end_column) = self.place(at.end);
        let fault = Fault {
            line,
            column,
            end_line,
            end_column,
            code,
            message: what.to_string(),
            suggestion: help,
        };
        self.faults.push((fault, what));
    }

    /// Tells commands the last fault in other words, which there are in English alone.
    fn reword(&mut self, message: &str) {
        if let Some((fault, _)) = self.faults.last_mut() {
            message.clone_into(&mut fault.message);
        }
    }

    /// The faults in the order of the text; tables are not read in it.
    fn into_found(mut self) -> Found {
        self.faults
            .sort_by_key(|(fault, _)| (fault.line, fault.column));
        let first = self.faults.first().map(|(_, what)| what.clone());
        Found {
            faults: Faults(self.faults.into_iter().map(|(fault, _)| fault).collect()),
            first: first.unwrap_or(PreferenceFault::Syntax),
        }
    }

    /// Line and column of a byte, both from 1. A byte order mark is no column.
    fn place(&self, byte: usize) -> (usize, usize) {
        let before = self.text.get(..byte).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before.get(start..).unwrap_or_default();
        (
            line,
            column.trim_start_matches('\u{feff}').chars().count() + 1,
        )
    }

    pub(super) fn unknown_key(&mut self, at: Range<usize>, key: &str, known: &[&str]) {
        let help = did_you_mean(key, known.iter().copied());
        let help = help.or_else(|| Some(format!("its keys are {}", known.join(", "))));
        let fault = PreferenceFault::UnknownKey(key.to_owned());
        self.note(at, Code::UnknownKey, fault, help);
    }

    /// Something of another kind belongs there.
    fn wanted(&mut self, value: &Value<'t>, what: Wanted) {
        let fault = PreferenceFault::Wanted(what);
        self.note(value.span(), Code::WrongType, fault, None);
    }

    /// Something is written otherwise.
    fn written(&mut self, value: &Value<'t>, how: Written) {
        let fault = PreferenceFault::Written(how);
        self.note(value.span(), Code::WrongType, fault, None);
    }

    /// A list is written as tables, one after another.
    fn each(&mut self, value: &Value<'t>, tables: Tables) {
        let fault = PreferenceFault::Each(tables);
        self.note(value.span(), Code::WrongType, fault, None);
    }

    /// A number is too small or too large.
    fn range<N: ToString>(&mut self, value: &Value<'t>, range: &RangeInclusive<N>) {
        let (from, to) = (range.start().to_string(), range.end().to_string());
        let fault = PreferenceFault::Range(from, to);
        self.note(value.span(), Code::OutOfRange, fault, None);
    }

    /// There is none of this name.
    fn unknown(&mut self, value: &Value<'t>, thing: Thing, name: &str, help: String) {
        let fault = PreferenceFault::Unknown(thing, name.to_owned());
        self.note(value.span(), Code::BadName, fault, Some(help));
    }

    pub(super) fn table<'v>(&mut self, value: &'v Value<'t>) -> Option<&'v DeTable<'t>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => {
                self.wanted(value, Wanted::Table);
                None
            }
        }
    }

    fn string<'v>(&mut self, value: &'v Value<'t>) -> Option<&'v str> {
        let found = value.get_ref().as_str();
        if found.is_none() {
            self.wanted(value, Wanted::Text);
        }
        found
    }

    pub(super) fn whole(&mut self, value: &Value<'t>, range: &RangeInclusive<i64>) -> Option<i32> {
        let number = match value.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => {
                self.wanted(value, Wanted::Whole);
                return None;
            }
        };
        let fits = number
            .filter(|number| range.contains(number))
            .and_then(|n| i32::try_from(n).ok());
        if fits.is_none() {
            self.range(value, range);
        }
        fits
    }

    fn keyboard(&mut self, value: &Value<'t>, keyboard: &mut KeyboardSettings) {
        let Some(table) = self.table(value) else {
            return;
        };
        let before = self.faults.len();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "layout" => self.text_into(value, &mut keyboard.layout),
                "variant" => self.text_into(value, &mut keyboard.variant),
                "options" => self.text_into(value, &mut keyboard.options),
                "model" => self.text_into(value, &mut keyboard.model),
                "repeat_rate" => self.number_into(value, &RATES, &mut keyboard.repeat_rate),
                "repeat_delay" => self.number_into(value, &DELAYS, &mut keyboard.repeat_delay),
                other => self.unknown_key(
                    key.span(),
                    other,
                    &[
                        "layout",
                        "variant",
                        "options",
                        "model",
                        "repeat_rate",
                        "repeat_delay",
                    ],
                ),
            }
        }
        if self.faults.len() == before
            && let Err(error) = Layout::compile(keyboard)
        {
            let at = table.get("layout").map_or(value.span(), Spanned::span);
            let help = matches!(error, KeymapError::UnknownLayout { .. })
                .then(|| "layouts are listed in /usr/share/X11/xkb/rules/base.lst".to_owned());
            let fault = PreferenceFault::Keyboard(spoken::keyboard(&error));
            self.note(at, Code::BadName, fault, help);
        }
    }

    fn text_into(&mut self, value: &Value<'t>, into: &mut String) {
        if let Some(text) = self.string(value) {
            text.clone_into(into);
        }
    }

    fn number_into(&mut self, value: &Value<'t>, range: &RangeInclusive<i64>, into: &mut i32) {
        if let Some(number) = self.whole(value, range) {
            *into = number;
        }
    }

    fn switch_into(&mut self, value: &Value<'t>, into: &mut bool) {
        match value.get_ref() {
            DeValue::Boolean(on) => *into = *on,
            _ => self.wanted(value, Wanted::Truth),
        }
    }
}
