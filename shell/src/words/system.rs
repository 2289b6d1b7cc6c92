//! What the operating system answers, as values, and what that is in each language.

use super::Language;

/// Why the system did not do something; its own words are in no language of the user's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SystemFault {
    /// What is named is not there.
    NotFound,
    /// It is not allowed.
    Forbidden,
    /// There is something of that name already.
    Exists,
    /// The disk is full.
    Full,
    /// The disk can't be written.
    ReadOnly,
    /// The disk fails.
    Disk,
    /// Nobody answered in time.
    TimedOut,
    /// Whoever was asked said no.
    Refused,
    /// Too many files are open.
    Descriptors,
    /// There is no memory left.
    Memory,
    /// It did not say.
    Unknown,
    /// Another one, by its number.
    Other(i32),
}

impl Language {
    /// Why the system did not do something, as part of a sentence.
    #[must_use]
    pub fn system_fault(self, fault: SystemFault) -> String {
        let [english, french] = match fault {
            SystemFault::NotFound => ["it is not there", "introuvable"],
            SystemFault::Forbidden => ["it is not allowed", "accès refusé"],
            SystemFault::Exists => ["it is there already", "ce nom est déjà pris"],
            SystemFault::Full => ["the disk is full", "le disque est plein"],
            SystemFault::ReadOnly => ["the disk is read-only", "le disque est en lecture seule"],
            SystemFault::Disk => ["the disk fails", "le disque est en panne"],
            SystemFault::TimedOut => ["no answer came in time", "pas de réponse à temps"],
            SystemFault::Refused => ["the connection was refused", "connexion refusée"],
            SystemFault::Descriptors => ["too many files are open", "trop de fichiers ouverts"],
            SystemFault::Memory => ["there is no memory left", "la mémoire manque"],
            SystemFault::Unknown => ["nobody knows why", "on ne sait pourquoi"],
            SystemFault::Other(number) => {
                return match self {
                    Self::En => format!("error\u{a0}{number}"),
                    Self::Fr => format!("erreur\u{a0}{number}"),
                };
            }
        };
        match self {
            Self::En => english.to_owned(),
            Self::Fr => french.to_owned(),
        }
    }

    /// The same behind a sentence, in brackets; nothing where it is not known.
    pub(super) fn because(self, fault: Option<SystemFault>) -> String {
        fault.map_or_else(String::new, |why| format!(" ({})", self.system_fault(why)))
    }
}
