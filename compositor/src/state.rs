//! The whole: what the core consists of while it runs.

use lisere_policy::Policy;
use smithay::reexports::wayland_server::DisplayHandle;

use crate::cages::Departures;
use crate::clock::Clock;
use crate::globals::Protocols;
use crate::seat::Seats;

/// The core of Liseré.
pub struct Compositor {
    /// The Wayland display that all clients share; cages are told apart by client.
    pub display: DisplayHandle,
    /// What the site decided. Never changes while running.
    pub policy: Policy,
    /// Where time comes from.
    pub clock: Clock,
    /// State of the protocols the core speaks.
    pub protocols: Protocols,
    /// The seats of all cages.
    pub seats: Seats,
    /// Clients that have left since the last turn.
    pub departures: Departures,
}
