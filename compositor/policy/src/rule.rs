//! Rules, and the one function that answers whether data may go from one cage to another.

use serde::Serialize;

use crate::{CageId, Policy, Relation, Terms, TypeClass};

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

    fn cover(&self, from: CageId, to: CageId, relation: Relation) -> bool {
        self.from.is_none_or(|end| end == from)
            && self.to.is_none_or(|end| end == to)
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
    /// What it says.
    pub answer: Answer,
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

impl Policy {
    /// Whether data of a class may go `from` one cage `to` another by `channel`.
    ///
    /// The same cage may always; else the rule that pins most ends answers, among
    /// equals the strictest; where no rule speaks, the answer is deny. The place of
    /// a rule in the file never changes an answer.
    #[must_use]
    pub fn decide(
        &self,
        from: CageId,
        to: CageId,
        channel: Channel,
        _class: TypeClass,
    ) -> Decision {
        let (Some(source), Some(sink)) = (self.cage(from), self.cage(to)) else {
            return Decision {
                answer: Answer::Deny,
                because: Because::Nothing,
                terms: Terms::default(),
            };
        };
        if from == to {
            return Decision {
                answer: Answer::Allow,
                because: Because::SameCage,
                terms: Terms::default(),
            };
        }
        let relation = source.label().relation(sink.label());
        let matching = self.rules().iter().enumerate().filter(|(_, rule)| {
            rule.channels.contains(&channel) && rule.ends.cover(from, to, relation)
        });
        // Of equal keys `max_by_key` keeps the last; the answer is the same.
        let best = matching.max_by_key(|(_, rule)| (rule.ends.pinned(), rule.answer));
        match best {
            Some((index, rule)) => Decision {
                answer: rule.answer,
                because: Because::Rule {
                    index,
                    line: rule.line,
                },
                terms: Terms::default(),
            },
            None => Decision {
                answer: Answer::Deny,
                because: Because::Nothing,
                terms: Terms::default(),
            },
        }
    }
}
