//! What trusted UI says in French, with the spaces that French typography asks for.

use super::{BarWords, ContentWords, KeyWords, PromptWords, Words};
use crate::prompt::{Cleaning, Course, Kind, Way};

pub(super) const WORDS: Words = Words {
    bar: BarWords {
        nested: "imbriquée\u{a0}: non fiable",
        nobody: "aucune fenêtre n’a le clavier",
        attention: "Liseré a le clavier",
        frozen: "gelée",
        remote: "distant",
        mode: |mode| format!("mode {mode}"),
        paste_hint: |chord| format!("{chord} le colle ici"),
        not_started: |cage, missing| match missing {
            true => format!("Ce programme n’existe pas dans «\u{a0}{cage}\u{a0}»"),
            false => format!("Impossible de lancer le programme dans «\u{a0}{cage}\u{a0}»"),
        },
        no_cage_to_run_in: "Rien n’a été lancé\u{a0}: aucune fenêtre n’a le clavier",
    },
    content: ContentWords {
        thing,
        kind,
        cleaning,
        byte: "octet",
        bytes: "octets",
        few: &[0, 1],
        units: ["ko", "Mo", "Go", "To"],
        point: ',',
        group: '\u{202f}',
        pixels: "pixels",
        others: |count| match count {
            1 => "et 1 autre".to_owned(),
            _ => format!("et {count} autres"),
        },
        nothing: "Aucun aperçu n’est possible",
        blank: "Rien que des espaces",
    },
    prompt: PromptWords {
        question,
        course,
        own: ["Votre propre côté", "de confiance"],
        deny: "Refuser",
        allow: "Autoriser",
        deny_all: |from| format!("Tout refuser de «\u{a0}{from}\u{a0}» pendant 10\u{a0}minutes"),
        deny_all_short: "Tout en refuser pendant 10\u{a0}minutes",
        beyond: "Plus que ce qui passe d’ordinaire",
        cleaned: |how| format!("En chemin\u{a0}: {how}"),
        asleep: "«\u{a0}Autoriser\u{a0}» s’éveille dans un instant, toutes touches relâchées",
        left: |seconds| format!("refus dans {seconds}\u{a0}s"),
        no_seal: "pas de sceau",
    },
    keys: KeyWords {
        choose: ["Tab", "choisir"],
        confirm: ["Entrée", "valider"],
        deny: ["Échap", "refuser"],
    },
    lens: super::lens::FR,
};

fn thing(kind: Kind, count: usize) -> String {
    match kind {
        Kind::Text => "du texte".to_owned(),
        Kind::RichText => "du texte mis en forme".to_owned(),
        Kind::Image => "une image".to_owned(),
        Kind::Files if count == 1 => "un fichier".to_owned(),
        Kind::Files if count == 0 => "des fichiers".to_owned(),
        Kind::Files => format!("{count}\u{a0}fichiers"),
        Kind::Link => "un lien".to_owned(),
        Kind::Other => "des données".to_owned(),
    }
}

const fn kind(kind: Kind, count: usize) -> &'static str {
    match kind {
        Kind::Text => "Texte",
        Kind::RichText => "Texte mis en forme",
        Kind::Image => "Image",
        Kind::Files if count == 1 => "Fichier",
        Kind::Files => "Fichiers",
        Kind::Link => "Lien",
        Kind::Other => "Données",
    }
}

fn question(way: Way, thing: &str, from: Option<&str>, to: &str) -> String {
    let from = from.map_or(String::new(), |from| format!(" de «\u{a0}{from}\u{a0}»"));
    let verb = match way {
        Way::Clipboard => "Coller",
        Way::Drag => "Déposer",
        Way::File => "Copier",
        Way::Link => "Ouvrir",
    };
    format!("{verb} {thing}{from} dans «\u{a0}{to}\u{a0}»\u{202f}?")
}

const fn course(course: Course) -> &'static str {
    match course {
        Course::Up => "monte",
        Course::Down => "descend",
        Course::Across => "de côté",
        Course::Level => "",
    }
}

const fn cleaning(how: Cleaning) -> &'static str {
    match how {
        Cleaning::Text => "une seule graphie, aucun caractère caché",
        Cleaning::Ascii => "ASCII simple, «\u{a0}?\u{a0}» pour tout le reste",
        Cleaning::Plain => "ses caractères seuls, sans mise en forme",
        Cleaning::PlainAscii => "ses caractères seuls, en ASCII simple",
        Cleaning::Png => "pixels seuls, récrits en PNG",
    }
}
