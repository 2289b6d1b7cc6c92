//! Who a program is, as the kernel says: the core holds it against the cage.

use std::os::fd::AsFd;

use rustix::net::sockopt::socket_peercred;

/// The process that connected, when it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer {
    /// Its number; 0 if the kernel has none for it here.
    pub pid: u32,
    /// Its user; the highest number there is if that is not known.
    pub uid: u32,
}

impl Peer {
    /// Of whom nothing is known.
    pub const UNKNOWN: Self = Self {
        pid: 0,
        uid: u32::MAX,
    };

    /// Who is at the other end of a connection. Of a process that is in no namespace of ours,
    /// which has no number here, nothing is known.
    pub fn of(socket: impl AsFd) -> Self {
        socket_peercred(socket).map_or(Self::UNKNOWN, |peer| Self {
            pid: peer.pid.as_raw_nonzero().get().cast_unsigned(),
            uid: peer.uid.as_raw(),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixStream;

    use super::*;

    #[test]
    fn the_kernel_says_who_it_is() {
        let (one, _two) = UnixStream::pair().unwrap();
        let peer = Peer::of(&one);
        assert_eq!(peer.pid, std::process::id());
        assert_eq!(peer.uid, rustix::process::getuid().as_raw());
        assert_eq!(Peer::of(std::fs::File::open("/").unwrap()), Peer::UNKNOWN);
    }
}
