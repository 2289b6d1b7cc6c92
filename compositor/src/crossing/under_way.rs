//! What a cage has a part in right now, in the user's language.

use lisere_policy::{CageId, TypeClass};

use super::Side;
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
            let (from, to) = (self.title_of(gift.from), self.title_of(Side::Cage(gift.to)));
            said.push(format!("{from} → {to}"));
        }
        let title = self.title_of(Side::Cage(cage));
        let carried = crossing.carried.iter().filter(|carried| carried.to == cage);
        said.extend(
            carried.map(|carried| format!("{} → {title}", self.class_words(carried.class))),
        );
        said
    }

    /// A class as people call it.
    pub(crate) fn class_words(&self, class: TypeClass) -> &'static str {
        self.words().class(class)
    }

    /// The word for the user's own side.
    pub(crate) fn own_side(&self) -> &'static str {
        self.words().trusted()
    }
}
