//! What a cage has a part in right now, in the user's language.

use lisere_policy::{CageId, TypeClass};

use super::{Side, kind_of};
use crate::state::Compositor;

impl Compositor {
    /// Every transfer from or to a cage that is not over, and what it has on its clipboard from
    /// another one: kind and ends, never contents.
    pub(crate) fn under_way(&self, cage: CageId) -> Vec<String> {
        let mut said = Vec::new();
        let crossing = &self.crossing;
        if let Some(source) = crossing
            .source
            .as_ref()
            .filter(|source| source.from == Side::Cage(cage))
        {
            said.push(format!("{} → …", self.class_words(source.class)));
        }
        let gift = crossing.gift.as_ref();
        let its = gift.filter(|gift| gift.from == Side::Cage(cage) || gift.to == cage);
        if let Some(gift) = its {
            let (from, to) = (self.name_of(gift.from), self.title_of(gift.to));
            said.push(format!("{from} → {to}"));
        }
        let title = self.title_of(cage);
        let carried = crossing.carried.iter().filter(|carried| carried.to == cage);
        said.extend(
            carried.map(|carried| format!("{} → {title}", self.class_words(carried.class))),
        );
        said
    }

    /// A class as people call it.
    pub(crate) fn class_words(&self, class: TypeClass) -> String {
        self.pictures.language().thing(kind_of(class))
    }

    /// The name of a side.
    pub(crate) fn name_of(&self, side: Side) -> String {
        let whose = self.whose(side);
        self.pictures.language().whose(&whose).to_owned()
    }
}
