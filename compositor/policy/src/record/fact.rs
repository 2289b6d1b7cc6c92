//! What is recorded: one value for each kind of record.

use serde::Serialize;

use super::{By, End, Transfer};
use crate::Digest;

/// A file of a transfer, without its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileSum {
    /// In bytes.
    pub size: u64,
    /// Of its bytes.
    pub sha256: Digest,
}

/// The segment before, as the first record of a segment names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SegmentBefore {
    /// Its file's name.
    pub segment: String,
    /// The bytes after its last whole line, if there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub torn: Option<TornTail>,
    /// The last record that was written there, if that one is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut: Option<Cut>,
}

/// Records that were written and are gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Cut {
    /// The last one's number.
    pub seq: u64,
    /// Of its line.
    pub line: Digest,
}

/// A line that was not written to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TornTail {
    /// How long it is.
    pub bytes: u64,
    /// Of these bytes.
    pub sha256: Digest,
}

/// Something that is recorded. Never contents, titles, keys or names of files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Fact {
    /// A session begins.
    SessionStarted {
        /// Of the compositor.
        version: String,
        /// Where screens and input come from.
        backend: String,
        /// Of the core.
        pid: u32,
    },
    /// A session ends by itself; without this record it was ended.
    SessionEnded {},
    /// A policy counts from here on.
    PolicyLoaded {
        /// Its name.
        policy: String,
        /// The file, or the preset.
        source: String,
        /// Of its text.
        sha256: Digest,
    },
    /// Preferences that were saved are taken over.
    PreferencesReloaded {},
    /// Preferences that were saved are refused.
    PreferencesRefused {
        /// The line of the first fault, from 1; 0 if the file could not be read.
        line: usize,
    },
    /// A program came in.
    Admitted {
        /// The cage's name.
        cage: String,
        /// Counts the connections of a session.
        connection: u64,
        /// What the program says of it at whose security context it came in; none if it came
        /// to the cage's own socket.
        #[serde(skip_serializing_if = "Option::is_none")]
        said: Option<String>,
    },
    /// Programs were ended for what they did.
    ProgramKilled {
        /// The cage's name.
        cage: String,
        /// Who ended them: `gate` or `core`.
        by: String,
        /// The interface concerned, or "".
        interface: String,
        /// The protocol error's code.
        code: u32,
        /// Why, in the gate's words.
        why: String,
        /// How often.
        count: u32,
    },
    /// A cage has all that it may have of something, or asked for what it may not.
    Refused {
        /// The cage's name.
        cage: String,
        /// Whether a quota is used up.
        quota: bool,
        /// The interface concerned, or "".
        interface: String,
        /// Why, in the gate's words.
        why: String,
        /// How often.
        count: u32,
    },
    /// A process came to a cage's socket that is none of the cage's, and was refused.
    IdentityMismatch {
        /// The cage's name.
        cage: String,
        /// The process's user; none if that is not known.
        #[serde(skip_serializing_if = "Option::is_none")]
        uid: Option<u32>,
        /// Why it is not the cage's, in a few words.
        why: String,
    },
    /// A cage's gate is gone, and the cage's connections with it.
    GateDied {
        /// The cage's name.
        cage: String,
        /// Why.
        why: String,
        /// Deaths of this cage's gates in this session.
        deaths: u32,
    },
    /// A cage's gates died too often: nobody comes in.
    CageQuarantined {
        /// The cage's name.
        cage: String,
    },
    /// The user let a cage out of quarantine.
    CageReleased {
        /// The cage's name.
        cage: String,
    },
    /// The user froze a cage.
    CageFrozen {
        /// The cage's name.
        cage: String,
    },
    /// The user thawed a cage.
    CageThawed {
        /// The cage's name.
        cage: String,
    },
    /// The user ended every program of a cage.
    CageKilled {
        /// The cage's name.
        cage: String,
    },
    /// A cage's sandbox stands: programs run in it.
    CageStarted {
        /// The cage's name.
        cage: String,
        /// What keeps them.
        engine: String,
        /// What network they have.
        network: String,
    },
    /// Nothing of a cage runs any more.
    CageStopped {
        /// The cage's name.
        cage: String,
        /// Why, in a few words.
        why: String,
    },
    /// It is recorded for a cage from here on.
    MicrophoneOpened {
        /// The cage's name.
        cage: String,
    },
    /// It is not any more.
    MicrophoneClosed {
        /// The cage's name.
        cage: String,
    },
    /// A program of a cage has a camera open from here on.
    CameraOpened {
        /// The cage's name.
        cage: String,
    },
    /// None has any more.
    CameraClosed {
        /// The cage's name.
        cage: String,
    },
    /// A program was not started. Which one is not recorded.
    ProgramRefused {
        /// The cage's name.
        cage: String,
        /// Why.
        why: String,
    },
    /// The session keeps programs in no sandboxes, because whoever began it said so.
    SandboxesOff {},
    /// The keys go to another cage than before. What happens within one is not recorded.
    Focus {
        /// Which.
        #[serde(flatten)]
        to: End,
    },
    /// The user is asked whether a transfer may be.
    TransferAsked {
        /// What would be transferred.
        #[serde(flatten)]
        transfer: Transfer,
    },
    /// A transfer is allowed. It exists as a grant only once this record is written.
    TransferGranted {
        /// What may be transferred.
        #[serde(flatten)]
        transfer: Transfer,
        /// Who said so.
        by: By,
    },
    /// A transfer is denied.
    TransferDenied {
        /// What is not transferred.
        #[serde(flatten)]
        transfer: Transfer,
        /// Who said so.
        by: By,
        /// Why, in a few words; "" where the rule says all.
        why: String,
    },
    /// What was granted has gone.
    TransferCarried {
        /// The act.
        act: u64,
        /// The destination.
        to: End,
        /// In bytes.
        size: u64,
        /// Of the content.
        sha256: Digest,
    },
    /// A transfer ended before anything of it went.
    TransferDropped {
        /// The act.
        act: u64,
        /// The source.
        from: End,
        /// Why, in a few words.
        why: String,
    },
    /// The files of a transfer, in parts of bounded length.
    TransferFiles {
        /// The act.
        act: u64,
        /// Which part, from 1.
        part: usize,
        /// How many there are.
        parts: usize,
        /// How many files there are in all parts.
        total: usize,
        /// The files of this part.
        files: Vec<FileSum>,
    },
    /// A picture of an output was taken.
    Capture {
        /// Which output.
        output: String,
        /// Who asked.
        by: String,
    },
    /// The session was locked.
    Locked {
        /// By what: `chord`, `command`, `idle`, `system`, `sleep`, or `was locked before`.
        why: String,
    },
    /// The session was unlocked.
    Unlocked {},
    /// All levels above one were locked, while the rest went on.
    LevelsLocked {
        /// The name of the highest level that was not.
        above: String,
        /// By what, as of a lock of the session.
        why: String,
    },
    /// Those levels were unlocked.
    LevelsUnlocked {
        /// The name of the highest level that had not been locked.
        above: String,
    },
    /// More of what is recorded of a cage than is written down.
    More {
        /// The cage's name.
        cage: String,
        /// The kind of the records.
        of: String,
        /// How many.
        count: u64,
    },
    /// Records that could be neither written nor kept.
    Lost {
        /// How many.
        count: u64,
    },
    /// A segment of the journal begins.
    Segment {
        /// Its number.
        number: u64,
        /// The segment before; none for the first.
        before: Option<SegmentBefore>,
    },
    /// The oldest segment is about to be deleted.
    SegmentRemoved {
        /// Its number.
        number: u64,
        /// Of the journal's last line there.
        last: Digest,
        /// Of its last record.
        last_seq: u64,
    },
}

/// Files in one record.
const FILES: usize = 32;

impl Fact {
    /// The files of a transfer as facts, each of bounded length.
    #[must_use]
    pub fn files(act: u64, files: &[FileSum]) -> Vec<Fact> {
        let total = files.len();
        let chunks = files.chunks(FILES);
        let parts = chunks.len();
        let fact = |(index, files): (usize, &[FileSum])| Fact::TransferFiles {
            act,
            part: index + 1,
            parts,
            total,
            files: files.to_vec(),
        };
        chunks.enumerate().map(fact).collect()
    }

    /// The word for its kind in records.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::SessionStarted { .. } => "session-started",
            Self::SessionEnded {} => "session-ended",
            Self::PolicyLoaded { .. } => "policy-loaded",
            Self::PreferencesReloaded {} => "preferences-reloaded",
            Self::PreferencesRefused { .. } => "preferences-refused",
            Self::Admitted { .. } => "admitted",
            Self::ProgramKilled { .. } => "program-killed",
            Self::Refused { .. } => "refused",
            Self::IdentityMismatch { .. } => "identity-mismatch",
            Self::GateDied { .. } => "gate-died",
            Self::CageQuarantined { .. } => "cage-quarantined",
            Self::CageReleased { .. } => "cage-released",
            Self::CageFrozen { .. } => "cage-frozen",
            Self::CageThawed { .. } => "cage-thawed",
            Self::CageKilled { .. } => "cage-killed",
            Self::CageStarted { .. } => "cage-started",
            Self::CageStopped { .. } => "cage-stopped",
            Self::MicrophoneOpened { .. } => "microphone-opened",
            Self::MicrophoneClosed { .. } => "microphone-closed",
            Self::CameraOpened { .. } => "camera-opened",
            Self::CameraClosed { .. } => "camera-closed",
            Self::ProgramRefused { .. } => "program-refused",
            Self::SandboxesOff {} => "sandboxes-off",
            Self::Focus { .. } => "focus",
            Self::TransferAsked { .. } => "transfer-asked",
            Self::TransferGranted { .. } => "transfer-granted",
            Self::TransferDenied { .. } => "transfer-denied",
            Self::TransferCarried { .. } => "transfer-carried",
            Self::TransferDropped { .. } => "transfer-dropped",
            Self::TransferFiles { .. } => "transfer-files",
            Self::Capture { .. } => "capture",
            Self::Locked { .. } => "locked",
            Self::Unlocked {} => "unlocked",
            Self::LevelsLocked { .. } => "levels-locked",
            Self::LevelsUnlocked { .. } => "levels-unlocked",
            Self::More { .. } => "more",
            Self::Lost { .. } => "lost",
            Self::Segment { .. } => "segment",
            Self::SegmentRemoved { .. } => "segment-removed",
        }
    }

    /// The cage whose doing it is, so that no cage fills the journal. None for what is always
    /// recorded: what the user and the core do, and every step by which something crosses.
    #[must_use]
    pub fn doer(&self) -> Option<&str> {
        match self {
            Self::Admitted { cage, .. }
            | Self::ProgramKilled { cage, .. }
            | Self::Refused { cage, .. }
            | Self::IdentityMismatch { cage, .. }
            | Self::GateDied { cage, .. }
            | Self::CageStarted { cage, .. }
            | Self::CageStopped { cage, .. }
            | Self::MicrophoneOpened { cage }
            | Self::MicrophoneClosed { cage }
            | Self::CameraOpened { cage }
            | Self::CameraClosed { cage }
            | Self::ProgramRefused { cage, .. } => Some(cage),
            Self::TransferAsked { transfer } | Self::TransferDenied { transfer, .. } => {
                Some(&transfer.from.cage)
            }
            Self::TransferDropped { from, .. } => Some(&from.cage),
            Self::Focus { to } => Some(&to.cage),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_in_parts() {
        let files = vec![
            FileSum {
                size: 1,
                sha256: Digest::of(b""),
            };
            70
        ];
        let facts = Fact::files(4, &files);
        let seen: Vec<_> = facts
            .iter()
            .map(|fact| match fact {
                Fact::TransferFiles {
                    part,
                    parts,
                    total,
                    files,
                    ..
                } => (*part, *parts, *total, files.len()),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(seen, [(1, 3, 70, 32), (2, 3, 70, 32), (3, 3, 70, 6)]);
        assert_eq!(Fact::files(4, &[]), []);
    }

    #[test]
    fn kinds_are_named_as_they_are_written() {
        let facts = [
            Fact::SessionEnded {},
            Fact::Lost { count: 1 },
            Fact::CageFrozen { cage: "web".into() },
            Fact::Focus { to: End::trusted() },
        ];
        for fact in facts {
            let json = serde_json::to_value(&fact).unwrap();
            assert_eq!(json["kind"], fact.kind());
        }
    }
}
