//! What the system and what keeps cages answer, as values that trusted UI says in the user's
//! language.

use std::io::{self, ErrorKind};
use std::ops::RangeInclusive;

use lisere_cage::message::Refusal;
use lisere_cage::reason::Reason;
use lisere_policy::{TextCleaning, clean_text};
use lisere_shell::{CageFault, KeyboardFault, SystemFault};
use rustix::io::Errno;

use crate::seat::KeymapError;

/// Characters of somebody else's text that are shown.
const LONGEST: usize = 300;
/// The kernel's numbers for errors, as far as it has room for them.
const NUMBERS: RangeInclusive<i32> = 1..=4_094;

/// Why the system did not do something.
pub(crate) fn system(error: &io::Error) -> SystemFault {
    match error.raw_os_error().and_then(numbered) {
        Some(fault) => fault,
        None => match error.kind() {
            ErrorKind::NotFound => SystemFault::NotFound,
            ErrorKind::PermissionDenied => SystemFault::Forbidden,
            ErrorKind::AlreadyExists => SystemFault::Exists,
            ErrorKind::TimedOut => SystemFault::TimedOut,
            _ => SystemFault::Unknown,
        },
    }
}

/// The same by the system's number; none for 0 and what is none.
pub(crate) fn numbered(number: i32) -> Option<SystemFault> {
    // A cage may have said it, and what is no number of the kernel's is not taken for one.
    if !NUMBERS.contains(&number) {
        return None;
    }
    let fault = match Errno::from_raw_os_error(number) {
        Errno::NOENT | Errno::NOTDIR | Errno::NXIO | Errno::NODEV => SystemFault::NotFound,
        Errno::ACCESS | Errno::PERM => SystemFault::Forbidden,
        Errno::EXIST => SystemFault::Exists,
        Errno::NOSPC | Errno::DQUOT => SystemFault::Full,
        Errno::ROFS => SystemFault::ReadOnly,
        Errno::IO => SystemFault::Disk,
        Errno::TIMEDOUT => SystemFault::TimedOut,
        Errno::CONNREFUSED => SystemFault::Refused,
        Errno::MFILE | Errno::NFILE => SystemFault::Descriptors,
        Errno::NOMEM => SystemFault::Memory,
        _ => SystemFault::Other(number),
    };
    Some(fault)
}

/// Why no keyboard can be made.
pub(crate) fn keyboard(error: &KeymapError) -> KeyboardFault {
    match error {
        KeymapError::NoData => KeyboardFault::NoData,
        KeymapError::NoLayout => KeyboardFault::NoLayout,
        KeymapError::ControlCharacter { setting } => KeyboardFault::ControlCharacter(setting),
        KeymapError::UnknownLayout { layout, variant } => {
            KeyboardFault::UnknownLayout(layout.clone(), variant.clone())
        }
        KeymapError::NotTogether { layout } => KeyboardFault::NotTogether(layout.clone()),
        KeymapError::NegativeRepeat => KeyboardFault::NegativeRepeat,
        KeymapError::File(error) => KeyboardFault::File(system(error)),
    }
}

/// Why a cage does not do something. What its init said may be among it.
pub(crate) fn cage(refusal: &Refusal) -> CageFault {
    let said = || CageFault::Said(clean(&refusal.message));
    let within = within(&refusal.reason);
    let built = || built(&refusal.reason);
    within
        .or_else(built)
        .unwrap_or_else(|| stands(&refusal.reason, said))
}

/// One line of it, of what can be shown.
fn clean(text: &str) -> String {
    let short: String = text.chars().take(LONGEST).collect();
    clean_text(short.as_bytes(), TextCleaning::Clean).replace('\n', " ")
}

/// What is wrong with a program.
fn within(reason: &Reason) -> Option<CageFault> {
    Some(match reason {
        Reason::Missing => CageFault::Missing,
        Reason::NotAProgram => CageFault::NotAProgram,
        Reason::CantStart(errno) => CageFault::CantStart(numbered(*errno)),
        Reason::NoProgram => CageFault::NoProgram,
        Reason::NoFolder(folder) => CageFault::NoFolder(clean(folder)),
        Reason::TooManyPrograms => CageFault::TooManyPrograms,
        _ => return None,
    })
}

/// What is missing for a cage to be built.
fn built(reason: &Reason) -> Option<CageFault> {
    Some(match reason {
        Reason::Tool(name, package) => CageFault::Tool(clean(name), clean(package)),
        Reason::NoTun => CageFault::NoTun,
        Reason::Destinations => CageFault::Destinations,
        Reason::Rules => CageFault::Rules,
        Reason::Network(errno) => CageFault::Network(numbered(*errno)),
        Reason::NoNetwork(name) => CageFault::NoNetwork(clean(name)),
        Reason::Incomplete(name) => CageFault::Incomplete(clean(name)),
        Reason::Filter => CageFault::Filter,
        Reason::NoBus(word) => CageFault::NoBus(clean(word)),
        Reason::Unbounded(errno) => CageFault::Unbounded(numbered(*errno)),
        Reason::HomeFull(has, most) => CageFault::HomeFull(*has, *most),
        Reason::Home(errno) => CageFault::Home(numbered(*errno)),
        Reason::DiskFull(free) => CageFault::DiskFull(*free),
        Reason::NoKey(path, errno) => CageFault::NoKey(clean(path), numbered(*errno)),
        Reason::OpenKey(path) => CageFault::OpenKey(clean(path)),
        Reason::NotClosed => CageFault::NotClosed,
        Reason::OldKernel => CageFault::OldKernel,
        Reason::Sandbox(errno) => CageFault::Sandbox(numbered(*errno)),
        Reason::NoNamespaces(cure) => CageFault::NoNamespaces(clean(cure)),
        Reason::Contained => CageFault::Contained,
        Reason::OldBubblewrap => CageFault::OldBubblewrap,
        _ => return None,
    })
}

/// How a cage is that does nothing; in its own words if it is none of these.
fn stands(reason: &Reason, said: impl FnOnce() -> CageFault) -> CageFault {
    match reason {
        Reason::Frozen => CageFault::Frozen,
        Reason::EndedAtOnce => CageFault::EndedAtOnce,
        Reason::Ended => CageFault::Ended,
        Reason::Late => CageFault::Late,
        Reason::Stopped => CageFault::Stopped,
        Reason::Elsewhere(socket) => CageFault::Elsewhere(clean(socket)),
        Reason::TakenDown => CageFault::TakenDown,
        Reason::Queue => CageFault::Queue,
        Reason::Deaf => CageFault::Deaf,
        Reason::NoCage(name) => CageFault::NoCage(clean(name)),
        Reason::Gone => CageFault::Gone,
        _ => said(),
    }
}

#[cfg(test)]
mod tests {
    use lisere_shell::Language;

    use super::*;

    #[test]
    fn what_is_known_has_a_name_and_the_rest_a_number() {
        for none in [0, -1, i32::MIN, 4_095, 4_096, i32::MAX] {
            assert_eq!(numbered(none), None);
        }
        assert_eq!(numbered(4_094), Some(SystemFault::Other(4_094)));
        assert_eq!(numbered(28), Some(SystemFault::Full));
        assert_eq!(numbered(71), Some(SystemFault::Other(71)));
        let kind = |kind: ErrorKind| system(&io::Error::from(kind));
        assert_eq!(kind(ErrorKind::NotFound), SystemFault::NotFound);
        assert_eq!(kind(ErrorKind::InvalidData), SystemFault::Unknown);
        let full = io::Error::from(Errno::NOSPC);
        assert_eq!(system(&full), SystemFault::Full);
    }

    #[test]
    fn commands_and_the_bar_say_the_same_of_keyboards() {
        for error in [
            KeymapError::NoData,
            KeymapError::NoLayout,
            KeymapError::ControlCharacter { setting: "model" },
            KeymapError::UnknownLayout {
                layout: "frr".into(),
                variant: String::new(),
            },
            KeymapError::NotTogether {
                layout: "fr,us".into(),
            },
            KeymapError::NegativeRepeat,
        ] {
            let said = Language::En.keyboard_fault(&keyboard(&error));
            assert_eq!(said, error.to_string());
        }
    }

    /// Every reason, with what is dirty in it.
    fn reasons() -> Vec<Reason> {
        let dirty = || "a\u{1b}[2J\u{202e}\nb".to_owned();
        vec![
            Reason::Missing,
            Reason::NotAProgram,
            Reason::CantStart(13),
            Reason::NoProgram,
            Reason::NoFolder(dirty()),
            Reason::TooManyPrograms,
            Reason::Frozen,
            Reason::Tool(dirty(), dirty()),
            Reason::NoTun,
            Reason::Destinations,
            Reason::Rules,
            Reason::Network(0),
            Reason::NoNetwork(dirty()),
            Reason::Incomplete(dirty()),
            Reason::Filter,
            Reason::NoBus(dirty()),
            Reason::Unbounded(1),
            Reason::HomeFull(3, 2),
            Reason::Home(2),
            Reason::DiskFull(1),
            Reason::NoKey(dirty(), 2),
            Reason::OpenKey(dirty()),
            Reason::NotClosed,
            Reason::OldKernel,
            Reason::Sandbox(5),
            Reason::NoNamespaces(dirty()),
            Reason::Contained,
            Reason::OldBubblewrap,
            Reason::EndedAtOnce,
            Reason::Ended,
            Reason::Late,
            Reason::Stopped,
            Reason::Elsewhere(dirty()),
            Reason::TakenDown,
            Reason::Queue,
            Reason::Deaf,
            Reason::NoCage(dirty()),
            Reason::Gone,
        ]
    }

    #[test]
    fn every_reason_is_said_in_both_languages_and_none_in_english_words() {
        let source = include_str!("../cage/src/reason.rs");
        let declared = source.split("pub enum Reason {").nth(1).unwrap();
        let declared = declared.split("\n}").next().unwrap().lines();
        let declared = declared.filter(|line| line.starts_with("    ") && line.ends_with(','));
        // All but the one that stands for what is none of them.
        assert_eq!(declared.count(), reasons().len() + 1);
        for reason in reasons() {
            let refusal = Refusal::failed(reason.clone(), "in English", "in English");
            let fault = cage(&refusal);
            let (english, french) = (
                Language::En.cage_fault(&fault),
                Language::Fr.cage_fault(&fault),
            );
            assert_ne!(english.0, french.0, "{reason:?}");
            for text in [&english.0, &english.1, &french.0, &french.1] {
                let own = text.contains("in English");
                let dirty = text.contains(['\u{1b}', '\u{202e}', '\n']);
                assert!(!own && !dirty, "{reason:?}: {text:?}");
            }
        }
    }

    #[test]
    fn what_a_cage_says_itself_is_said_to_be_its_own_words() {
        let refusal = Refusal::failed(Reason::Other, "no \u{202e}way\u{7}", "run this");
        let fault = cage(&refusal);
        assert_eq!(fault, CageFault::Said("no way".into()));
        let (why, help) = Language::Fr.cage_fault(&fault);
        assert_eq!(why, "la cage dit\u{a0}: «\u{a0}no way\u{a0}»");
        assert_eq!(help, "", "nobody is told to do what a cage wants");
    }
}
