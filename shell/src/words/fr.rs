//! What trusted UI says in French, with the spaces that French typography asks for.

mod reasons;
mod records;
mod says;
mod tags;

pub(super) use reasons::REASONS;
pub(super) use records::RECORDS;

use super::{
    BarWords, ContentWords, KeyWords, LockWords, OverviewWords, PromptWords, SayWords, Words,
    launcher, welcome,
};
use crate::prompt::{Cleaning, Course, Kind, Way};

pub(super) const WORDS: Words = Words {
    bar: BarWords {
        nested: "imbriquée\u{a0}: non fiable",
        nobody: "aucune fenêtre n’a le clavier",
        attention: "Liseré a le clavier",
        locked: "Verrouillée",
        frozen: "gelée",
        remote: "distant",
        mode: |mode| format!("mode {mode}"),
        percent: |percent| format!("{percent}\u{a0}%"),
        paste_hint: |chord| format!("{chord} le colle ici"),
        open_hint: |chord| format!("{chord} l’ouvre ici"),
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
    lock: LockWords {
        date: tags::day,
        password: "Mot de passe",
        starting: "Un instant…",
        checking: "Vérification…",
        wrong,
        closed: "Ce compte ne peut pas se connecter pour l’instant",
        unable: |why| format!("Aucun mot de passe ne peut être demandé\u{a0}: {why}"),
        caps: "Verr. Maj.",
        above: |level| format!("Verrouillé au-dessus de {level}"),
        covered: "Verrouillée",
        uncover: "Cliquez pour déverrouiller",
        enter: ["Entrée", "déverrouille"],
        escape: ["Échap", "efface"],
        leave: ["Échap", "ferme"],
    },
    says: SayWords {
        message: says::message,
        why: says::why,
        instead: says::instead,
        tag: tags::tag,
        parcel: tags::parcel,
    },
    launcher: launcher::FR,
    welcome: welcome::FR,
    overview: OverviewWords {
        empty: "Aucune fenêtre n’est ouverte",
        keys: [
            ["Entrée", "y aller"],
            ["Suppr", "fermer"],
            ["1–9", "espace"],
            ["Échap", "retour"],
        ],
    },
};

/// A name in quotes.
pub(in crate::words) fn quoted(name: &str) -> String {
    format!("«\u{a0}{name}\u{a0}»")
}

fn wrong(seconds: u32) -> String {
    match seconds {
        0 => "Ce n’est pas cela".to_owned(),
        _ => format!("Ce n’est pas cela\u{a0}: nouvel essai dans {seconds}\u{a0}s"),
    }
}

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
