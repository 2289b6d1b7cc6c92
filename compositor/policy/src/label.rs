//! Labels and dominance after Bell and LaPadula: the partial order that every relation comes from.

use serde::Serialize;

/// A cage of one policy, by its place in the file. Only a policy makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct CageId(pub(crate) u16);

impl CageId {
    /// Its place in [`Policy::cages`](crate::Policy::cages), from 0.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A rung of the ladder; greater means higher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct LevelId(pub(crate) u16);

impl LevelId {
    /// Its place in [`Policy::levels`](crate::Policy::levels), from 0, the lowest.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A set of at most 64 categories, by their places in the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Categories(u64);

impl Categories {
    /// The most categories that one policy can name.
    pub const MOST: usize = 64;

    /// The set with `index` added. An index that no set can hold changes nothing;
    /// reading a policy refuses it before.
    pub(crate) fn with(self, index: usize) -> Self {
        let bit = u32::try_from(index)
            .ok()
            .and_then(|shift| 1_u64.checked_shl(shift));
        Self(self.0 | bit.unwrap_or(0))
    }

    /// Whether the category at `index` in [`Policy::categories`](crate::Policy::categories) is in.
    #[must_use]
    pub fn has(self, index: usize) -> bool {
        let only = Self::default().with(index);
        only.0 != 0 && only.within(self)
    }

    /// Whether every member is also in `other`.
    #[must_use]
    pub fn within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }
}

/// A level and a set of categories: what a cage is cleared for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Label {
    /// The rung.
    pub level: LevelId,
    /// The compartments.
    pub categories: Categories,
}

/// Where a label stands, seen from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// Both labels are equal.
    Same,
    /// The destination dominates the source.
    Up,
    /// The source dominates the destination.
    Down,
    /// Neither dominates the other.
    Disjoint,
}

impl Relation {
    /// Every relation, in the order of the prompts and tables.
    pub const ALL: [Self; 4] = [Self::Same, Self::Up, Self::Down, Self::Disjoint];

    /// The word for it in policy files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Up => "up",
            Self::Down => "down",
            Self::Disjoint => "disjoint",
        }
    }
}

impl Label {
    /// Whether this label is at least as high and has every category of `other`.
    #[must_use]
    pub fn dominates(&self, other: &Self) -> bool {
        self.level >= other.level && other.categories.within(self.categories)
    }

    /// The way data goes from `self` to `to`.
    #[must_use]
    pub fn relation(&self, to: &Self) -> Relation {
        match (to.dominates(self), self.dominates(to)) {
            (true, true) => Relation::Same,
            (true, false) => Relation::Up,
            (false, true) => Relation::Down,
            (false, false) => Relation::Disjoint,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Labels close enough together that each relation comes up often.
    fn label() -> impl Strategy<Value = Label> {
        let categories = (0_u64..8).prop_map(Categories);
        let label = |(level, categories)| Label {
            level: LevelId(level),
            categories,
        };
        (0_u16..4, categories).prop_map(label)
    }

    proptest! {
        #[test]
        fn dominance_is_reflexive(a in label()) {
            prop_assert!(a.dominates(&a));
            prop_assert_eq!(a.relation(&a), Relation::Same);
        }

        #[test]
        fn dominance_is_antisymmetric(a in label(), b in label()) {
            prop_assert!(a == b || !(a.dominates(&b) && b.dominates(&a)));
        }

        #[test]
        fn dominance_is_transitive(a in label(), b in label(), c in label()) {
            prop_assert!(!(a.dominates(&b) && b.dominates(&c)) || a.dominates(&c));
        }

        #[test]
        fn relations_turn_round(a in label(), b in label()) {
            let turned = match a.relation(&b) {
                Relation::Up => Relation::Down,
                Relation::Down => Relation::Up,
                other => other,
            };
            prop_assert_eq!(b.relation(&a), turned);
        }
    }

    #[test]
    fn a_set_holds_what_was_put_in() {
        let set = Categories::default().with(0).with(63);
        let held: Vec<usize> = (0..80).filter(|index| set.has(*index)).collect();
        assert_eq!(held, [0, 63]);
        assert_eq!(set.with(64), set);
    }
}
