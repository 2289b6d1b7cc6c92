//! What a transfer carries, in the form in which it will arrive.

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
