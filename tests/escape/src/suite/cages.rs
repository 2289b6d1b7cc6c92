//! The cages that probes run in, and what each was granted.

use super::machine;

/// One of them.
#[derive(Clone, Copy, Debug)]
pub struct Cage {
    /// Its name in the policy.
    pub name: &'static str,
    /// What it is kept in.
    pub engine: &'static str,
    /// What lets some probes through.
    pub granted: &'static [&'static str],
    /// What this machine lacks for it, if anything.
    pub lacks: fn() -> Option<&'static str>,
}

/// All of them.
pub const ALL: [Cage; 5] = [
    Cage {
        name: "plain",
        engine: "bubblewrap",
        granted: &[],
        lacks: machine::namespaces,
    },
    Cage {
        name: "pasta",
        engine: "bubblewrap",
        granted: &["network-pasta"],
        lacks: machine::pasta,
    },
    Cage {
        name: "granted",
        engine: "bubblewrap",
        granted: &[
            "network-host",
            "nested-namespaces",
            "io-uring",
            "gpu",
            "sound",
            "microphone",
        ],
        lacks: machine::landlock,
    },
    Cage {
        name: "admin",
        engine: "bubblewrap",
        granted: &["admin", "sound"],
        lacks: machine::namespaces,
    },
    Cage {
        name: "auditor",
        engine: "bubblewrap",
        granted: &["auditor"],
        lacks: machine::namespaces,
    },
];

/// The one whose secrets the others are after.
pub(super) const VICTIM: &str = "victim";

/// Engines that no probe can run in, and why.
pub const OTHERS: [(&str, &str); 2] = [
    (
        "ssh",
        "its programs run on another machine; what shows them here runs in the sandbox of bubblewrap",
    ),
    (
        "socket",
        "nothing is started by the session; whoever comes to the socket brings a sandbox of its own",
    ),
];
