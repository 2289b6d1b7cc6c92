//! Why nobody can be asked for a password, as values, and in each language.

use super::{Language, SystemFault};

/// Why the system's own means to ask for a password do not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockFault {
    /// There is no library of PAM.
    Library,
    /// PAM has no service to ask by.
    Service,
    /// The system does not know who the user of this number is.
    Nameless(u32),
    /// Who asks is not installed.
    Missing,
    /// Who asks can't be started.
    Helper(SystemFault),
    /// PAM says this number.
    Pam(u8),
}

impl Language {
    /// Why nobody can be asked for a password, as part of a sentence.
    #[must_use]
    pub fn lock_fault(self, fault: LockFault) -> String {
        match self {
            Self::En => english(fault),
            Self::Fr => french(fault),
        }
    }
}

fn english(fault: LockFault) -> String {
    match fault {
        LockFault::Library => "PAM is not installed (libpam0g, or pam)".to_owned(),
        LockFault::Service => "PAM has neither a service “lisere” nor “login”; Liseré’s \
             installation writes /etc/pam.d/lisere"
            .to_owned(),
        LockFault::Nameless(user) => {
            format!("the system does not know the name of user {user}")
        }
        LockFault::Missing => "lisere-auth, a part of Liseré, is missing".to_owned(),
        LockFault::Helper(why) => format!(
            "lisere-auth can’t be started, {}",
            Language::En.system_fault(why)
        ),
        LockFault::Pam(number) => format!("PAM answers with error {number}"),
    }
}

fn french(fault: LockFault) -> String {
    match fault {
        LockFault::Library => "PAM n’est pas installé (libpam0g, ou pam)".to_owned(),
        LockFault::Service => {
            "PAM n’a de service ni «\u{a0}lisere\u{a0}» ni «\u{a0}login\u{a0}»\u{202f}; \
             l’installation de Liseré écrit /etc/pam.d/lisere"
                .to_owned()
        }
        LockFault::Nameless(user) => {
            format!("le système ne connaît pas le nom de l’utilisateur {user}")
        }
        LockFault::Missing => "lisere-auth, une partie de Liseré, manque".to_owned(),
        LockFault::Helper(why) => format!(
            "lisere-auth ne peut être lancé, {}",
            Language::Fr.system_fault(why)
        ),
        LockFault::Pam(number) => format!("PAM répond par l’erreur {number}"),
    }
}
