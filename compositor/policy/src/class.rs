//! Classes of data: what rules speak of, whatever a program calls its types.

use serde::Serialize;

/// What kind of thing a transfer carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TypeClass {
    /// Characters and nothing else.
    Text,
    /// Text with looks, as HTML.
    RichText,
    /// A picture.
    Image,
    /// Names of files, or links.
    FileList,
    /// Everything else.
    Other,
}

impl TypeClass {
    /// Every class.
    pub const ALL: [Self; 5] = [
        Self::Text,
        Self::RichText,
        Self::Image,
        Self::FileList,
        Self::Other,
    ];

    /// The word for it in policy files and records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::RichText => "rich-text",
            Self::Image => "image",
            Self::FileList => "file-list",
            Self::Other => "other",
        }
    }

    /// The class that policy files call `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }
}
