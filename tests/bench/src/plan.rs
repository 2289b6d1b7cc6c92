//! What is to be measured, and for how long.

use std::path::PathBuf;
use std::time::Duration;

use clap::ValueEnum;

use crate::peer::Peer;

#[derive(Debug, clap::Args)]
pub(crate) struct Plan {
    /// Print one JSON object a line instead of a table
    #[arg(long)]
    pub(crate) json: bool,
    /// One short pass instead of two
    #[arg(long)]
    quick: bool,
    /// The compositors, in the order of the table
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "sway,weston,lisere"
    )]
    pub(crate) peers: Vec<Peer>,
    /// The measures
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "frames,damage,mixed,sync,idle,memory,startup,churn"
    )]
    pub(crate) tests: Vec<Test>,
    /// An empty folder for sockets and logs
    #[arg(long)]
    pub(crate) folder: PathBuf,
    /// The binary of Liseré
    #[arg(long)]
    pub(crate) lisere: PathBuf,
}

impl Plan {
    /// How often everything is measured.
    pub(crate) fn passes(&self) -> usize {
        if self.quick { 1 } else { 2 }
    }

    /// One of two durations, in seconds.
    pub(crate) fn seconds(&self, full: u64, quick: u64) -> Duration {
        Duration::from_secs(self.choose(full, quick))
    }

    /// One of two counts.
    pub(crate) fn choose<T>(&self, full: T, quick: T) -> T {
        if self.quick { quick } else { full }
    }
}

/// One measure.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Test {
    /// CPU time of a frame in which every window changes wholly
    Frames,
    /// CPU time of a frame in which a corner of every window changes
    Damage,
    /// CPU time of a frame in which one window of many changes
    Mixed,
    /// Round trips, alone and beside animated windows
    Sync,
    /// Wakeups while nothing changes
    Idle,
    /// Memory, with and without windows
    Memory,
    /// From start to first answer and first frame
    Startup,
    /// Clients that come, show a window and go
    Churn,
}

impl Test {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Frames => "frames",
            Self::Damage => "damage",
            Self::Mixed => "mixed",
            Self::Sync => "sync",
            Self::Idle => "idle",
            Self::Memory => "memory",
            Self::Startup => "startup",
            Self::Churn => "churn",
        }
    }
}
