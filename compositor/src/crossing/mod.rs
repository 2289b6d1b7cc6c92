//! Crossing: data goes from one cage to another by a rule, two acts of the user and a record.

mod content;
mod shown;
mod wiped;
mod worked;
pub mod workers;

pub use content::{Content, FileLine, Payload, StagedFile};
pub use shown::{BadgeModel, Choice, Pixels, Preview, PromptModel, Side, TransferChip};
pub use wiped::Wiped;
pub use worked::{Origin, Worked};

/// Where transfers stand.
#[derive(Debug, Default)]
pub struct Crossing {}
