//! What transfers tell the user, as the shell's values: it has the words.

use lisere_policy::{BadUri, CageId, Channel, Instead, Policy, TypeClass};
use lisere_shell::{Cleaning, Kind, ListFault, Message, Whose, Why};

use super::Side;
use super::clean::Washed;
use crate::state::Compositor;

/// What people call a class.
#[must_use]
pub fn kind_of(class: TypeClass) -> Kind {
    match class {
        TypeClass::Text => Kind::Text,
        TypeClass::RichText => Kind::RichText,
        TypeClass::Image => Kind::Image,
        TypeClass::FileList => Kind::Files,
        TypeClass::Other => Kind::Other,
    }
}

/// What the user does to use a channel.
#[must_use]
pub fn way_of(channel: Channel) -> lisere_shell::Way {
    match channel {
        Channel::Clipboard => lisere_shell::Way::Clipboard,
        Channel::Drag => lisere_shell::Way::Drag,
        Channel::File => lisere_shell::Way::File,
        Channel::Link => lisere_shell::Way::Link,
    }
}

/// What would be let through to `to` instead of what was denied.
#[must_use]
pub fn instead_of(policy: &Policy, to: CageId, instead: &Instead) -> lisere_shell::Instead {
    let title = |cage: &CageId| {
        let cage = policy.cage(*cage);
        cage.map_or("", |cage| cage.title()).to_owned()
    };
    match instead {
        Instead::Types(types) => {
            let kinds = types.iter().map(|class| kind_of(*class)).collect();
            lisere_shell::Instead::Kinds(title(&to), kinds)
        }
        Instead::Channels(channels) => {
            let ways = channels.iter().map(|channel| way_of(*channel)).collect();
            lisere_shell::Instead::Ways(title(&to), ways)
        }
        Instead::Cages(cages) => lisere_shell::Instead::Cages(cages.iter().map(title).collect()),
    }
}

/// Why a list of links and files is of no use.
pub(super) fn list_fault(bad: BadUri) -> Why {
    Why::List(match bad {
        BadUri::Empty => ListFault::Empty,
        BadUri::TooLong => ListFault::TooLong,
        BadUri::Mixed => ListFault::Mixed,
        BadUri::Scheme => ListFault::Scheme,
        BadUri::OtherHost => ListFault::OtherHost,
        BadUri::Path => ListFault::Path,
        BadUri::LinkTooLong => ListFault::LinkTooLong,
        BadUri::NotAscii => ListFault::NotAscii,
        BadUri::Credentials => ListFault::Credentials,
        BadUri::Host => ListFault::Host,
    })
}

/// What is done to something on its way; `None` for nothing.
pub(super) fn cleaning_of(washed: Washed) -> Option<Cleaning> {
    match washed {
        Washed::Nothing => None,
        Washed::CleanText => Some(Cleaning::Text),
        Washed::AsciiText => Some(Cleaning::Ascii),
        Washed::PlainText => Some(Cleaning::Plain),
        Washed::NewImage => Some(Cleaning::Png),
    }
}

impl Compositor {
    /// A cage's title, or the user's own side.
    pub(crate) fn whose(&self, side: Side) -> Whose {
        match side {
            Side::Cage(cage) => Whose::Cage(self.title_of(cage)),
            Side::Trusted => Whose::Own,
        }
    }

    /// A cage's title.
    pub(crate) fn title_of(&self, cage: CageId) -> String {
        let cage = self.policy.cage(cage);
        cage.map_or("", |cage| cage.title()).to_owned()
    }

    /// What the bar says while nothing can be recorded.
    pub(crate) fn journal_message(&self) -> Option<Message> {
        self.journal.why().cloned().map(Message::Journal)
    }
}

#[cfg(test)]
mod tests {
    use lisere_shell::Language;

    use super::*;

    fn said(from: &str, to: &str, channel: Channel, class: TypeClass, in_: Language) -> String {
        let policy = Policy::preset("home").unwrap();
        let id = |name| policy.cage_named(name).unwrap().id();
        let instead = policy.instead(id(from), id(to), channel, class);
        in_.instead(&instead_of(&policy, id(to), &instead.unwrap()))
    }

    #[test]
    fn a_denial_explains_itself() {
        use Channel::{Clipboard, Drag};
        use Language::{En, Fr};
        use TypeClass::{Image, Text};
        let cases = [
            (
                said("vault", "web", Clipboard, Image, En),
                "What may go to Web is text",
            ),
            (
                said("vault", "web", Drag, Text, En),
                "It may go to Web by carrying and pasting it",
            ),
            (
                said("disposable", "vault", Drag, Text, En),
                "It may go to Web, Personal, Work or Bank",
            ),
            (
                said("disposable", "vault", Drag, Text, Fr),
                "Cela peut aller vers Web, Personal, Work ou Bank",
            ),
            (
                said("vault", "web", Clipboard, Image, Fr),
                "Ce qui peut aller vers Web\u{a0}: du texte",
            ),
        ];
        for (said, expected) in cases {
            assert_eq!(said, expected);
        }
    }
}
