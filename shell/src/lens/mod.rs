//! The lens: what lies over the dimmed desk while the attention key's questions are asked.

mod card;
mod footer;
mod plaque;
mod ribbon;

pub use card::{CardHead, CardRow, CardSpec};
pub use footer::{FooterHot, FooterKey, FooterSpec};
pub use plaque::PlaqueSpec;
pub use ribbon::{RibbonSpec, Way as RibbonWay};
