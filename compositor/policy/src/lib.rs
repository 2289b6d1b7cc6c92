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
mod clean_text;
mod colour;
mod decode;
mod digest;
mod fault;
mod file_name;
mod html;
mod instead;
mod label;
mod limits;
mod links;
mod mime;
mod pattern;
mod policy;
mod presets;
mod preview;
mod read;
mod route;
mod rule;
mod sandbox;
mod suggest;
mod terms;
mod theme;
mod untrusted;

pub mod distinct;
pub mod record;

pub use cage::{Cage, Category, Level, Rights};
pub use class::TypeClass;
pub use clean_text::{clean_text, clean_text_as};
pub use colour::{BadColour, Rgb};
pub use digest::Digest;
pub use distinct::Matrix;
pub use fault::{Code, Fault, Faults};
pub use file_name::{clean_file_name, distinct_file_names};
pub use html::plain_of_html;
pub use instead::Instead;
pub use label::{CageId, Categories, Label, LevelId, Relation};
pub use limits::{Limit, Limits};
pub use links::{BadUri, UriList, link_of_text, parse_uri_list};
pub use mime::{Encoding, choose, clean_mime, offers};
pub use pattern::Pattern;
pub use policy::{Policy, Transfers};
pub use presets::{builtin_theme, preset_names, preset_text, theme_names};
pub use preview::preview;
pub use read::{MAX_BYTES, VERSION};
pub use route::{KeyClass, Route, Situation, route};
pub use rule::{Answer, Because, Channel, Decision, Ends, Rule};
pub use sandbox::{
    Destination, Destinations, Engine, HostBus, Network, Program, Remote, Resources, Restart,
    Sandbox,
};
pub use suggest::did_you_mean;
pub use terms::{ImageCleaning, RichCleaning, Sanitise, Terms, TextCleaning};
pub use theme::Theme;
pub use untrusted::{APP_ID_BYTES, CleanAppId, CleanTitle, TITLE_BYTES, Untrusted};
