//! What the core tells the user, in French.

use crate::prompt::{Kind, Way};
use crate::words::message::{
    Denial, Giving, Instead, JournalFault, ListFault, Message, PictureFault, Taking, Whose, Why,
};
use crate::words::{CageFault, Language, listed};

pub(crate) fn message(message: &Message) -> String {
    match message {
        Message::Attention { back, frozen } => match back {
            None => "aucune fenêtre ne l’avait".to_owned(),
            Some(cage) if *frozen => format!("{cage} l’avait, et est gelée"),
            Some(cage) => format!("il revient à {cage}"),
        },
        Message::Taking(taking) => self::taking(taking),
        Message::Giving(giving) => self::giving(giving),
        Message::Denial(denial) => self::denial(denial),
        Message::Journal(why) => format!(
            "Le journal ne peut être écrit ({})\u{a0}: tout transfert est refusé",
            self::why(why)
        ),
        Message::Quarantine(cages) => match cages.as_slice() {
            [one] => format!("{one} est à l’arrêt\u{a0}: sa porte a cédé trois fois"),
            several => format!(
                "{} sont à l’arrêt\u{a0}: leurs portes ont cédé",
                several.join(", ")
            ),
        },
        Message::Frozen { cage, chord } if chord.is_empty() => format!("{cage} est gelée"),
        Message::Frozen { cage, chord } => {
            format!("{cage} est gelée\u{a0}: {chord} la dégèle")
        }
        Message::Covered(cage) => {
            format!("{cage} est verrouillée\u{a0}: cliquez sur sa fenêtre pour la déverrouiller")
        }
        Message::NothingAbove => {
            "Rien n’est verrouillé\u{a0}: aucune cage n’est au-dessus de ce niveau".to_owned()
        }
        Message::Held { cage, chord } if chord.is_empty() => {
            format!("Pointeur retenu par {cage}")
        }
        Message::Held { cage, chord } => {
            format!("Pointeur retenu par {cage}\u{202f}; {chord} le libère")
        }
        Message::NotStarted { cage, fault } => not_started(cage, fault),
        Message::NowhereToStart => {
            "Rien n’a été lancé\u{a0}: aucune fenêtre n’a le clavier".to_owned()
        }
        Message::Preferences(why) => {
            format!(
                "Préférences inchangées\u{a0}: {}",
                Language::Fr.unfollowed(why)
            )
        }
        Message::Battery { percent } => format!("La batterie est à {percent}\u{a0}%"),
        Message::KeptApart { workspace, cage } => {
            format!(
                "Non envoyée\u{a0}: l’espace {workspace} est réservé au niveau de «\u{a0}{cage}\u{a0}»"
            )
        }
        Message::NotLocked => {
            "Pas de verrouillage\u{a0}: sans PAM, rien ne pourrait déverrouiller".to_owned()
        }
        Message::Bare => "Les programmes ne sont pas isolés".to_owned(),
    }
}

fn not_started(cage: &str, fault: &CageFault) -> String {
    match fault {
        CageFault::Missing => format!("Ce programme n’existe pas dans «\u{a0}{cage}\u{a0}»"),
        CageFault::NotAProgram | CageFault::CantStart(_) => {
            format!("Impossible de lancer le programme dans «\u{a0}{cage}\u{a0}»")
        }
        other => {
            let (why, _) = Language::Fr.cage_fault(other);
            format!("Impossible de lancer le programme dans «\u{a0}{cage}\u{a0}»\u{a0}: {why}")
        }
    }
}

fn name(whose: &Whose) -> &str {
    Language::Fr.whose(whose)
}

fn size(bytes: u64) -> String {
    Language::Fr.rough(bytes)
}

fn taking(taking: &Taking) -> String {
    match taking {
        Taking::Nobody => "Rien à prendre\u{a0}: aucune fenêtre n’a le clavier".to_owned(),
        Taking::NothingCopied(cage) => {
            format!("{cage} n’a rien copié\u{a0}: copiez d’abord dans le programme")
        }
        Taking::NoAnswer(from) => {
            format!("{} n’a pas répondu\u{a0}: rien n’est pris", name(from))
        }
        Taking::Failed(from, why) => {
            format!("{}\u{a0}: rien n’est pris ({})", name(from), self::why(why))
        }
        Taking::Gone(from) => {
            format!("{} ne l’offre plus\u{a0}: rien n’est pris", name(from))
        }
        Taking::TooMuch(from, most) => format!(
            "{}\u{a0}: plus de {}, rien n’est pris\u{202f}; envoyez un fichier",
            name(from),
            size(*most)
        ),
    }
}

fn giving(giving: &Giving) -> String {
    match giving {
        Giving::Nobody => "Où coller\u{202f}? Aucune fenêtre n’a le clavier".to_owned(),
        Giving::Nothing => "Rien n’est pris\u{a0}: prenez d’abord quelque chose".to_owned(),
        Giving::Same(cage) => {
            format!("Cela vient de {cage}\u{a0}: collez comme d’habitude")
        }
        Giving::Withdrawn => "Non remis\u{a0}: la commande qui le demandait a pris fin".to_owned(),
        Giving::Cancelled => "Non collé\u{a0}: la fenêtre a changé".to_owned(),
        Giving::Done(from, to) => format!(
            "{} → {to}\u{a0}: collé, c’est le presse-papiers de {to}",
            name(from)
        ),
        Giving::Pictured(cage) => {
            format!("L’image de la fenêtre est dans le presse-papiers de {cage}")
        }
        Giving::NoPicture => "Pas d’image\u{a0}: aucune fenêtre n’est visible".to_owned(),
        Giving::Placed(from, to, 1) => format!(
            "{} → {to}\u{a0}: 1 fichier dans le dossier Incoming de {to}",
            name(from)
        ),
        Giving::Placed(from, to, files) => format!(
            "{} → {to}\u{a0}: {files} fichiers dans le dossier Incoming de {to}",
            name(from)
        ),
        Giving::Opened(from, to) => {
            format!("{} → {to}\u{a0}: le lien s’y ouvre", name(from))
        }
        Giving::NothingToDrop => "Rien de cela ne peut aller vers une autre cage".to_owned(),
        Giving::Dropped(from, to) => format!("{} → {to}\u{a0}: déposé", name(from)),
        Giving::NotTaken(from, to) => format!(
            "{} → {to}\u{a0}: non pris là, c’est le presse-papiers de {to}",
            name(from)
        ),
    }
}

fn denial(denial: &Denial) -> String {
    match denial {
        Denial::Rule {
            from,
            to,
            line,
            instead,
        } => {
            let why = match line {
                Some(line) => format!("règle ligne {line}"),
                None => "aucune règle ne le permet".to_owned(),
            };
            let said = format!("Refusé\u{a0}: {} → {to} ({why})", name(from));
            match instead {
                Some(instead) => format!("{said}. {}", self::instead(instead)),
                None => said,
            }
        }
        Denial::Bytes(from, to, most) => format!(
            "Refusé\u{a0}: {} → {to}, la règle permet {} au plus",
            name(from),
            size(*most)
        ),
        Denial::Rate(from, to, most) => format!(
            "Refusé\u{a0}: {} → {to}, la règle permet {most} par minute",
            name(from)
        ),
        Denial::Prompts(from) => format!(
            "Trop de demandes sur {}\u{a0}: réessayez dans une minute",
            name(from)
        ),
        Denial::Standing(from) => format!(
            "Refusé\u{a0}: vous avez tout refusé de {} pour dix minutes",
            name(from)
        ),
        Denial::Unanswered => "Refusé\u{a0}: sans réponse à temps".to_owned(),
        Denial::Locked(cage) => format!("Refusé\u{a0}: {cage} est verrouillée"),
        Denial::User => "Refusé\u{a0}: rien n’est passé".to_owned(),
        Denial::Journal(why) => format!(
            "Refusé\u{a0}: le journal ne peut être écrit ({})",
            self::why(why)
        ),
    }
}

pub(crate) fn instead(instead: &Instead) -> String {
    match instead {
        Instead::Kinds(to, kinds) => {
            let kinds: Vec<&str> = kinds.iter().map(|kind| self::kind(*kind)).collect();
            format!(
                "Ce qui peut aller vers {to}\u{a0}: {}",
                listed(&kinds, "ou")
            )
        }
        Instead::Ways(to, ways) => {
            let ways: Vec<&str> = ways.iter().map(|way| self::way(*way)).collect();
            format!("Cela peut passer vers {to} par {}", listed(&ways, "ou"))
        }
        Instead::Cages(cages) => {
            let cages: Vec<&str> = cages.iter().map(String::as_str).collect();
            format!("Cela peut aller vers {}", listed(&cages, "ou"))
        }
    }
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "du texte",
        Kind::RichText => "du texte mis en forme",
        Kind::Image => "une image",
        Kind::Files => "des fichiers",
        Kind::Link => "un lien",
        Kind::Other => "d’autres données",
    }
}

const fn way(way: Way) -> &'static str {
    match way {
        Way::Clipboard => "le presse-papiers",
        Way::Drag => "le glisser-déposer",
        Way::File => "l’envoi d’un fichier",
        Way::Link => "l’ouverture d’un lien",
    }
}

pub(crate) fn why(why: &Why) -> String {
    let fixed = match why {
        Why::NoHelper => "aucun assistant ne tourne",
        Why::HelperEnded => "l’assistant des fichiers s’est arrêté\u{202f}; réessayez",
        Why::NoHandler => "la politique ne dit pas avec quoi y ouvrir les liens (opens-links-with)",
        Why::HandlerSilent => "ce qui ouvre les liens n’a pas démarré à temps",
        Why::NotALink => "ce n’est pas un lien http ou https",
        Why::NoFile => "aucun fichier n’est nommé",
        Why::TooManyFiles(most) => {
            return format!("trop de fichiers\u{a0}: {most} au plus à la fois");
        }
        Why::NoHomes => "les cages n’ont pas de dossier, aucun fichier ne passe",
        Why::NotAtHome(file, cage) => {
            return format!(
                "{file}\u{a0}: hors du dossier de {cage}\u{202f}; copiez-le d’abord là-bas"
            );
        }
        Why::List(fault) => list(*fault),
        Why::Picture(fault) => picture(*fault),
        Why::CopiesGone => "les copies n’existent plus\u{202f}; renvoyez les fichiers",
        Why::Journal(fault) => journal(*fault),
        Why::Files(fault) => return Language::Fr.file_fault(fault),
        Why::Cage(fault) => return Language::Fr.cage_fault(fault).0,
        Why::NotStarted(why) => {
            let why = Language::Fr.system_fault(*why);
            return format!("son assistant ne peut être lancé\u{a0}: {why}");
        }
        Why::Unknown => "seuls les messages de la session disent pourquoi",
    };
    fixed.to_owned()
}

const fn list(fault: ListFault) -> &'static str {
    match fault {
        ListFault::Empty => "la liste est vide",
        ListFault::TooLong => "la liste est trop longue",
        ListFault::Mixed => "seuls passent des fichiers, ou un seul lien",
        ListFault::Scheme => "seuls passent des fichiers et des liens http ou https",
        ListFault::OtherHost => "un fichier d’une autre machine ne passe pas",
        ListFault::Path => "le chemin d’un fichier est mal formé",
        ListFault::LinkTooLong => "le lien dépasse 2048 caractères",
        ListFault::NotAscii => {
            "le lien n’est pas en ASCII simple\u{a0}: il peut en imiter un autre"
        }
        ListFault::Credentials => {
            "le lien contient un nom ou un mot de passe\u{a0}: il peut en imiter un autre"
        }
        ListFault::Host => "le lien ne nomme aucun hôte valable",
    }
}

const fn picture(fault: PictureFault) -> &'static str {
    match fault {
        PictureFault::Waits => "trop d’images attendent déjà\u{202f}; réessayez plus tard",
        PictureFault::Slow => "l’image est trop longue à décoder",
        PictureFault::Unknown => "ce n’est pas une image PNG, JPEG, GIF, WebP ou BMP",
        PictureFault::TooLarge => "l’image est trop grande",
        PictureFault::Broken => "l’image est abîmée",
        PictureFault::Lost => "l’image n’a pu être transmise",
    }
}

const fn journal(fault: JournalFault) -> &'static str {
    match fault {
        JournalFault::Late => "il met trop longtemps",
        JournalFault::Nowhere => "il n’a pas de dossier",
        JournalFault::Alone => "son assistant manque",
        JournalFault::Ended => "son assistant s’est arrêté trois fois",
        JournalFault::Descriptors => "le système est à court de descripteurs",
        JournalFault::Room => "la place manque",
        JournalFault::NoFolder => "son dossier n’en est pas un",
        JournalFault::Owner => "son dossier est à quelqu’un d’autre",
        JournalFault::Open => "son dossier est ouvert à d’autres",
        JournalFault::Taken => "une autre session l’écrit",
        JournalFault::Damaged => "il est abîmé",
        JournalFault::Malformed => "un enregistrement est mal formé",
        JournalFault::Full => "disque plein",
        JournalFault::ReadOnly => "le disque est en lecture seule",
        JournalFault::Forbidden => "accès refusé",
        JournalFault::Grown => "le fichier ne peut plus grandir",
    }
}
