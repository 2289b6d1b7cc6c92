//! What is wrong with preferences, in French.

use super::{
    ChordFault, Incomplete, KeyboardFault, KeysFault, ModeFault, PreferenceFault, ScaleFault,
    Tables, Thing, Twice, Unfollowed, Wanted, Written,
};
use crate::words::Language;
use crate::words::fr::quoted;

pub(super) fn unfollowed(why: &Unfollowed) -> String {
    match why {
        Unfollowed::Fault {
            file,
            line,
            column,
            fault,
        } => format!(
            "{file}, ligne\u{a0}{line}, colonne\u{a0}{column}\u{a0}: {}",
            self::fault(fault)
        ),
        Unfollowed::Unread(path, why) => format!(
            "impossible de lire {path}\u{a0}: {}",
            Language::Fr.system_fault(*why)
        ),
        Unfollowed::NotPlain(path) => {
            format!("{path} n’est pas un fichier ordinaire\u{a0}: il faut un fichier de texte")
        }
        Unfollowed::Keyboard(fault) => keyboard(fault),
    }
}

pub(super) fn fault(fault: &PreferenceFault) -> String {
    let fixed = match fault {
        PreferenceFault::Syntax => "ce n’est pas du TOML",
        PreferenceFault::TooLarge(most) => {
            let most = Language::Fr.exact(u64::try_from(*most).unwrap_or(u64::MAX));
            return format!("le fichier dépasse {most}");
        }
        PreferenceFault::NotUtf8 => "à partir d’ici, ce n’est plus du texte en UTF-8",
        PreferenceFault::UnknownKey(key) => {
            return format!("il n’y a pas de clé {} ici", quoted(key));
        }
        PreferenceFault::MissingKey(key) => return format!("il manque {}", quoted(key)),
        PreferenceFault::Wanted(what) => return format!("il faut ici {}", wanted(*what)),
        PreferenceFault::Written(how) => return self::written(*how),
        PreferenceFault::Range(from, to) => return format!("ce nombre va de {from} à {to}"),
        PreferenceFault::Unknown(thing, name) => return unknown(*thing, name),
        PreferenceFault::Each(entry) => each(*entry),
        PreferenceFault::TooManyRules(most) => return format!("il y a plus de {most} règles"),
        PreferenceFault::Empty => "ce texte est vide",
        PreferenceFault::Twice(what) => return twice(what),
        PreferenceFault::Incomplete(what) => return incomplete(*what),
        PreferenceFault::Chord(fault) => return chord(fault),
        PreferenceFault::PasteKey(fault) => {
            return format!(
                "ce n’est pas un raccourci\u{a0}: {}\u{202f}; par exemple \"Ctrl+V\"",
                chord(fault)
            );
        }
        PreferenceFault::PasteKeyWithSuper => {
            "aucun programme ne voit Super\u{a0}: prenez un raccourci tel que \"Ctrl+V\""
        }
        PreferenceFault::Keys(fault) => return keys(fault),
        PreferenceFault::Keyboard(fault) => return keyboard(fault),
        PreferenceFault::Mode(fault) => return mode(fault),
        PreferenceFault::Scale(fault) => return scale(fault),
        PreferenceFault::IdleTime => {
            "cette durée va de 5\u{a0}s à 7\u{a0}jours, ou vaut 0 pour jamais"
        }
        PreferenceFault::Name(most) => {
            return format!("un nom a de 1 à {most} caractères visibles");
        }
    };
    fixed.to_owned()
}

const fn wanted(what: Wanted) -> &'static str {
    match what {
        Wanted::Table => "une table",
        Wanted::Text => "un texte entre guillemets droits",
        Wanted::Whole => "un nombre entier",
        Wanted::Truth => "true ou false",
        Wanted::Number => "un nombre",
        Wanted::Part => "une part de la largeur, de 0.1 à 0.9",
        Wanted::Time => "une durée, telle que \"90 s\", \"10 min\", ou 0 pour jamais",
        Wanted::TimeOfDay => "une heure, telle que \"21:30\"",
        Wanted::Action => "le nom d’une action, ou { run = […], in = \"…\" }",
        Wanted::Program => "un programme et ses arguments, chacun dans un texte à lui",
    }
}

fn written(written: Written) -> String {
    let (what, how) = match written {
        Written::Scale => ("une échelle", "est un nombre, tel que 1.5"),
        Written::Position => ("une position", "s’écrit [x, y], en pixels logiques"),
        Written::Size => (
            "une taille",
            "s’écrit [largeur, hauteur], en pixels logiques",
        ),
        Written::Calibration => (
            "un étalonnage",
            "s’écrit [a, b, c, d, e, f], les deux premières lignes d’une matrice",
        ),
        Written::DeviceId => (
            "un id",
            "nomme le fabricant et le produit, comme \"046d:c52b\"",
        ),
        Written::Workspace => (
            "un espace",
            "est un nombre de 1 à 9, ou un nom entre guillemets droits",
        ),
        Written::Program => (
            "un programme",
            "s’écrit { run = [\"foot\"], in = \"work\" }",
        ),
    };
    format!("{what} {how}")
}

fn unknown(thing: Thing, name: &str) -> String {
    let thing = match thing {
        Thing::Language => "de langue",
        Thing::Layout => "de disposition",
        Thing::Motion => "de mouvement",
        Thing::Transform => "d’orientation",
        Thing::Profile => "de profil",
        Thing::ButtonMap => "d’ordre des boutons",
        Thing::ClickMethod => "de façon de cliquer",
        Thing::ScrollMethod => "de façon de défiler",
        Thing::SendEvents | Thing::Mode => "de mode",
        Thing::Button => "de bouton",
        Thing::Action => "d’action",
        Thing::Cage => {
            return format!("la politique n’a pas de cage {}", quoted(name));
        }
        Thing::Workspace => return format!("aucun espace ne s’appelle {}", quoted(name)),
    };
    format!("il n’y a pas {thing} {}", quoted(name))
}

const fn each(entry: Tables) -> &'static str {
    match entry {
        Tables::Output => "écrivez [[output]] pour chaque écran",
        Tables::Workspace => "écrivez [[workspace]] pour chaque espace",
        Tables::Rule => "écrivez [[rule]] pour chaque règle",
        Tables::Device => "écrivez [[input.device]] pour chaque périphérique",
        Tables::Launcher => "écrivez [[launcher]] pour chaque règle",
    }
}

fn twice(what: &Twice) -> String {
    match what {
        Twice::Output(name) => format!("l’écran {} paraît deux fois", quoted(name)),
        Twice::Workspace(number) => format!("l’espace {number} paraît deux fois"),
        Twice::WorkspaceName(name) => {
            format!("un autre espace s’appelle déjà {}", quoted(name))
        }
        Twice::Device => "le même périphérique paraît deux fois".to_owned(),
    }
}

fn incomplete(what: Incomplete) -> String {
    let [name, identity, number] = ["name", "match", "number"].map(quoted);
    match what {
        Incomplete::OutputUnnamed => format!("il faut à un écran {name} ou {identity}"),
        Incomplete::OutputNamedTwice => {
            format!("un écran a {name} ou {identity}, pas les deux")
        }
        Incomplete::Device => "il faut à un périphérique un nom ou un id".to_owned(),
        Incomplete::Workspace => format!("il faut à un espace son {number}, de 1 à 9"),
        Incomplete::RuleAbout => {
            let [cage, app, title] = ["cage", "app_id", "title"].map(quoted);
            format!("il faut à une règle {cage}, {app} ou {title}")
        }
        Incomplete::RuleIdle => "cette règle ne fait rien".to_owned(),
    }
}

fn keys(fault: &KeysFault) -> String {
    match fault {
        KeysFault::ModeName(most) => format!(
            "le nom d’un mode a de 1 à {most} lettres, chiffres, tirets et traits de soulignement"
        ),
        KeysFault::TooManyModes(most) => format!("il y a {most} modes au plus"),
        KeysFault::TooManyPrograms(most) => {
            format!("les raccourcis lancent {most} programmes au plus")
        }
        KeysFault::NothingToTake => {
            "un mode n’a que ses propres raccourcis\u{a0}: il n’y a rien à en ôter".to_owned()
        }
        KeysFault::Same {
            text,
            chord,
            other,
            line,
        } => format!(
            "{} est {chord}, comme {} à la ligne\u{a0}{line}",
            quoted(text),
            quoted(other)
        ),
        KeysFault::LeavesMode(chord) => format!("{chord} quitte le mode, quoi qu’il ait d’autre"),
        KeysFault::Console(chord) => format!("{chord} mène toujours à une autre console"),
        KeysFault::NoAttention => format!(
            "il ne reste aucun raccourci pour {}, qui doit toujours être à portée",
            quoted("attention")
        ),
        KeysFault::OverAttention(text, attention) => format!(
            "{} recouvrirait {attention}, la touche d’attention, qui répond aussi quand d’autres \
             touches sont tenues",
            quoted(text)
        ),
        KeysFault::UnderUsual {
            chord,
            action,
            attention,
        } => format!(
            "{chord}, qui est {}, recouvrirait {}",
            quoted(action),
            quoted(attention)
        ),
    }
}

fn chord(fault: &ChordFault) -> String {
    match fault {
        ChordFault::Shape => format!(
            "un raccourci s’écrit comme {}\u{a0}: des touches à tenir, puis une autre",
            quoted("Super+Shift+Q")
        ),
        ChordFault::Modifier(word) => format!(
            "{} n’est pas une touche à tenir\u{a0}: ce sont Super, Ctrl, Alt et Shift",
            quoted(word)
        ),
        ChordFault::Twice(word) => format!("{} paraît deux fois", quoted(word)),
        ChordFault::Key(word) => format!(
            "{} n’est pas une touche\u{a0}: prenez les noms de XKB, tels que Q, 1, Tab, Return, \
             F5, BackSpace",
            quoted(word)
        ),
        ChordFault::NoKey(word) => format!(
            "{} est une touche à tenir\u{a0}: un raccourci finit par une autre",
            quoted(word)
        ),
        ChordFault::Typed(text) => format!(
            "{} ne pourrait plus être tapé\u{a0}: ajoutez Super, Ctrl ou Alt",
            quoted(text)
        ),
    }
}

pub(super) fn keyboard(fault: &KeyboardFault) -> String {
    match fault {
        KeyboardFault::NoData => {
            "les dispositions de clavier manquent\u{a0}: xkb-data est-il installé\u{202f}?"
                .to_owned()
        }
        KeyboardFault::NoLayout => "le clavier n’a pas de disposition".to_owned(),
        KeyboardFault::ControlCharacter(setting) => format!(
            "{} du clavier contient un caractère de commande",
            quoted(setting)
        ),
        KeyboardFault::UnknownLayout(layout, variant) if variant.is_empty() => {
            format!("la disposition de clavier {} n’existe pas", quoted(layout))
        }
        KeyboardFault::UnknownLayout(layout, variant) => format!(
            "la disposition de clavier {} n’existe pas, ou pas dans la variante {}",
            quoted(layout),
            quoted(variant)
        ),
        KeyboardFault::NotTogether(layouts) => format!(
            "les dispositions de clavier {} ne vont pas ensemble",
            quoted(layouts)
        ),
        KeyboardFault::NegativeRepeat => {
            "la répétition des touches ne peut être négative".to_owned()
        }
        KeyboardFault::File(why) => format!(
            "la disposition n’a pu être mise à la portée des programmes\u{a0}: {}",
            Language::Fr.system_fault(*why)
        ),
    }
}

fn mode(fault: &ModeFault) -> String {
    match fault {
        ModeFault::Shape => format!(
            "un mode s’écrit 2560x1440, 2560x1440@59.95, {} ou {}",
            quoted("preferred"),
            quoted("highest")
        ),
        ModeFault::Side(text, least, most) => format!(
            "{}\u{a0}: un côté a de {least} à {most} pixels",
            quoted(text)
        ),
        ModeFault::Rate(text) => format!(
            "{}\u{a0}: un écran montre de 1 à 1000\u{a0}images par seconde",
            quoted(text)
        ),
    }
}

fn scale(fault: &ScaleFault) -> String {
    match fault {
        ScaleFault::NoNumber(text) => format!(
            "{} n’est pas une échelle\u{a0}: écrivez 1, 1.25, 1.5 ou 2",
            quoted(text)
        ),
        ScaleFault::Range(text) => format!("échelle {text}\u{a0}: elle va de 1 à 4"),
        ScaleFault::Step(text, near) => {
            format!("échelle {text}\u{a0}: elle va par pas de 1/120, le plus proche est {near}")
        }
    }
}
