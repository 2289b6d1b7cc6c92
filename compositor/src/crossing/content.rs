//! What a transfer carries, in the form in which it will arrive.

use lisere_policy::record::FileSum;
use lisere_policy::{Digest, TypeClass};

use super::Wiped;

/// Bytes of one class and media type.
#[derive(Debug)]
pub struct Payload {
    /// The class, which rules speak of.
    pub class: TypeClass,
    /// The media type that the source named, cleaned.
    pub mime: String,
    /// The bytes.
    pub bytes: Wiped,
}

/// A file of a transfer, copied to where no cage sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StagedFile {
    /// Its names, before and after cleaning.
    pub line: FileLine,
    /// Of its bytes as they were copied.
    pub sha256: Digest,
}

/// A file as the prompt lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLine {
    /// The name at the source, made visible: what cannot be shown is escaped.
    pub old: String,
    /// The name at the destination.
    pub new: String,
    /// In bytes.
    pub size: u64,
}

/// What one transfer carries.
#[derive(Debug)]
pub enum Content {
    /// Bytes for a selection or a drop.
    Bytes(Payload),
    /// Files that wait in the staging folder.
    Files(Vec<StagedFile>),
    /// A link to be opened: http or https.
    Link(String),
}

impl StagedFile {
    /// What is recorded of it, which is not its name.
    #[must_use]
    pub fn sum(&self) -> FileSum {
        FileSum {
            size: self.line.size,
            sha256: self.sha256,
        }
    }
}

impl Content {
    /// In bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        let of = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        match self {
            Content::Bytes(payload) => of(payload.bytes.len()),
            Content::Files(files) => files
                .iter()
                .fold(0, |sum: u64, file| sum.saturating_add(file.line.size)),
            Content::Link(link) => of(link.len()),
        }
    }

    /// Of the bytes; for files, of one line for each with the digest and size of its bytes.
    #[must_use]
    pub fn digest(&self) -> Digest {
        match self {
            Content::Bytes(payload) => Digest::of(payload.bytes.bytes()),
            Content::Files(files) => {
                let line = |file: &StagedFile| format!("{} {}\n", file.sha256, file.line.size);
                Digest::of(files.iter().map(line).collect::<String>().as_bytes())
            }
            Content::Link(link) => Digest::of(link.as_bytes()),
        }
    }
}
