//! Under which terms an answer lets data go: limits, and what is done to it on the way.

use serde::Serialize;

/// What becomes of text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextCleaning {
    /// One spelling (NFC), without controls and what turns the direction of writing.
    #[default]
    Clean,
    /// Printable ASCII, tabs and line ends; what is not becomes a question mark.
    Ascii,
    /// As it is.
    Keep,
}

/// What becomes of a picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImageCleaning {
    /// Decoded in a sandbox to plain pixels, which are written as plain PNG.
    #[default]
    Png,
    /// As it is.
    Keep,
}

/// What becomes of text with looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RichCleaning {
    /// Its characters alone, which are then treated as text.
    #[default]
    Plain,
    /// As it is.
    Keep,
}

/// What is done to data on its way. The default is the strictest that keeps it useful.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Sanitise {
    /// To text.
    pub text: TextCleaning,
    /// To pictures.
    pub image: ImageCleaning,
    /// To text with looks.
    pub rich_text: RichCleaning,
}

/// The terms of one rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Terms {
    /// The most bytes that one transfer may have; `None` leaves it to the cage's limits.
    pub max_bytes: Option<u64>,
    /// The most transfers that go through in a minute, by this rule; `None` for no such bound.
    pub per_minute: Option<u32>,
    /// What is done to data on its way.
    pub sanitise: Sanitise,
}
