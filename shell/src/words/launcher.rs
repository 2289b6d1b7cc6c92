//! What the launcher says, in each language.

use super::Language;
use super::cages::sentence;
use crate::LauncherRefusal;

/// The launcher's fixed words.
#[derive(Clone, Copy)]
pub(crate) struct LauncherWords {
    language: Language,
    pub(crate) placeholder: &'static str,
    /// While a cage has not said what it offers.
    pub(crate) reading: fn(&str) -> String,
    /// When it could not say.
    pub(crate) failed: fn(&str) -> String,
    /// When it offers nothing.
    pub(crate) none: fn(&str) -> String,
    /// When nothing it offers fits.
    pub(crate) nothing: &'static str,
    /// While what was chosen is being opened.
    pub(crate) opening: &'static str,
    pub(crate) recent: &'static str,
    pub(crate) as_typed: &'static str,
    /// Beside a cage whose programs run on another machine.
    pub(crate) remote: &'static str,
    /// How many fit, of how many.
    pub(crate) count: fn(usize, usize) -> String,
    pub(crate) keys: [[&'static str; 2]; 4],
    why: Whys,
}

/// What is said, and what to do, where only the name of a cage or program is missing.
#[derive(Clone, Copy)]
struct Whys {
    no_disposable: Why,
    all_taken: Why,
    bare: Why,
    no_terminal: Why,
    no_command: Why,
    no_cage: Why,
    missing: Why,
    cannot: Why,
}

/// Why something is not done, with the name that it is about, and what to do.
type Why = (fn(&str) -> String, &'static str);

impl LauncherWords {
    /// Why a choice came to nothing, and what to do.
    pub(crate) fn refusal(&self, refusal: LauncherRefusal<'_>, cage: &str) -> (String, String) {
        let (why, name) = match refusal {
            LauncherRefusal::NoDisposable => (self.why.no_disposable, cage),
            LauncherRefusal::AllTaken => (self.why.all_taken, cage),
            LauncherRefusal::Bare => (self.why.bare, cage),
            LauncherRefusal::NoTerminal(program) => (self.why.no_terminal, program),
            LauncherRefusal::NoCommand => (self.why.no_command, cage),
            LauncherRefusal::NoCage(name) => (self.why.no_cage, name),
            LauncherRefusal::Missing => (self.why.missing, cage),
            LauncherRefusal::CantStart => (self.why.cannot, cage),
            LauncherRefusal::Cage(fault) => {
                let (why, help) = self.language.cage_fault(fault);
                return (sentence(&why), sentence(&help));
            }
        };
        ((why.0)(name), why.1.to_owned())
    }
}

pub(super) const EN: LauncherWords = LauncherWords {
    language: Language::En,
    placeholder: "Type to find a program",
    reading: |cage| format!("Asking {cage} what it offers…"),
    failed: |cage| format!("{cage} could not say what it offers"),
    none: |cage| format!("{cage} offers no programs; a command can still be typed"),
    nothing: "No program here is called that",
    opening: "Opening…",
    recent: "recent",
    as_typed: "exactly as typed",
    remote: "on another machine",
    count: |found, all| match (found, all) {
        (_, 1) => "1 program".to_owned(),
        _ if found == all => format!("{all} programs"),
        _ => format!("{found} of {all} programs"),
    },
    keys: [
        ["Enter", "open"],
        ["Shift+Enter", "open disposable"],
        ["Tab", "another cage"],
        ["Esc", "close"],
    ],
    why: Whys {
        no_disposable: (
            |cage| format!("There are no disposable cages like {cage}"),
            "The policy says how many there may be, as `disposables`",
        ),
        all_taken: (
            |cage| format!("All disposable cages like {cage} are in use"),
            "Close the programs of one, and wait a while",
        ),
        bare: (
            |_| "Programs of this session are in no sandboxes that could be thrown away".to_owned(),
            "Begin the session without --without-sandboxes",
        ),
        no_terminal: (
            |name| format!("{name} needs a terminal, and this cage offers none"),
            "Install foot, or type a command that opens a terminal",
        ),
        no_command: (
            |_| "This is no command: a quotation mark is left open".to_owned(),
            "Close it, or put a backslash before it",
        ),
        no_cage: (
            |name| format!("There is no cage “{name}”"),
            "Tab goes through those that there are",
        ),
        missing: (
            |cage| format!("{cage} has no such program"),
            "Look at how it is spelt, or install it",
        ),
        cannot: (
            |cage| format!("{cage} has this program, and can’t start it"),
            "See whether it may be run as a program",
        ),
    },
};

pub(super) const FR: LauncherWords = LauncherWords {
    language: Language::Fr,
    placeholder: "Tapez le nom d’un programme",
    reading: |cage| format!("«\u{a0}{cage}\u{a0}» dresse la liste de ses programmes…"),
    failed: |cage| format!("«\u{a0}{cage}\u{a0}» n’a pas pu dire ce qu’elle offre"),
    none: |cage| {
        format!("«\u{a0}{cage}\u{a0}» n’offre aucun programme\u{a0}; une commande reste possible")
    },
    nothing: "Aucun programme ne porte ce nom ici",
    opening: "Ouverture…",
    recent: "récent",
    as_typed: "tel que tapé",
    remote: "sur une autre machine",
    count: |found, all| match (found, all) {
        (_, 1) => "1\u{a0}programme".to_owned(),
        _ if found == all => format!("{all}\u{a0}programmes"),
        _ => format!("{found} sur {all}\u{a0}programmes"),
    },
    keys: [
        ["Entrée", "ouvrir"],
        ["Maj+Entrée", "ouvrir en jetable"],
        ["Tab", "autre cage"],
        ["Échap", "fermer"],
    ],
    why: Whys {
        no_disposable: (
            |cage| format!("Il n’y a pas de cage jetable pour «\u{a0}{cage}\u{a0}»"),
            "La politique dit combien il peut y en avoir, par «\u{a0}disposables\u{a0}»",
        ),
        all_taken: (
            |cage| format!("Toutes les cages jetables de «\u{a0}{cage}\u{a0}» sont prises"),
            "Fermez les programmes de l’une d’elles, puis attendez un peu",
        ),
        bare: (
            |_| "Cette session n’a pas de bac à sable qui puisse être jeté".to_owned(),
            "Ouvrez-la sans --without-sandboxes",
        ),
        no_terminal: (
            |name| {
                format!("«\u{a0}{name}\u{a0}» demande un terminal, et cette cage n’en offre pas")
            },
            "Installez foot, ou tapez une commande qui ouvre un terminal",
        ),
        no_command: (
            |_| "Ce n’est pas une commande\u{a0}: un guillemet n’est pas refermé".to_owned(),
            "Refermez-le, ou faites-le précéder d’une barre oblique inverse",
        ),
        no_cage: (
            |name| format!("Il n’y a pas de cage «\u{a0}{name}\u{a0}»"),
            "Tab passe en revue celles qui existent",
        ),
        missing: (
            |cage| format!("Ce programme n’existe pas dans «\u{a0}{cage}\u{a0}»"),
            "Vérifiez comment il s’écrit, ou installez-le",
        ),
        cannot: (
            |cage| format!("«\u{a0}{cage}\u{a0}» a ce programme, mais ne peut pas le lancer"),
            "Vérifiez que le fichier est exécutable",
        ),
    },
};
