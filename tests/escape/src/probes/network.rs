//! The network: of the machine, beyond it, and kinds of sockets that have no namespace.

use std::fs;
use std::io::Read;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::time::{Duration, Instant};

use super::Probe;
use crate::baits::{Baits, SECRET};
use crate::call::{Arg, call};
use crate::outcome::{Stop, Tried, any, held};

/// How long somebody may take to answer.
const PATIENCE: Duration = Duration::from_millis(1500);
/// Where a policy lets a cage into the machine's own network.
const HOST: &[&str] = &["network-host"];
/// Where it lets it out.
const OUT: &[&str] = &["network-host", "network-pasta"];

pub(super) const ALL: &[Probe] = &[
    Probe::new(
        "tcp-loopback",
        "connect to a service on the machine's loopback",
        |baits| tcp(baits, Some(Ipv4Addr::LOCALHOST.into())),
    )
    .let_by(HOST),
    Probe::new(
        "tcp-outward",
        "connect to a service of the machine by any address that it has",
        |baits| any(addresses(baits)?, |to| tcp(baits, Some(to))),
    )
    .let_by(HOST),
    Probe::new(
        "tcp-gateway",
        "reach the machine's loopback by the address of its gateway",
        |baits| {
            let reached = tcp(baits, gateway()?);
            match baits.of("self.outside") {
                // Outside, a gateway is another machine: its loopback stands for it.
                Ok(_) => tcp(baits, Some(Ipv4Addr::LOCALHOST.into())),
                Err(_) => reached,
            }
        },
    )
    .let_by(HOST),
    Probe::new(
        "udp-loopback",
        "ask a service on the machine's loopback",
        |baits| udp(baits, Some(Ipv4Addr::LOCALHOST.into())),
    )
    .let_by(HOST),
    Probe::new(
        "udp-outward",
        "ask a service of the machine by any address that it has",
        |baits| any(addresses(baits)?, |to| udp(baits, Some(to))),
    )
    .let_by(HOST),
    Probe::new(
        "inbound",
        "be reached from the machine at a port of its",
        inbound,
    )
    .let_by(HOST),
    Probe::new(
        "interfaces",
        "see the machine's network interfaces",
        |baits| {
            let own = fs::read_to_string("/proc/net/dev")?;
            let theirs = baits.of("host.interfaces")?.split(' ');
            any(theirs, |name| match own.contains(&format!("{name}:")) {
                true => Ok(format!("there is {name}")),
                false => held("there is none"),
            })
        },
    )
    .let_by(OUT),
    Probe::new(
        "way-out",
        "have any way out of the machine",
        |_| match crate::bait::outward() {
            Some(address) => Ok(format!("by {address}")),
            None => held("there is no route"),
        },
    )
    .let_by(OUT),
    Probe::new(
        "socket-vsock",
        "talk to the hypervisor by vsock, which has no namespace",
        |_| family(libc::AF_VSOCK),
    ),
    Probe::new(
        "socket-crypto",
        "use the kernel's cryptography by AF_ALG",
        |_| family(libc::AF_ALG),
    ),
    Probe::new(
        "socket-odd",
        "make sockets of kinds that desktops do not use",
        |_| {
            // ax25, X.25, rds, tipc, bluetooth, nfc, kcm, qrtr, smc, xdp
            any([3, 9, 21, 30, 31, 39, 41, 42, 43, 44], family)
        },
    ),
    Probe::new("socket-packet", "read every packet of the machine", |_| {
        socket(libc::AF_PACKET, libc::SOCK_RAW, 0x0300)
    })
    .as_root(),
    Probe::new("socket-raw", "send packets in somebody's name", |_| {
        socket(libc::AF_INET, libc::SOCK_RAW, 255)
    })
    .as_root(),
    Probe::new("socket-audit", "hear the kernel's audit by netlink", |_| {
        socket(libc::AF_NETLINK, libc::SOCK_RAW, 9)
    }),
    Probe::new("socket-filter", "change packet filters by netlink", |_| {
        socket(libc::AF_NETLINK, libc::SOCK_RAW, 12)
    }),
];

/// One of any type that the family has.
fn family(family: i32) -> Tried {
    let types = [
        libc::SOCK_SEQPACKET,
        libc::SOCK_STREAM,
        libc::SOCK_DGRAM,
        libc::SOCK_RAW,
    ];
    any(types, |kind| socket(family, kind, 0))
}

fn socket(family: i32, kind: i32, protocol: i32) -> Tried {
    let arguments = [family, kind, protocol].map(|word| Arg::Word(i64::from(word)));
    call(libc::SYS_socket, arguments)?;
    Ok(format!("made one of family {family}"))
}

/// All of the machine's, but those of its loopback.
fn addresses(baits: &Baits) -> Result<Vec<IpAddr>, Stop> {
    let said = baits.of("host.addresses")?.split(' ');
    Ok(said.filter_map(|address| address.parse().ok()).collect())
}

/// Where the routes of this place lead to by default.
fn gateway() -> Result<Option<IpAddr>, Stop> {
    let routes = fs::read_to_string("/proc/net/route")?;
    let mut lines = routes
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>());
    let default = lines.find(|words| words.get(1) == Some(&"00000000"));
    let gateway = default.and_then(|words| u32::from_str_radix(words.get(2)?, 16).ok());
    Ok(gateway.map(|number| Ipv4Addr::from(number.to_ne_bytes()).into()))
}

fn port(baits: &Baits, what: &str) -> Result<u16, Stop> {
    let port = baits.of(&format!("host.{what}"))?;
    port.parse()
        .map_err(|_| Stop::Moot("the bait has no port".into()))
}

fn told(said: &[u8]) -> Tried {
    match String::from_utf8_lossy(said).contains(SECRET) {
        true => Ok("it told its secret".into()),
        false => held("it told no secret"),
    }
}

fn tcp(baits: &Baits, to: Option<IpAddr>) -> Tried {
    let Some(to) = to else {
        return held("there is no such address");
    };
    let to = SocketAddr::new(to, port(baits, "tcp")?);
    let mut socket = TcpStream::connect_timeout(&to, PATIENCE)?;
    socket.set_read_timeout(Some(PATIENCE))?;
    let mut said = [0; 64];
    let count = socket.read(&mut said)?;
    told(said.get(..count).unwrap_or_default())
}

fn udp(baits: &Baits, to: Option<IpAddr>) -> Tried {
    let Some(to) = to else {
        return held("there is no such address");
    };
    let from: IpAddr = match to {
        IpAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        IpAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    let socket = UdpSocket::bind((from, 0))?;
    socket.set_read_timeout(Some(PATIENCE))?;
    socket.connect((to, port(baits, "udp")?))?;
    socket.send(b"hello")?;
    let mut said = [0; 64];
    let count = socket.recv(&mut said)?;
    told(said.get(..count).unwrap_or_default())
}

/// Listens where the host's bait knocks.
fn inbound(baits: &Baits) -> Tried {
    let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, port(baits, "knocks")?))?;
    listener.set_nonblocking(true)?;
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end {
        let mut wait = [rustix::event::PollFd::new(
            &listener,
            rustix::event::PollFlags::IN,
        )];
        let moment = rustix::event::Timespec {
            tv_sec: 0,
            tv_nsec: 100_000_000,
        };
        if rustix::event::poll(&mut wait, Some(&moment))? > 0 {
            let (_, from) = listener.accept()?;
            return Ok(format!("{from} came"));
        }
    }
    held("nobody came")
}
