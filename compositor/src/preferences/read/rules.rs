//! `[[rule]]`: what is done to windows that appear.

use std::ops::{Range, RangeInclusive};

use lisere_policy::{Code, did_you_mean};
use lisere_shell::{Incomplete, PreferenceFault, Tables, Thing, Written};
use toml::de::{DeTable, DeValue};

use super::{Reader, Value};
use crate::preferences::layout::{LayoutPreferences, Wildcard, WindowRule, WorkspaceName};

/// Content in logical pixels.
const SIZES: RangeInclusive<i64> = 1..=16_384;
/// What a rule tells windows by.
const TESTS: [&str; 3] = ["cage", "app_id", "title"];
const KEYS: [&str; 12] = [
    "cage",
    "app_id",
    "title",
    "workspace",
    "output",
    "float",
    "fullscreen",
    "maximised",
    "minimised",
    "sticky",
    "size",
    "column_width",
];

impl<'t> Reader<'t> {
    /// The rules, and where they name workspaces, which may be described further below.
    pub(super) fn rules(
        &mut self,
        value: &Value<'t>,
        into: &mut Vec<WindowRule>,
    ) -> Vec<(Range<usize>, String)> {
        let DeValue::Array(array) = value.get_ref() else {
            self.each(value, Tables::Rule);
            return Vec::new();
        };
        let mut named = Vec::new();
        for value in array.iter() {
            let Some(table) = self.table(value) else {
                continue;
            };
            let rule = self.rule(table);
            if let (Some(WorkspaceName::Name(name)), Some(at)) =
                (&rule.workspace, table.get("workspace"))
            {
                named.push((at.span(), name.clone()));
            }
            self.rule_says_something(table, value.span());
            into.push(rule);
        }
        named
    }

    fn rule(&mut self, table: &DeTable<'t>) -> WindowRule {
        let mut rule = WindowRule::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "cage" => rule.cage = self.string(value).map(str::to_owned),
                "app_id" => rule.app_id = self.string(value).map(Wildcard::new),
                "title" => rule.title = self.string(value).map(Wildcard::new),
                "workspace" => rule.workspace = self.workspace_meant(value),
                "output" => rule.output = self.string(value).map(str::to_owned),
                "float" => rule.float = self.switch(value),
                "fullscreen" => rule.fullscreen = self.switch(value),
                "maximised" => rule.maximised = self.switch(value),
                "minimised" => rule.minimised = self.switch(value),
                "sticky" => rule.sticky = self.switch(value),
                "size" => rule.size = self.size(value),
                "column_width" => rule.column_width = self.part(value),
                other => self.unknown_key(key.span(), other, &KEYS),
            }
        }
        rule
    }

    /// A rule without a test would be a default, and one that does nothing is a mistake.
    fn rule_says_something(&mut self, table: &DeTable<'t>, at: Range<usize>) {
        let is_test = |key: &str| TESTS.contains(&key);
        let keys = table.iter().map(|(key, _)| key.get_ref().as_ref());
        let keys: Vec<&str> = keys.collect();
        if !keys.iter().any(|key| is_test(key)) {
            let fault = PreferenceFault::Incomplete(Incomplete::RuleAbout);
            let help = Some("app_id = \"*\" is about every window".to_owned());
            self.note(at, Code::Missing, fault, help);
        } else if keys.iter().all(|key| is_test(key)) {
            let fault = PreferenceFault::Incomplete(Incomplete::RuleIdle);
            let help = Some("say such as `workspace = 2` or `float = true`".to_owned());
            self.note(at, Code::Missing, fault, help);
        }
    }

    fn switch(&mut self, value: &Value<'t>) -> Option<bool> {
        let mut on = false;
        self.switch_into(value, &mut on);
        Some(on)
    }

    fn workspace_meant(&mut self, value: &Value<'t>) -> Option<WorkspaceName> {
        match value.get_ref() {
            DeValue::String(name) => Some(WorkspaceName::Name(name.to_string())),
            DeValue::Integer(_) => self.workspace_number(value).map(WorkspaceName::Number),
            _ => {
                self.written(value, Written::Workspace);
                None
            }
        }
    }

    fn size(&mut self, value: &Value<'t>) -> Option<(i32, i32)> {
        if let DeValue::Array(array) = value.get_ref() {
            let sides: Vec<Option<i32>> =
                array.iter().map(|side| self.whole(side, &SIZES)).collect();
            if let [w, h] = sides.as_slice() {
                return (*w).zip(*h);
            }
        }
        self.written(value, Written::Size);
        None
    }

    /// Names that rules use are to be given to workspaces.
    pub(super) fn know_workspaces(
        &mut self,
        named: Vec<(Range<usize>, String)>,
        layout: &LayoutPreferences,
    ) {
        for (at, name) in named {
            if layout.named(&name).is_some() {
                continue;
            }
            let known = layout.workspaces.iter().filter_map(|w| w.name.as_deref());
            let help = did_you_mean(&name, known);
            let help =
                help.or_else(|| Some(format!("give it to one: [[workspace]] name = \"{name}\"")));
            let fault = PreferenceFault::Unknown(Thing::Workspace, name);
            self.note(at, Code::BadName, fault, help);
        }
    }
}
