//! A policy that was read without fault, and the questions it answers.

use serde::Serialize;

use crate::{Cage, CageId, Category, Level, Limits, Rule, Theme};

/// How transfers go, whichever rule they go by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Transfers {
    /// Whether what is carried can be pasted again until its time is over; else once.
    pub reuse: bool,
}

/// Who there is, how each looks, and what may go where.
///
/// There is no way to make one but to read it, so a policy at hand has no fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Policy {
    pub(crate) name: String,
    pub(crate) levels: Vec<Level>,
    pub(crate) categories: Vec<Category>,
    pub(crate) cages: Vec<Cage>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) limits: Limits,
    pub(crate) transfers: Transfers,
    pub(crate) theme: Theme,
}

impl Policy {
    /// What the file calls itself.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The ladder, lowest first.
    #[must_use]
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// The compartments, as the file orders them.
    #[must_use]
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// Every cage, disposable ones behind the others; its place is [`CageId::index`].
    #[must_use]
    pub fn cages(&self) -> &[Cage] {
        &self.cages
    }

    /// The cage with this id.
    #[must_use]
    pub fn cage(&self, id: CageId) -> Option<&Cage> {
        self.cages.get(id.index())
    }

    /// The cage with this machine name.
    #[must_use]
    pub fn cage_named(&self, name: &str) -> Option<&Cage> {
        self.cages.iter().find(|cage| cage.name == name)
    }

    /// The disposable copies of a cage, in the order of their numbers.
    pub fn copies_of(&self, model: CageId) -> impl Iterator<Item = &Cage> {
        self.cages
            .iter()
            .filter(move |cage| cage.model == Some(model))
    }

    /// The level of a cage.
    #[must_use]
    pub fn level_of(&self, id: CageId) -> Option<&Level> {
        self.levels.get(self.cage(id)?.label.level.index())
    }

    /// Every rule, as the file orders them.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The quotas of a cage that names none of its own.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// How transfers go.
    #[must_use]
    pub fn transfers(&self) -> Transfers {
        self.transfers
    }

    /// The colours.
    #[must_use]
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// A cage's label in words, such as `Secret · FIN, OPS`; empty for no cage of this policy.
    #[must_use]
    pub fn label_text(&self, id: CageId) -> String {
        let (Some(level), Some(cage)) = (self.level_of(id), self.cage(id)) else {
            return String::new();
        };
        let held = self.categories.iter().enumerate();
        let held = held.filter(|(index, _)| cage.label.categories.has(*index));
        let held: Vec<&str> = held.map(|(_, category)| category.short()).collect();
        if held.is_empty() {
            level.title.clone()
        } else {
            format!("{} · {}", level.title, held.join(", "))
        }
    }
}
