//! Rules, and the one function that answers whether data may go from one cage to another.

use serde::Serialize;

use crate::{Cage, CageId, Policy, Relation, Terms, TypeClass};

/// A way from one cage to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// The take and give chords.
    Clipboard,
    /// Drag and drop.
    Drag,
    /// A file sent as a copy.
    File,
    /// A link opened elsewhere.
    Link,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 4] = [Self::Clipboard, Self::Drag, Self::File, Self::Link];

    /// The channel that policy files call `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.name() == name)
    }

    /// The word for it in policy files and records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Clipboard => "clipboard",
            Self::Drag => "drag",
            Self::File => "file",
            Self::Link => "link",
        }
    }
}

/// What a rule says, from lenient to strict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// Go, with a record.
    Allow,
    /// Ask the user, with a record of what was said.
    Ask,
    /// No.
    Deny,
}

impl Answer {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Allow, Self::Ask, Self::Deny];

    /// The word for it in policy files and records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Ask => "ask",
            Self::Deny => "deny",
        }
    }
}

/// Between which cages a rule speaks. What is `None` is left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Ends {
    /// The source.
    pub from: Option<CageId>,
    /// The destination.
    pub to: Option<CageId>,
    /// The relation of their labels.
    pub relation: Option<Relation>,
}

impl Ends {
    /// How much the rule pins down: both ends come before one, one before none.
    #[must_use]
    pub fn pinned(&self) -> u8 {
        u8::from(self.from.is_some()) + u8::from(self.to.is_some())
    }

    fn cover(&self, from: &Cage, to: &Cage, relation: Relation) -> bool {
        self.from.is_none_or(|end| from.counts_as(end))
            && self.to.is_none_or(|end| to.counts_as(end))
            && self.relation.is_none_or(|way| way == relation)
    }
}

/// One rule of the policy file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Between which cages.
    pub ends: Ends,
    /// On which channels; never empty.
    pub channels: Vec<Channel>,
    /// Of which classes; empty for all.
    pub types: Vec<TypeClass>,
    /// What it says.
    pub answer: Answer,
    /// Under which terms.
    pub terms: Terms,
    /// The line of the policy file where it begins, from 1.
    pub line: usize,
}

/// Why an answer is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Because {
    /// Source and destination are one cage.
    SameCage,
    /// A rule says so.
    Rule {
        /// Its place in [`Policy::rules`], from 0.
        index: usize,
        /// The line of the policy file where it begins, from 1.
        line: usize,
    },
    /// No rule speaks of it.
    Nothing,
}

/// An answer and its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Decision {
    /// Allow, ask or deny.
    pub answer: Answer,
    /// The rule behind it.
    pub because: Because,
    /// Under which terms it lets data go; the defaults where it does not.
    pub terms: Terms,
}

impl Rule {
    /// Whether it names the classes that it speaks of.
    #[must_use]
    pub fn typed(&self) -> bool {
        !self.types.is_empty()
    }

    /// Its place in the order of rules, ascending: more ends, then classes, then strictness.
    fn rank(&self) -> (u8, bool, Answer) {
        (self.ends.pinned(), self.typed(), self.answer)
    }

    fn speaks_of(&self, channel: Channel, class: TypeClass) -> bool {
        self.channels.contains(&channel) && (!self.typed() || self.types.contains(&class))
    }
}

impl Decision {
    fn plain(answer: Answer, because: Because) -> Self {
        Self {
            answer,
            because,
            terms: Terms::default(),
        }
    }
}

impl Policy {
    /// Whether data of a class may go `from` one cage `to` another by `channel`.
    ///
    /// The same cage may always, but a disposable copy is another one; else the rule that pins most ends answers, among
    /// equals one that names classes, among these the strictest; where no rule speaks,
    /// the answer is deny. Of several rules that would answer alike all terms hold. The
    /// place of a rule in the file never changes an answer or its terms.
    ///
    /// A rule that names a cage speaks of its disposable copies too. Between copies of one
    /// cage, and between them and it, one that names a cage may only deny: nobody who wrote it
    /// thought of both ends as one.
    #[must_use]
    pub fn decide(&self, from: CageId, to: CageId, channel: Channel, class: TypeClass) -> Decision {
        let (Some(source), Some(destination)) = (self.cage(from), self.cage(to)) else {
            return Decision::plain(Answer::Deny, Because::Nothing);
        };
        if from == to {
            return Decision::plain(Answer::Allow, Because::SameCage);
        }
        let relation = source.label().relation(destination.label());
        let kin = source.kind() == destination.kind();
        let matching = self.rules().iter().enumerate().filter(|(_, rule)| {
            rule.speaks_of(channel, class)
                && rule.ends.cover(source, destination, relation)
                && (!kin || rule.ends.pinned() == 0 || rule.answer == Answer::Deny)
        });
        let Some((index, best)) = matching.clone().max_by_key(|(_, rule)| rule.rank()) else {
            return Decision::plain(Answer::Deny, Because::Nothing);
        };
        let equals = matching.filter(|(_, rule)| rule.rank() == best.rank());
        let terms = equals.fold(best.terms, |terms, (_, rule)| terms.and(rule.terms));
        Decision {
            answer: best.answer,
            because: Because::Rule {
                index,
                line: best.line,
            },
            terms,
        }
    }

    /// How the labels of two cages stand; `None` unless both are of this policy.
    #[must_use]
    pub fn relation(&self, from: CageId, to: CageId) -> Option<Relation> {
        Some(self.cage(from)?.label().relation(self.cage(to)?.label()))
    }
}
