//! The sockets of a bait: whoever connects to one is told its secret.

use std::collections::VecDeque;
use std::fs;
use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net;
use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
use std::path::PathBuf;
use std::time::Duration;

use crate::baits::Baits;

/// How long a knock waits.
const KNOCK: Duration = Duration::from_millis(20);
/// How many who came are kept.
const GUESTS: usize = 16;
/// The folder of X servers' sockets.
const X_SERVERS: &str = "/tmp/.X11-unix";

/// All of them.
pub(super) struct Doors {
    secret: String,
    unix: Vec<UnixListener>,
    datagrams: UnixDatagram,
    tcp: TcpListener,
    udp: UdpSocket,
    paths: Vec<PathBuf>,
    /// Those who came last: what they send has somewhere to go.
    guests: VecDeque<UnixStream>,
}

impl Doors {
    /// Opens them, and says where they are.
    pub(super) fn open(owner: &str, secret: &str, baits: &mut Baits) -> io::Result<Self> {
        let pid = std::process::id();
        let name = format!("lisere-bait-{owner}-{pid}");
        let path = PathBuf::from(format!("/tmp/{name}.socket"));
        let server = PathBuf::from(format!("{X_SERVERS}/X{pid}"));
        // It is there wherever an X server ever ran.
        let _ = fs::create_dir(X_SERVERS);
        let datagrams = format!("{name}-datagrams");
        // Of both kinds of addresses, where the machine has both.
        let every: [IpAddr; 2] = [Ipv6Addr::UNSPECIFIED.into(), Ipv4Addr::UNSPECIFIED.into()];
        let every = every.map(|address| SocketAddr::new(address, 0));
        let tcp = TcpListener::bind(every.as_slice())?;
        let udp = UdpSocket::bind(every.as_slice())?;
        baits.set("socket", path.display());
        baits.set("abstract", &name);
        baits.set("datagrams", &datagrams);
        baits.set("x-abstract", server.display());
        baits.set("tcp", tcp.local_addr()?.port());
        baits.set("udp", udp.local_addr()?.port());
        let mut unix = vec![
            UnixListener::bind(&path)?,
            UnixListener::bind_addr(&hidden(&name)?)?,
            UnixListener::bind_addr(&hidden(&server.to_string_lossy())?)?,
        ];
        // Some machines let nobody but root make one.
        if let Ok(listener) = UnixListener::bind(&server) {
            baits.set("x-socket", server.display());
            unix.push(listener);
        }
        let doors = Self {
            secret: secret.to_owned(),
            unix,
            datagrams: UnixDatagram::bind_addr(&hidden(&datagrams)?)?,
            tcp,
            udp,
            paths: vec![path, server],
            guests: VecDeque::new(),
        };
        doors.make_quick()?;
        Ok(doors)
    }

    fn make_quick(&self) -> io::Result<()> {
        let mut unix = self.unix.iter();
        unix.try_for_each(|door| door.set_nonblocking(true))?;
        self.datagrams.set_nonblocking(true)?;
        self.tcp.set_nonblocking(true)?;
        self.udp.set_nonblocking(true)
    }

    /// Each of them.
    pub(super) fn all(&self) -> impl Iterator<Item = BorrowedFd<'_>> {
        let unix = self.unix.iter().map(AsFd::as_fd);
        let others = [self.datagrams.as_fd(), self.tcp.as_fd(), self.udp.as_fd()];
        unix.chain(others)
    }

    /// Tells everybody who came. Whoever went away again is none of ours.
    pub(super) fn answer(&mut self) {
        let secret = self.secret.as_bytes();
        for door in &self.unix {
            if let Ok((mut guest, _)) = door.accept() {
                let _ = guest.write_all(secret);
                self.guests.push_back(guest);
            }
        }
        let _ = self
            .tcp
            .accept()
            .and_then(|(mut to, _)| to.write_all(secret));
        let mut buffer = [0; 64];
        let _ = self
            .udp
            .recv_from(&mut buffer)
            .and_then(|(_, from)| self.udp.send_to(secret, from));
        let _ = self.datagrams.recv(&mut buffer);
        while self.guests.len() > GUESTS {
            self.guests.pop_front();
        }
    }

    /// Connects to a port of the host, and tells whoever listens there.
    pub(super) fn knock(&self, port: u16) {
        let mut addresses = vec![Ipv4Addr::LOCALHOST];
        addresses.extend(outward());
        for address in addresses {
            let address = SocketAddr::from((address, port));
            let _ = TcpStream::connect_timeout(&address, KNOCK)
                .and_then(|mut to| to.write_all(self.secret.as_bytes()));
        }
    }
}

impl Drop for Doors {
    fn drop(&mut self) {
        for path in &self.paths {
            let _ = fs::remove_file(path);
        }
    }
}

/// A name that is in no folder.
pub(crate) fn hidden(name: &str) -> io::Result<net::SocketAddr> {
    net::SocketAddr::from_abstract_name(name)
}

/// The address by which others reach this machine. Nothing is sent to find it.
#[must_use]
pub(crate) fn outward() -> Option<Ipv4Addr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // An address for documentation: what leads there leads out.
    socket.connect((Ipv4Addr::new(198, 51, 100, 1), 9)).ok()?;
    match socket.local_addr().ok()? {
        SocketAddr::V4(address) if !address.ip().is_loopback() => Some(*address.ip()),
        _ => None,
    }
}
