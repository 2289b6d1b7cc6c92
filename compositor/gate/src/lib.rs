//! The gate: everything a cage's programs say is held against tables before the core hears it.
//!
//! Bytes come in at [`Gate::turn`], are cut into messages, and each message must be
//! right in its length, its arguments, the objects it names, the version it was bound
//! at, what the protocol says of its values, and the cage's quotas. Then it goes to the
//! core as it came: objects have the same ids on both sides. Serials do not: each
//! program has its own, and one that it was not given means nothing.

pub mod accept;
mod check;
mod client;
mod contexts;
mod extras;
mod fault;
mod gate;
mod kinds;
mod objects;
mod outbox;
mod outq;
mod peer;
mod quota;
pub mod sandbox;
mod serials;
pub mod service;
mod shapes;
mod socket;
pub mod table;
pub mod trunk;
mod wire;

pub use self::contexts::{Claim, ContextNews};
pub use self::fault::Fault;
pub use self::gate::{Extra, Gate, Ready, Report, ReportKind, Settings};
pub use self::kinds::Kind;
pub use self::peer::Peer;
pub use self::quota::Usage;
