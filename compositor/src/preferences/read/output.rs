//! `[[output]]`: how the user wants each output.

use std::ops::{Range, RangeInclusive};

use lisere_policy::Code;
use lisere_shell::{Incomplete, PreferenceFault, Tables, Thing, Twice, Written};
use smithay::utils::Transform;
use toml::de::DeValue;

use super::{Reader, Value};
use crate::cli::scale_of;
use crate::outputs::wish::{ModeWish, OutputPreference};

/// Logical pixels either way.
const PLACES: RangeInclusive<i64> = -100_000..=100_000;
/// What an output may say of itself.
const KEYS: [&str; 9] = [
    "name",
    "match",
    "mode",
    "scale",
    "transform",
    "position",
    "mirror",
    "vrr",
    "off",
];

impl<'t> Reader<'t> {
    pub(super) fn outputs(&mut self, value: &Value<'t>, outputs: &mut Vec<OutputPreference>) {
        let DeValue::Array(array) = value.get_ref() else {
            self.each(value, Tables::Output);
            return;
        };
        for value in array.iter() {
            let Some(output) = self.output(value) else {
                continue;
            };
            self.same_output(outputs, &output, value.span());
            outputs.push(output);
        }
    }

    fn same_output(
        &mut self,
        known: &[OutputPreference],
        new: &OutputPreference,
        at: Range<usize>,
    ) {
        let named = |output: &OutputPreference| match &output.identity {
            Some(identity) => identity.clone(),
            None => output.name.clone(),
        };
        let same = |output: &OutputPreference| {
            output.identity.is_some() == new.identity.is_some() && named(output) == named(new)
        };
        if !named(new).is_empty() && known.iter().any(same) {
            let fault = PreferenceFault::Twice(Twice::Output(named(new)));
            self.note(at, Code::Duplicate, fault, None);
        }
    }

    fn output(&mut self, value: &Value<'t>) -> Option<OutputPreference> {
        let table = self.table(value)?;
        let mut output = OutputPreference::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "name" => self.text_into(value, &mut output.name),
                "match" => output.identity = self.string(value).map(str::to_owned),
                "mode" => output.mode = self.mode(value),
                "scale" => output.scale = self.scale(value),
                "transform" => output.transform = self.transform(value),
                "position" => output.position = self.position(value).map(Into::into),
                "mirror" => output.mirror = self.string(value).map(str::to_owned),
                "vrr" => self.switch_into(value, &mut output.vrr),
                "off" => self.switch_into(value, &mut output.off),
                other => self.unknown_key(key.span(), other, &KEYS),
            }
        }
        self.needs_one_name(&output, value.span());
        Some(output)
    }

    /// An output is meant by its connector or by who it is, and by one of them only.
    fn needs_one_name(&mut self, output: &OutputPreference, at: Range<usize>) {
        let by_connector = !output.name.is_empty();
        let by_identity = output.identity.as_ref().is_some_and(|id| !id.is_empty());
        let (code, what) = match (by_connector, by_identity) {
            (false, false) => (Code::Missing, Incomplete::OutputUnnamed),
            (true, true) => (Code::Duplicate, Incomplete::OutputNamedTwice),
            _ => return,
        };
        let help = Some("`liserectl outputs` lists the outputs".to_owned());
        self.note(at, code, PreferenceFault::Incomplete(what), help);
    }

    fn mode(&mut self, value: &Value<'t>) -> Option<ModeWish> {
        let read = self.string(value)?.parse::<ModeWish>();
        let note = |fault| {
            let fault = PreferenceFault::Mode(fault);
            self.note(value.span(), Code::OutOfRange, fault, None);
        };
        read.map_err(note).ok()
    }

    fn scale(&mut self, value: &Value<'t>) -> Option<lisere_shell::Scale> {
        let text = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            _ => {
                self.written(value, Written::Scale);
                return None;
            }
        };
        match scale_of(&text) {
            Ok(scale) => Some(scale),
            Err(fault) => {
                let fault = PreferenceFault::Scale(fault);
                self.note(value.span(), Code::OutOfRange, fault, None);
                None
            }
        }
    }

    fn transform(&mut self, value: &Value<'t>) -> Option<Transform> {
        const ALL: [Transform; 8] = [
            Transform::Normal,
            Transform::_90,
            Transform::_180,
            Transform::_270,
            Transform::Flipped,
            Transform::Flipped90,
            Transform::Flipped180,
            Transform::Flipped270,
        ];
        let name = self.string(value)?;
        let found = ALL
            .into_iter()
            .find(|t| crate::respond::transform_name(*t) == name);
        if found.is_none() {
            let names = ALL.map(crate::respond::transform_name);
            let help = format!("the transforms are {}", names.join(", "));
            self.unknown(value, Thing::Transform, name, help);
        }
        found
    }

    fn position(&mut self, value: &Value<'t>) -> Option<(i32, i32)> {
        if let DeValue::Array(array) = value.get_ref() {
            let parts: Vec<Option<i32>> =
                array.iter().map(|part| self.whole(part, &PLACES)).collect();
            if let [x, y] = parts.as_slice() {
                return x.zip(*y);
            }
        }
        self.written(value, Written::Position);
        None
    }
}
