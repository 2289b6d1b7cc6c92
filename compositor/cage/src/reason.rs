//! Why something is not done, as a value that can be said in every language.

use std::io;

use serde::{Deserialize, Deserializer, Serialize};

/// Why. Numbers called `errno` are the system's, 0 where it said none.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Reason {
    /// None of these; the message says which.
    #[default]
    Other,
    /// There is no such program.
    Missing,
    /// What is called so is no program.
    NotAProgram,
    /// The program can't be started.
    CantStart(i32),
    /// No program is named.
    NoProgram,
    /// There is no such folder to start in.
    NoFolder(String),
    /// The cage has as many programs as it may.
    TooManyPrograms,
    /// The cage is frozen.
    Frozen,
    /// A program that the cage needs is not installed; its package.
    Tool(String, String),
    /// The kernel makes no network devices.
    NoTun,
    /// Destinations can't be held to in the cage's network.
    Destinations,
    /// The rules for destinations can't be loaded.
    Rules,
    /// The network can't be made.
    Network(i32),
    /// There is no network namespace of this name.
    NoNetwork(String),
    /// This program of our own is missing.
    Incomplete(String),
    /// The filter of buses does not work.
    Filter,
    /// There is no bus of this kind.
    NoBus(String),
    /// Resources can't be bounded.
    Unbounded(i32),
    /// The home has so many MiB of so many.
    HomeFull(u64, u64),
    /// The home can't be looked at.
    Home(i32),
    /// The disk with the home has only so many MiB left.
    DiskFull(u64),
    /// The private key in this file can't be read.
    NoKey(String, i32),
    /// Others may read the private key in this file.
    OpenKey(String),
    /// The cage could not be closed off.
    NotClosed,
    /// The kernel can't close it off.
    OldKernel,
    /// The sandbox can't be built.
    Sandbox(i32),
    /// Users may have no namespaces; the setting that would let them, or "".
    NoNamespaces(String),
    /// A container hides what the sandbox needs.
    Contained,
    /// bubblewrap is too old.
    OldBubblewrap,
    /// The sandbox ended at once.
    EndedAtOnce,
    /// The sandbox ended by itself.
    Ended,
    /// The cage does not start.
    Late,
    /// The cage was stopped.
    Stopped,
    /// Its programs come to this socket by themselves.
    Elsewhere(String),
    /// The cage is being taken down.
    TakenDown,
    /// Too many programs wait for it.
    Queue,
    /// It does not read what it is told.
    Deaf,
    /// There is no cage of this name.
    NoCage(String),
    /// The warden has ended.
    Gone,
}

impl Reason {
    /// The same with its texts made fit to be shown.
    #[must_use]
    pub fn cleaned(&self, clean: impl Fn(&str) -> String) -> Self {
        let mut reason = self.clone();
        for text in reason.texts().into_iter().flatten() {
            *text = clean(text);
        }
        reason
    }

    /// Every text in it.
    fn texts(&mut self) -> [Option<&mut String>; 2] {
        match self {
            Self::Tool(one, other) => [Some(one), Some(other)],
            Self::NoFolder(text)
            | Self::NoNetwork(text)
            | Self::Incomplete(text)
            | Self::NoBus(text)
            | Self::NoKey(text, _)
            | Self::OpenKey(text)
            | Self::NoNamespaces(text)
            | Self::Elsewhere(text)
            | Self::NoCage(text) => [Some(text), None],
            _ => [None, None],
        }
    }

    /// Whether the init of a cage that stands has a say in it: of all else it knows nothing, and
    /// what it says is said by a process of the cage.
    #[must_use]
    pub fn known_within(&self) -> bool {
        matches!(
            self,
            Self::Missing
                | Self::NotAProgram
                | Self::CantStart(_)
                | Self::NoProgram
                | Self::NoFolder(_)
                | Self::TooManyPrograms
                | Self::Frozen
        )
    }
}

/// The system's number for an error, or 0.
pub(crate) fn errno(error: &io::Error) -> i32 {
    error.raw_os_error().unwrap_or_default()
}

/// A reason that is none that we know is another one: who says it may be a process of a cage.
pub(crate) fn any<'de, D: Deserializer<'de>>(source: D) -> Result<Reason, D::Error> {
    let value = serde_json::Value::deserialize(source)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Refusal;

    #[test]
    fn what_is_no_reason_is_another_one() {
        for reason in [
            "\"no-such\"",
            "3",
            "{\"tool\": 1}",
            "{\"a\": {\"b\": []}}",
            "null",
        ] {
            let text =
                format!("{{\"code\":125,\"message\":\"m\",\"help\":\"\",\"reason\":{reason}}}");
            let refusal: Refusal = serde_json::from_str(&text).unwrap();
            assert_eq!(refusal.reason, Reason::Other, "{reason}");
        }
        let none = "{\"code\":125,\"message\":\"m\",\"help\":\"\"}";
        let refusal: Refusal = serde_json::from_str(none).unwrap();
        assert_eq!(refusal.reason, Reason::Other);
        let said = Refusal::failed(Reason::Tool("a".into(), "b".into()), "m", "h");
        let read: Refusal = serde_json::from_str(&serde_json::to_string(&said).unwrap()).unwrap();
        assert_eq!(read, said);
    }

    #[test]
    fn every_text_is_cleaned() {
        let clean = |_: &str| "clean".to_owned();
        let dirty = || "\u{1b}[2J".to_owned();
        for reason in [
            Reason::Tool(dirty(), dirty()),
            Reason::NoFolder(dirty()),
            Reason::NoNetwork(dirty()),
            Reason::Incomplete(dirty()),
            Reason::NoBus(dirty()),
            Reason::NoKey(dirty(), 2),
            Reason::OpenKey(dirty()),
            Reason::NoNamespaces(dirty()),
            Reason::Elsewhere(dirty()),
            Reason::NoCage(dirty()),
        ] {
            let text = format!("{:?}", reason.cleaned(clean));
            assert!(!text.contains("[2J"), "{text}");
        }
        assert_eq!(Reason::Queue.cleaned(clean), Reason::Queue);
    }
}
