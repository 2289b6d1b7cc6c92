//! Reading preferences from TOML, noting every fault with its place.

mod evening;
mod input;
mod keys;
mod launcher;
mod output;

use std::ops::{Range, RangeInclusive};

use lisere_policy::{Code, Fault, Faults, did_you_mean};
use lisere_shell::Language;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub use launcher::LauncherRule;

use super::Preferences;
use crate::bindings::Chord;
use crate::seat::{KeyboardSettings, KeymapError, Layout};

/// Repeats per second; 0 is none.
const RATES: RangeInclusive<i64> = 0..=200;
/// Milliseconds before the first repeat.
const DELAYS: RangeInclusive<i64> = 100..=2_000;

pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// Reads the whole file; it counts only if nothing is wrong with it.
pub(super) fn read(text: &str) -> Result<Preferences, Faults> {
    let mut reader = Reader {
        text,
        faults: Vec::new(),
    };
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        reader.note(
            error.span().unwrap_or_default(),
            Code::Syntax,
            error.message(),
            None,
        );
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
    ];
    let (mut keys, mut modes) = (None, None);
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
            "gestures" => reader.gestures(value, &mut preferences.gestures),
            other => reader.unknown_key(key.span(), other, &known),
        }
    }
    reader.chords(keys, modes, &mut preferences.bindings);
    match reader.faults.is_empty() {
        true => Ok(preferences),
        false => Err(reader.into_faults()),
    }
}

impl<'t> Reader<'t> {
    /// A chord that programs paste by; Super never reaches them.
    fn paste_key(&mut self, value: &Value<'t>, into: &mut Option<Chord>) {
        let text = value.get_ref().as_str().unwrap_or_default();
        match text.parse::<Chord>() {
            Ok(chord) if !chord.modifiers.logo => *into = Some(chord),
            Ok(_) => {
                let message = "programs never see Super: name a chord such as \"Ctrl+V\"";
                self.note(value.span(), Code::OutOfRange, message, None);
            }
            Err(error) => {
                let message = format!("no chord: {error}; write such as \"Ctrl+V\"");
                self.note(value.span(), Code::WrongType, message, None);
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
            let message = format!("there is no language `{name}`");
            self.note(value.span(), Code::BadName, message, Some(help));
        }
    }
}

/// The fault of a file with more bytes than any has.
pub(super) fn too_large(most: usize) -> Faults {
    let mut reader = Reader {
        text: "",
        faults: Vec::new(),
    };
    let message = format!("the file has more than {most} bytes");
    reader.note(0..0, Code::TooLarge, message, None);
    reader.into_faults()
}

/// The fault of a file that is text only as far as `valid`.
pub(super) fn not_utf8(valid: &[u8]) -> Faults {
    let text = String::from_utf8_lossy(valid);
    let mut reader = Reader {
        text: &text,
        faults: Vec::new(),
    };
    let message = "from here on this is no UTF-8 text";
    reader.note(text.len()..text.len(), Code::NotUtf8, message, None);
    reader.into_faults()
}

pub(super) struct Reader<'t> {
    text: &'t str,
    faults: Vec<Fault>,
}

impl<'t> Reader<'t> {
    fn note(
        &mut self,
        at: Range<usize>,
        code: Code,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        let (line, column) = self.place(at.start);
        let (end_line, end_column) = self.place(at.end);
        let message = message.into();
        self.faults.push(Fault {
            line,
            column,
            end_line,
            end_column,
            code,
            message,
            suggestion: help,
        });
    }

    /// The faults in the order of the text; tables are not read in it.
    fn into_faults(mut self) -> Faults {
        self.faults.sort_by_key(|fault| (fault.line, fault.column));
        Faults(self.faults)
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
        self.note(
            at,
            Code::UnknownKey,
            format!("there is no key `{key}` here"),
            help,
        );
    }

    pub(super) fn table<'v>(&mut self, value: &'v Value<'t>) -> Option<&'v DeTable<'t>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => {
                self.note(
                    value.span(),
                    Code::WrongType,
                    "a table is wanted here",
                    None,
                );
                None
            }
        }
    }

    fn string<'v>(&mut self, value: &'v Value<'t>) -> Option<&'v str> {
        let found = value.get_ref().as_str();
        if found.is_none() {
            self.note(
                value.span(),
                Code::WrongType,
                "a text in quotes is wanted here",
                None,
            );
        }
        found
    }

    pub(super) fn whole(&mut self, value: &Value<'t>, range: &RangeInclusive<i64>) -> Option<i32> {
        let number = match value.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => {
                self.note(
                    value.span(),
                    Code::WrongType,
                    "a whole number is wanted here",
                    None,
                );
                return None;
            }
        };
        let fits = number
            .filter(|number| range.contains(number))
            .and_then(|n| i32::try_from(n).ok());
        if fits.is_none() {
            let message = format!("the number goes from {} to {}", range.start(), range.end());
            self.note(value.span(), Code::OutOfRange, message, None);
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
            self.note(at, Code::BadName, error.to_string(), help);
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
            _ => self.note(
                value.span(),
                Code::WrongType,
                "true or false is wanted here",
                None,
            ),
        }
    }
}
