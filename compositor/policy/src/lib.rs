//! The policy of Liseré: levels, labels, cages, rules and themes as pure values that answer questions.
//!
//! Nothing here reads a clock, a file or a socket. Text comes in as `&str`; what
//! goes out is a value, an answer with its reason, or every fault at once.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

mod cage;
mod class;
mod colour;
mod digest;
mod fault;
mod label;
mod limits;
mod pattern;
mod policy;
mod presets;
mod read;
mod route;
mod rule;
mod suggest;
mod terms;
mod theme;
mod untrusted;

pub mod distinct;
pub mod record;

pub use cage::{Cage, Category, Level, Rights};
pub use class::TypeClass;
pub use colour::{BadColour, Rgb};
pub use digest::Digest;
pub use distinct::Matrix;
pub use fault::{Code, Fault, Faults};
pub use label::{CageId, Categories, Label, LevelId, Relation};
pub use limits::{Limit, Limits};
pub use pattern::Pattern;
pub use policy::Policy;
pub use presets::{builtin_theme, preset_names, preset_text, theme_names};
pub use read::{MAX_BYTES, VERSION};
pub use route::{KeyClass, Route, Situation, route};
pub use rule::{Answer, Because, Channel, Decision, Ends, Rule};
pub use suggest::did_you_mean;
pub use terms::{ImageCleaning, RichCleaning, Sanitise, Terms, TextCleaning};
pub use theme::Theme;
pub use untrusted::{APP_ID_BYTES, CleanAppId, CleanTitle, TITLE_BYTES, Untrusted};
