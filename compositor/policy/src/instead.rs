//! What would be allowed instead of what was denied.

use serde::Serialize;

use crate::{Answer, Cage, CageId, Channel, Policy, TypeClass};

/// What would be allowed, or asked about, instead: the nearest kind of thing that there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Instead {
    /// The same way to the same cage, but these classes.
    Types(Vec<TypeClass>),
    /// The same class to the same cage, but these ways.
    Channels(Vec<Channel>),
    /// The same class the same way, but to these cages.
    Cages(Vec<CageId>),
}

impl Policy {
    /// What the rules would let through instead, where they deny this; `None` where they do not, or
    /// where there is nothing.
    #[must_use]
    pub fn instead(
        &self,
        from: CageId,
        to: CageId,
        channel: Channel,
        class: TypeClass,
    ) -> Option<Instead> {
        let goes =
            |to, channel, class| self.decide(from, to, channel, class).answer != Answer::Deny;
        if goes(to, channel, class) {
            return None;
        }
        let types = TypeClass::ALL
            .into_iter()
            .filter(|class| goes(to, channel, *class));
        let types: Vec<TypeClass> = types.collect();
        let channels = Channel::ALL
            .into_iter()
            .filter(|channel| goes(to, *channel, class));
        let channels: Vec<Channel> = channels.filter(|way| way.carries(class)).collect();
        // Disposable copies answer as their models do, and would only make the list long.
        let named = self.cages().iter().filter(|cage| cage.model().is_none());
        let others = named.map(Cage::id).filter(|other| *other != from);
        let cages: Vec<CageId> = others
            .filter(|other| goes(*other, channel, class))
            .collect();
        match (types.is_empty(), channels.is_empty(), cages.is_empty()) {
            (false, ..) => Some(Instead::Types(types)),
            (_, false, _) => Some(Instead::Channels(channels)),
            (_, _, false) => Some(Instead::Cages(cages)),
            _ => None,
        }
    }
}

impl Channel {
    /// Whether things of a class go this way at all: only files are sent as files, and links
    /// are text or lists.
    #[must_use]
    pub fn carries(self, class: TypeClass) -> bool {
        match self {
            Self::Clipboard | Self::Drag => true,
            Self::File => class == TypeClass::FileList,
            Self::Link => matches!(class, TypeClass::Text | TypeClass::FileList),
        }
    }
}
