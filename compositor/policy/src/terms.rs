//! Under which terms an answer lets data go: limits, and what is done to it on the way.

use serde::Serialize;

/// What becomes of text, from lenient to strict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextCleaning {
    /// As it is.
    Keep,
    /// One spelling (NFC), without controls and what turns the direction of writing.
    #[default]
    Clean,
    /// Printable ASCII, tabs and line ends; what is not becomes a question mark.
    Ascii,
}

impl TextCleaning {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Keep, Self::Clean, Self::Ascii];

    /// The word for it in policy files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Clean => "clean",
            Self::Ascii => "ascii",
        }
    }
}

/// What becomes of a picture, from lenient to strict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImageCleaning {
    /// As it is.
    Keep,
    /// Decoded in a sandbox to plain pixels, which are written as plain PNG.
    #[default]
    Png,
}

impl ImageCleaning {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Keep, Self::Png];

    /// The word for it in policy files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Png => "png",
        }
    }
}

/// What becomes of text with looks, from lenient to strict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RichCleaning {
    /// As it is.
    Keep,
    /// Its characters alone, which are then treated as text.
    #[default]
    Plain,
}

impl RichCleaning {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Keep, Self::Plain];

    /// The word for it in policy files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Plain => "plain",
        }
    }
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

impl Terms {
    /// The most transfers in a minute that a rule may set.
    pub const MOST_PER_MINUTE: u64 = 600;

    /// The terms that satisfy both: of each the stricter.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let (ours, theirs) = (self.sanitise, other.sanitise);
        Self {
            max_bytes: self.max_bytes.into_iter().chain(other.max_bytes).min(),
            per_minute: self.per_minute.into_iter().chain(other.per_minute).min(),
            sanitise: Sanitise {
                text: ours.text.max(theirs.text),
                image: ours.image.max(theirs.image),
                rich_text: ours.rich_text.max(theirs.rich_text),
            },
        }
    }
}
