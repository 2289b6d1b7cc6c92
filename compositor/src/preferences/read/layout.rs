//! `[layout]` and `[[workspace]]`: how windows are arranged.

use std::ops::{Range, RangeInclusive};

use lisere_policy::Code;
use lisere_shell::{Incomplete, PreferenceFault, Tables, Thing, Twice, Wanted};
use toml::de::DeValue;

use super::{Reader, Value};
use crate::desk::{Layout, Workspace};
use crate::preferences::layout::{LayoutPreferences, Motion, WorkspacePreference};

/// Logical pixels round tiles.
const GAPS: RangeInclusive<i64> = 0..=64;
/// Numbers of workspaces.
const NUMBERS: RangeInclusive<i64> = 1..=9;
/// Parts of a width.
pub(super) const PARTS: RangeInclusive<f64> = 0.1..=0.9;
/// The most characters of a workspace's name.
const LONGEST: usize = 24;
const KEYS: [&str; 5] = [
    "default",
    "gap",
    "motion",
    "new_column_width",
    "workspaces_by_label",
];
const WORKSPACE_KEYS: [&str; 4] = ["number", "name", "output", "layout"];

impl<'t> Reader<'t> {
    pub(super) fn layout(&mut self, value: &Value<'t>, into: &mut LayoutPreferences) {
        let Some(table) = self.table(value) else {
            return;
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "default" => into.default = self.layout_name(value).unwrap_or_default(),
                "motion" => into.motion = self.motion(value).unwrap_or_default(),
                "gap" => self.number_into(value, &GAPS, &mut into.gap),
                "new_column_width" => into.new_column_width = self.part(value),
                "workspaces_by_label" => self.switch_into(value, &mut into.workspaces_by_label),
                other => self.unknown_key(key.span(), other, &KEYS),
            }
        }
    }

    fn layout_name(&mut self, value: &Value<'t>) -> Option<Layout> {
        match self.string(value)? {
            "floating" => Some(Layout::Floating),
            "tiling" => Some(Layout::Tiling),
            other => {
                self.unknown(
                    value,
                    Thing::Layout,
                    other,
                    "the layouts are floating, tiling".to_owned(),
                );
                None
            }
        }
    }

    fn motion(&mut self, value: &Value<'t>) -> Option<Motion> {
        match self.string(value)? {
            "full" => Some(Motion::Full),
            "reduced" => Some(Motion::Reduced),
            other => {
                self.unknown(
                    value,
                    Thing::Motion,
                    other,
                    "it is full or reduced".to_owned(),
                );
                None
            }
        }
    }

    /// A part of a width.
    pub(super) fn part(&mut self, value: &Value<'t>) -> Option<f64> {
        let number = match value.get_ref() {
            DeValue::Float(number) => number.as_str().parse().ok(),
            DeValue::Integer(number) => number.as_str().parse().ok(),
            _ => None,
        };
        let part = number.filter(|part| PARTS.contains(part));
        if part.is_none() {
            let fault = PreferenceFault::Wanted(Wanted::Part);
            self.note(value.span(), Code::OutOfRange, fault, None);
        }
        part
    }

    pub(super) fn workspaces(&mut self, value: &Value<'t>, into: &mut Vec<WorkspacePreference>) {
        let DeValue::Array(array) = value.get_ref() else {
            self.each(value, Tables::Workspace);
            return;
        };
        for value in array.iter() {
            if let Some(workspace) = self.workspace_table(value) {
                self.same_workspace(into, &workspace, value.span());
                into.push(workspace);
            }
        }
    }

    fn workspace_table(&mut self, value: &Value<'t>) -> Option<WorkspacePreference> {
        let table = self.table(value)?;
        let mut workspace = WorkspacePreference::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "number" => workspace.number = self.workspace_number(value),
                "name" => workspace.name = self.workspace_name(value),
                "output" => workspace.output = self.string(value).map(str::to_owned),
                "layout" => workspace.layout = self.layout_name(value),
                other => self.unknown_key(key.span(), other, &WORKSPACE_KEYS),
            }
        }
        if !table.iter().any(|(key, _)| key.get_ref() == "number") {
            let fault = PreferenceFault::Incomplete(Incomplete::Workspace);
            self.note(value.span(), Code::Missing, fault, None);
        }
        Some(workspace)
    }

    pub(super) fn workspace_number(&mut self, value: &Value<'t>) -> Option<Workspace> {
        let number = self.whole(value, &NUMBERS)?;
        Workspace::new(u8::try_from(number).ok()?)
    }

    /// A name that the bar can show.
    fn workspace_name(&mut self, value: &Value<'t>) -> Option<String> {
        let name = self.string(value)?;
        let shown = !name.trim().is_empty() && !name.chars().any(char::is_control);
        if shown && name.chars().count() <= LONGEST {
            return Some(name.to_owned());
        }
        let fault = PreferenceFault::Name(LONGEST);
        self.note(value.span(), Code::OutOfRange, fault, None);
        None
    }

    /// A workspace is described once on each output, and a name means one workspace.
    fn same_workspace(
        &mut self,
        known: &[WorkspacePreference],
        new: &WorkspacePreference,
        at: Range<usize>,
    ) {
        let same = |old: &WorkspacePreference| old.number == new.number && old.output == new.output;
        let named = |old: &WorkspacePreference| {
            new.name.is_some() && old.name == new.name && old.number != new.number
        };
        if let (Some(number), true) = (new.number, known.iter().any(same)) {
            let fault = PreferenceFault::Twice(Twice::Workspace(number.number()));
            self.note(at, Code::Duplicate, fault, None);
        } else if known.iter().any(named) {
            let name = new.name.clone().unwrap_or_default();
            let fault = PreferenceFault::Twice(Twice::WorkspaceName(name));
            self.note(at, Code::Duplicate, fault, None);
        }
    }
}
