//! What the first-start assistant says, in each language.

use super::Language;
use super::cages::sentence;
use crate::{Chore, WelcomeFault, WelcomeNote};

/// The assistant's fixed words.
pub(crate) struct WelcomeWords {
    /// The language's own name for itself.
    pub(crate) own_name: &'static str,
    pub(crate) pages: PagesWords,
    pub(crate) buttons: ButtonWords,
    /// In the field where a layout is sought.
    pub(crate) seek: &'static str,
    /// In the field where it is tried.
    pub(crate) attempt: &'static str,
    /// When no layout is called that.
    pub(crate) no_layout: &'static str,
    /// Beside what is in force.
    pub(crate) now: &'static str,
    pub(crate) keys: [[&'static str; 2]; 4],
    /// What a built-in policy is for, by its name.
    pub(crate) preset: fn(&str) -> &'static str,
    pub(crate) chore: fn(Chore) -> &'static str,
    note: fn(&WelcomeNote<'_>) -> String,
}

/// Every page's words.
pub(crate) struct PagesWords {
    pub(crate) language: PageWords,
    pub(crate) keyboard: PageWords,
    pub(crate) policy: PageWords,
    pub(crate) seal: PageWords,
    pub(crate) chores: PageWords,
}

/// What buttons say.
pub(crate) struct ButtonWords {
    pub(crate) back: &'static str,
    pub(crate) skip: &'static str,
    pub(crate) choose: &'static str,
    pub(crate) go_on: &'static str,
    pub(crate) done: &'static str,
    /// Other seals to choose from.
    pub(crate) others: &'static str,
}

/// A page's heading, and what it is about.
#[derive(Clone, Copy)]
pub(crate) struct PageWords {
    pub(crate) title: &'static str,
    pub(crate) about: &'static str,
}

impl WelcomeWords {
    /// What came of a choice, in a sentence.
    pub(crate) fn note(&self, note: &WelcomeNote<'_>) -> String {
        (self.note)(note)
    }
}

pub(super) const EN: WelcomeWords = WelcomeWords {
    own_name: "English",
    pages: PagesWords {
        language: PageWords {
            title: "Welcome to Liseré",
            about: "Every window here wears the colour and pattern of the cage that its program \
                lives in. A few choices, and the desktop is yours; each can be made later too.",
        },
        keyboard: PageWords {
            title: "Your keyboard",
            about: "Type the name of your country or language, or of the layout.",
        },
        policy: PageWords {
            title: "Which levels do you need?",
            about: "The policy names the cages, their colours, and what may go from one to another.",
        },
        seal: PageWords {
            title: "Choose your seal",
            about: "Only Liseré knows it, and no picture of the screen shows it. When Liseré asks \
                you something, your seal stands beside the question: without it, it is a trap.",
        },
        chores: PageWords {
            title: "The keys to know",
            about: "Whatever a program shows or does, these always reach Liseré itself.",
        },
    },
    buttons: ButtonWords {
        back: "Back",
        skip: "Skip",
        choose: "Choose",
        go_on: "Go on",
        done: "Begin",
        others: "Show six others",
    },
    seek: "Type to find your layout",
    attempt: "Try it: what your keys make stands here",
    no_layout: "No layout is called that",
    now: "in force",
    keys: [
        ["↑ ↓ ← →", "move"],
        ["Enter", "choose"],
        ["Tab", "skip"],
        ["Esc", "leave"],
    ],
    preset: |name| match name {
        "home" => "For one person: from throw-away browsing to a vault",
        "fr" => "The French levels, from Non protégé to Très Secret",
        "us" => "U, CUI, Confidential, Secret and Top Secret, with banner colours",
        "clipos" => "Two levels side by side, as CLIP OS had them",
        _ => "",
    },
    chore: |chore| match chore {
        Chore::Attention => "Who is this, and who has my keys?",
        Chore::Launcher => "Find a program and open it in a cage",
        Chore::NextWindow => "Go to another window",
        Chore::Carry => "Take what is copied, to carry it to another cage",
        Chore::PasteHere => "Give it to the cage that has the keys",
        Chore::Lock => "Lock the screen",
        Chore::Overview => "See all windows",
        Chore::Welcome => "Come back here",
        Chore::Quit => "End the session",
    },
    note: |note| match note {
        WelcomeNote::Kept => "Kept in your preferences".to_owned(),
        WelcomeNote::NextStart(path) => format!("Written to {path}: it counts from the next start"),
        WelcomeNote::AddLine { line, under, path } => match *under {
            "" => format!("To keep it, begin {path} with {line}"),
            under => format!("To keep it, add under {under} of {path}: {line}"),
        },
        WelcomeNote::Failed(fault) => failed(fault),
    },
};

pub(super) const FR: WelcomeWords = WelcomeWords {
    own_name: "Français",
    pages: PagesWords {
        language: PageWords {
            title: "Bienvenue dans Liseré",
            about: "Chaque fenêtre porte ici la couleur et le motif de la cage où vit son programme. \
                Encore quelques choix, et ce bureau est le vôtre\u{a0}; chacun peut attendre.",
        },
        keyboard: PageWords {
            title: "Votre clavier",
            about: "Tapez en anglais le nom de votre pays ou de votre langue, ou celui de la \
                disposition.",
        },
        policy: PageWords {
            title: "De quels niveaux avez-vous besoin\u{202f}?",
            about: "La politique nomme les cages, leurs couleurs, et ce qui peut passer de l’une à \
                l’autre.",
        },
        seal: PageWords {
            title: "Choisissez votre sceau",
            about: "Seul Liseré le connaît, et aucune image de l’écran ne le montre. Quand Liseré \
                vous pose une question, votre sceau l’accompagne\u{a0}; sinon, c’est un piège.",
        },
        chores: PageWords {
            title: "Les touches à connaître",
            about: "Quoi que montre ou fasse un programme, elles parviennent toujours à Liseré.",
        },
    },
    buttons: ButtonWords {
        back: "Retour",
        skip: "Passer",
        choose: "Choisir",
        go_on: "Continuer",
        done: "Commencer",
        others: "Six autres",
    },
    seek: "Tapez pour trouver votre disposition",
    attempt: "Essayez\u{a0}: ce que font vos touches paraît ici",
    no_layout: "Aucune disposition ne porte ce nom",
    now: "en vigueur",
    keys: [
        ["↑ ↓ ← →", "parcourir"],
        ["Entrée", "choisir"],
        ["Tab", "passer"],
        ["Échap", "quitter"],
    ],
    preset: |name| match name {
        "home" => "Pour une personne\u{a0}: du surf jetable au coffre",
        "fr" => "Les niveaux français, de Non protégé à Très Secret",
        "us" => "U, CUI, Confidential, Secret et Top Secret, aux couleurs américaines",
        "clipos" => "Deux niveaux côte à côte, comme dans CLIP OS",
        _ => "",
    },
    chore: |chore| match chore {
        Chore::Attention => "Qui est-ce, et qui reçoit mes touches\u{202f}?",
        Chore::Launcher => "Trouver un programme et l’ouvrir dans une cage",
        Chore::NextWindow => "Passer à une autre fenêtre",
        Chore::Carry => "Prendre ce qui est copié, pour le porter dans une autre cage",
        Chore::PasteHere => "Le donner à la cage qui a le clavier",
        Chore::Lock => "Verrouiller l’écran",
        Chore::Overview => "Voir toutes les fenêtres",
        Chore::Welcome => "Revenir ici",
        Chore::Quit => "Fermer la session",
    },
    note: |note| match note {
        WelcomeNote::Kept => "Noté dans vos préférences".to_owned(),
        WelcomeNote::NextStart(path) => {
            format!("Écrit dans {path}\u{a0}: valable dès le prochain démarrage")
        }
        WelcomeNote::AddLine { line, under, path } => match *under {
            "" => format!("À noter en tête de {path}\u{a0}: {line}"),
            under => format!("À noter sous {under} dans {path}\u{a0}: {line}"),
        },
        WelcomeNote::Failed(fault) => failed_fr(fault),
    },
};

/// Why a choice is not kept, in English.
fn failed(fault: &WelcomeFault) -> String {
    let system = |why| Language::En.system_fault(why);
    match fault {
        WelcomeFault::Keyboard(fault) => sentence(&Language::En.keyboard_fault(fault)),
        WelcomeFault::PolicyThere(path) => {
            format!("{path} is there already, and stays as it is")
        }
        WelcomeFault::PolicyUnwritten(path, why) => {
            format!("{path} can’t be written: {}", system(*why))
        }
        WelcomeFault::Seal(why) => {
            format!("It counts until the session ends: {}", system(*why))
        }
        WelcomeFault::Homeless => "It counts until the session ends: HOME is not set".to_owned(),
    }
}

/// The same in French.
fn failed_fr(fault: &WelcomeFault) -> String {
    let system = |why| Language::Fr.system_fault(why);
    match fault {
        WelcomeFault::Keyboard(fault) => sentence(&Language::Fr.keyboard_fault(fault)),
        WelcomeFault::PolicyThere(path) => format!("{path} existe déjà, et reste tel quel"),
        WelcomeFault::PolicyUnwritten(path, why) => {
            format!("{path} ne peut être écrit\u{a0}: {}", system(*why))
        }
        WelcomeFault::Seal(why) => {
            format!(
                "Valable jusqu’à la fin de la session\u{a0}: {}",
                system(*why)
            )
        }
        WelcomeFault::Homeless => {
            "Valable jusqu’à la fin de la session\u{a0}: HOME n’est pas défini".to_owned()
        }
    }
}
