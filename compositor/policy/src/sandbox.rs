//! Where the programs of a cage run, and what the kernel lets them have there.

use std::fmt;
use std::net::IpAddr;

use serde::{Deserialize, Serialize};

/// What a cage's programs are kept in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Engine {
    /// `bubblewrap`: namespaces of their own on this machine.
    #[default]
    Bubblewrap,
    /// `ssh`: they run on another machine; what shows them here is kept as above.
    Ssh(Remote),
    /// `socket`: nothing is started by us; a service or a virtual machine comes to the socket.
    Socket,
}

impl Engine {
    /// The words for them in policy files.
    pub const NAMES: [&'static str; 3] = ["bubblewrap", "ssh", "socket"];

    /// The word for it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Bubblewrap => "bubblewrap",
            Self::Ssh(_) => "ssh",
            Self::Socket => "socket",
        }
    }
}

/// Another machine on which a cage's programs run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Remote {
    /// Its name or address: no space, no leading dash, at most 253 bytes.
    pub host: String,
    /// Who one is there; by default as ssh has it.
    pub user: Option<String>,
    /// Where its ssh server listens.
    pub port: u16,
    /// Its key, as a line of `ssh-keyscan` has it behind the name: `ssh-ed25519 AAAA…`. No
    /// other is taken.
    pub host_key: String,
    /// The private key that opens it: an absolute path on this machine.
    pub identity: Option<String>,
}

/// What network a cage's programs have.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Network {
    /// `none`: their own loopback.
    #[default]
    None,
    /// `host`: this machine's, whole.
    Host,
    /// `pasta`: one of their own, from which they reach out and nobody in.
    Pasta,
    /// `netns:NAME`: the one that the machine's administrator made under that name.
    Netns(String),
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none"),
            Self::Host => f.write_str("host"),
            Self::Pasta => f.write_str("pasta"),
            Self::Netns(name) => write!(f, "netns:{name}"),
        }
    }
}

/// Addresses and ports: `192.0.2.0/24`, `192.0.2.1:443`, `[2001:db8::]/32:80-90`, `*:53`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destination {
    /// A network and the bits of it that count; every address if there is none.
    pub net: Option<(IpAddr, u8)>,
    /// The first and last port, TCP and UDP; every one if there is none.
    pub ports: Option<(u16, u16)>,
}

/// Where a cage's programs may send, when its network is `pasta`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Destinations {
    /// Nowhere else, if any is named.
    pub allow: Vec<Destination>,
    /// Not even if it is allowed.
    pub deny: Vec<Destination>,
}

/// How much a cage's programs may have together; `None` is not bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Resources {
    /// Memory, in MiB: 16 to 1,048,576.
    pub memory_mib: Option<u64>,
    /// Processes and threads: 16 to 65,536.
    pub processes: Option<u64>,
    /// Processor time, in hundredths of one processor: 1 to 100,000.
    pub cpu_percent: Option<u64>,
    /// Share of what disks do, against 100 of everybody else: 1 to 10,000.
    pub io_weight: Option<u64>,
    /// The home, in MiB: 1 to 1,048,576.
    pub home_mib: Option<u64>,
}

/// Names on the host's buses that a cage's programs may talk to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct HostBus {
    /// On the session's; a name, or `a.b.*`.
    pub session: Vec<String>,
    /// On the system's.
    pub system: Vec<String>,
}

/// When a program of the policy is started again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Restart {
    /// `never`.
    #[default]
    Never,
    /// `on-failure`: when it ended with another code than 0.
    OnFailure,
    /// `always`.
    Always,
}

impl Restart {
    /// The words for them in policy files.
    pub const NAMES: [&'static str; 3] = ["never", "on-failure", "always"];
}

/// A program that starts with the session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// It and its arguments: each 1 to 512 bytes without controls, 16 at most.
    pub run: Vec<String>,
    /// When it is started again.
    pub restart: Restart,
}

/// Where a cage's programs run and what they have there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sandbox {
    /// What they are kept in.
    pub engine: Engine,
    /// What network they have.
    pub network: Network,
    /// Where they may send.
    pub destinations: Destinations,
    /// How much they may have.
    pub resources: Resources,
    /// Whom on the host's buses they may talk to.
    pub host_bus: HostBus,
    /// The cameras that are its own: paths of `/dev`. No two cages have the same one.
    pub cameras: Vec<String>,
    /// What starts with the session.
    pub programs: Vec<Program>,
}
