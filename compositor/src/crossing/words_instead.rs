//! What would be let through instead of what was denied, in the user's language.

use lisere_policy::{CageId, Channel, Instead, Policy, TypeClass};

/// A sentence for the bar, behind the one that says why; in French or in English.
#[must_use]
pub fn instead_words(policy: &Policy, to: CageId, instead: &Instead, french: bool) -> String {
    let title = |cage: &CageId| policy.cage(*cage).map_or("", |cage| cage.title());
    let to = title(&to);
    match instead {
        Instead::Types(types) => {
            let types = listed(types.iter().map(|class| kind(*class, french)), french);
            match french {
                false => format!("What may go to {to} is {types}"),
                true => format!("Ce qui peut aller vers {to} : {types}"),
            }
        }
        Instead::Channels(channels) => {
            let ways = listed(channels.iter().map(|channel| way(*channel, french)), french);
            match french {
                false => format!("It may go to {to} {ways}"),
                true => format!("Cela peut passer vers {to} par {ways}"),
            }
        }
        Instead::Cages(cages) => {
            let cages = listed(cages.iter().map(title), french);
            match french {
                false => format!("It may go to {cages}"),
                true => format!("Cela peut aller vers {cages}"),
            }
        }
    }
}

/// A class as people call it.
fn kind(class: TypeClass, french: bool) -> &'static str {
    match (class, french) {
        (TypeClass::Text, false) => "text",
        (TypeClass::Text, true) => "du texte",
        (TypeClass::RichText, false) => "formatted text",
        (TypeClass::RichText, true) => "du texte mis en forme",
        (TypeClass::Image, false) => "an image",
        (TypeClass::Image, true) => "une image",
        (TypeClass::FileList, false) => "files",
        (TypeClass::FileList, true) => "des fichiers",
        (TypeClass::Other, false) => "other data",
        (TypeClass::Other, true) => "d’autres données",
    }
}

/// A channel as what the user does.
fn way(channel: Channel, french: bool) -> &'static str {
    match (channel, french) {
        (Channel::Clipboard, false) => "by carrying and pasting it",
        (Channel::Clipboard, true) => "le presse-papiers",
        (Channel::Drag, false) => "by dragging it",
        (Channel::Drag, true) => "le glisser-déposer",
        (Channel::File, false) => "by sending it as a file",
        (Channel::File, true) => "l’envoi d’un fichier",
        (Channel::Link, false) => "as a link to be opened there",
        (Channel::Link, true) => "l’ouverture d’un lien",
    }
}

/// Words as a list: “a, b or c”.
fn listed<'w>(words: impl Iterator<Item = &'w str>, french: bool) -> String {
    let words: Vec<&str> = words.collect();
    let or = if french { " ou " } else { " or " };
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => rest.join(", ") + or + last,
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(from: &str, to: &str, channel: Channel, class: TypeClass, french: bool) -> String {
        let policy = Policy::preset("home").unwrap();
        let id = |name| policy.cage_named(name).unwrap().id();
        let instead = policy.instead(id(from), id(to), channel, class);
        instead_words(&policy, id(to), &instead.unwrap(), french)
    }

    #[test]
    fn a_denial_explains_itself() {
        use Channel::{Clipboard, Drag};
        use TypeClass::{Image, Text};
        let cases = [
            (
                said("vault", "web", Clipboard, Image, false),
                "What may go to Web is text",
            ),
            (
                said("vault", "web", Drag, Text, false),
                "It may go to Web by carrying and pasting it",
            ),
            (
                said("disposable", "vault", Drag, Text, false),
                "It may go to Web, Personal, Work or Bank",
            ),
            (
                said("disposable", "vault", Drag, Text, true),
                "Cela peut aller vers Web, Personal, Work ou Bank",
            ),
            (
                said("vault", "web", Clipboard, Image, true),
                "Ce qui peut aller vers Web : du texte",
            ),
        ];
        for (said, expected) in cases {
            assert_eq!(said, expected);
        }
    }
}
